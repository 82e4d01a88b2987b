import { assert, assertEquals, assertStringIncludes } from "deno-std/assert/mod.js";
import { fastPasswords } from "../testing/fast_passwords.ts";
import { withClinic } from "../testing/scenario.ts";
import { NewPassword } from "../../schema/sign_in.ts";
import { all, q, sql } from "../database.ts";
import { demoPassword, seedDemo } from "./seed.ts";

Deno.test("seedDemo() makes a clinic that everyone can sign in to, once", () =>
  withClinic(async ({ db, now, post, get, request }) => {
    NewPassword.parse(demoPassword);
    const made = await seedDemo(db, fastPasswords, now());
    if (!made.ok) throw new Error("an empty database was not taken for one");
    assertStringIncludes(made.signIns, demoPassword);

    const count = async (table: string) => {
      const [result] = await db.read([{ sql: `SELECT count(*) AS n FROM ${table}`, args: [] }]);
      return Number(result!.rows[0]!.n);
    };
    assertEquals(await count("practitioner"), 3);
    assertEquals(await count("patient"), 40);
    assertEquals(await count("care_team WHERE is_primary = 1 AND ended_at IS NULL"), 40);
    assertEquals(await count("sign_in"), 14);
    assertEquals(await count("(SELECT DISTINCT patient FROM sample)"), 10);
    assert(await count("sample") > 1_000_000);
    // All of them taken: nothing refused, nothing sent twice, nothing received in the future.
    assertEquals(
      await count(`ingest_batch WHERE refusals <> '[]' OR duplicate > 0 OR received_at > ${now()}`),
      0,
    );
    assertEquals(await count("ingest_batch WHERE reason IS NOT 'demo data'"), 0);
    assertEquals(await count("ingest_batch"), await count("audit_event WHERE action = 'observation.ingest'"));
    const [sums] = await all(
      db,
      q.selectNoFrom(sql<number>`(SELECT sum(stored) FROM ingest_batch)`.as("stored")),
    );
    assertEquals(sums?.stored, await count("sample"));

    const signIns = await all(
      db,
      q.selectFrom("signIn").select(["email", "patient", "isAdministrator", "practitioner"]),
    );
    for (const { email, patient, isAdministrator, practitioner } of signIns) {
      assertStringIncludes(made.signIns, email);
      const response = await post("/api/sign-in", { email, password: demoPassword });
      assertEquals(response.status, 200, email);
      await response.body?.cancel();
      const cookie = response.headers.getSetCookie().map((header) => header.split(";")[0]).join("; ");
      const session = await (await request("/api/session", { headers: { cookie } })).json();
      assertEquals(session.roles, [
        ...(patient === null ? [] : ["patient"]),
        ...(practitioner === null ? [] : ["practitioner"]),
        ...(isAdministrator === 1 ? ["administrator"] : []),
      ]);
      assertEquals(session.clinic, "Lakeview Family Medicine");
    }

    const clinician = { email: signIns[0]!.email, password: demoPassword, id: "" };
    const page = await (await post("/api/patient/search", { text: "Bell" }, { as: clinician })).json();
    assertEquals(page.total, 1);
    const summary = await get(`/api/patient/${page.patients[0].id}/observation/summary`, clinician);
    assertEquals(summary.status, 200);
    const shown = (await summary.json()).tiles.map((tile: { display: string }) => tile.display);
    for (const display of ["Heart rate", "Steps", "Sleep", "Weight"]) {
      assert(shown.includes(display), `${shown}`);
    }

    const before = [await count("patient"), await count("sample"), await count("audit_event")];
    assertEquals(await seedDemo(db, fastPasswords, now()), { ok: false });
    assertEquals([await count("patient"), await count("sample"), await count("audit_event")], before);
  }, { empty: true }));

Deno.test("seedDemo() leaves a clinic that has people as it is", () =>
  withClinic(async ({ db, now }) => {
    assertEquals(await seedDemo(db, fastPasswords, now()), { ok: false });
    const [patients] = await db.read([{ sql: "SELECT public_id FROM patient ORDER BY id", args: [] }]);
    assertEquals(patients!.rows.map((row) => row.publicId), ["patient1", "patient2"]);
  }));
