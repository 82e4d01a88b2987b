import { assertEquals, assertRejects } from "deno-std/assert/mod.js";
import { mustWrite } from "../database.ts";
import { jobNames, runDueJobs } from "../job/run_due_jobs.ts";
import { scenario } from "../testing/runtimes.ts";
import { findBrokenSeal, sealAuditEvents } from "./seal.ts";

scenario(
  "reading a patient leaves one entry; another patient's record is refused, unseen, and entered",
  async ({ get, people, db }) => {
    await (await get("/api/patient/patient1", people.practitioner)).body?.cancel();
    const denied = await get("/api/patient/patient2", people.patient);
    assertEquals(denied.status, 404);
    const missing = await get("/api/patient/nobody", people.patient);
    const [a, b] = [await denied.json(), await missing.json()];
    assertEquals({ ...a, requestId: "" }, { ...b, requestId: "" }, "there or not, the answer is the same");
    const [rows] = await db.read([{
      sql:
        "SELECT action, outcome, actor, patient, detail FROM audit_event WHERE action != 'sign_in' ORDER BY id",
      args: [],
    }]);
    assertEquals(rows?.rows.map((row) => Object.values(row)), [
      ["patient.read", "success", "signin1", 1, "patient.read"],
      ["patient.read", "refused", "signin3", null, "not_found"],
      ["patient.read", "refused", "signin3", null, "not_found"],
    ]);
    const page = await (await get("/api/patient/patient1/audit-event", people.patient)).json();
    assertEquals(page.events.map(({ agent, role }: { agent: string; role: string }) => [agent, role]), [
      ["Grace Okafor", "patient"],
      ["Ada Moreno", "practitioner"],
    ]);
  },
);

scenario(
  "audit entries cannot be changed, and the seals tell when somebody went around the triggers",
  async ({ get, people, db, now }) => {
    for (let i = 0; i < 3; i++) {
      await (await get("/api/patient/patient1", people.practitioner)).body?.cancel();
      await sealAuditEvents(db, now());
    }
    assertEquals(await findBrokenSeal(db), undefined);
    for (
      const sql of ["UPDATE audit_event SET actor = 'x'", "DELETE FROM audit_event", "DELETE FROM audit_seal"]
    ) {
      await assertRejects(() => mustWrite(db, [{ sql, args: [] }]));
    }
    await mustWrite(db, [
      { sql: "DROP TRIGGER audit_event_never_changes", args: [] },
      { sql: "UPDATE audit_event SET actor = 'somebody else' WHERE id = 3", args: [] },
    ]);
    assertEquals(await findBrokenSeal(db), 2);
  },
);

scenario(
  "a job that is due runs once, however many ask, and again when its time has come",
  async ({ db, now }) => {
    const shared = { ...db, close: () => {} };
    const ran = (await Promise.all([1, 2, 3, 4].map(() => runDueJobs(shared, now())))).flat().sort();
    assertEquals(ran, jobNames.toSorted());
    assertEquals(await runDueJobs(shared, now() + 29_000), []);
    assertEquals(await runDueJobs(shared, now() + 61_000), [
      "seal_audit_events",
      "settle_observations",
      "evaluate_signals",
    ]);
  },
);
