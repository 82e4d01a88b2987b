/** What must hold when the database is gone, slow, full, or killed while it writes. */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import { join } from "node:path";
import { openFile } from "../adapters/libsql_file.ts";
import { startSqld } from "../adapters/sqld.ts";
import { type Database, mustWrite } from "../database.ts";
import { type Edge, scenario, startEdge, stopEdge, withEdgeClinic } from "./runtimes.ts";
import { type Scenario } from "./scenario.ts";

async function timed<T>(work: Promise<T>): Promise<[T, number]> {
  const from = performance.now();
  return [await work, performance.now() - from];
}

/** That an answer is the outage's: problem+json, when to come again, and nothing of the cause. */
async function assertUnavailable(response: Response, ms: number): Promise<void> {
  assertEquals(response.status, 503);
  assertEquals(response.headers.get("content-type"), "application/problem+json");
  assert(Number(response.headers.get("retry-after")) > 0, "tells when to try again");
  const body = await response.json();
  assertEquals(body.type, "/api/docs#unavailable");
  assert(!/sql|fetch|connect|127\.0\.0\.1/i.test(JSON.stringify(body)), "says nothing of the inside");
  assert(ms < 5_000, `answered after ${Math.round(ms)} ms`);
}

async function recovered(get: Scenario["get"], as: Scenario["people"]["patient"]): Promise<number> {
  const from = performance.now();
  for (;;) {
    const response = await get("/api/session", as);
    await response.body?.cancel();
    const ms = performance.now() - from;
    if (response.status === 200) return ms;
    assert(ms < 10_000, `still ${response.status} after ${Math.round(ms)} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

let given = 0;
const addPatient = ({ post, people }: Scenario, key = `fault-number-${++given}`) =>
  post("/api/patient", {
    name: { given: "Fay", family: `Fault ${key}` },
    birthDate: "1990-01-01",
    gender: "unknown",
  }, { as: people.practitioner, headers: { "idempotency-key": key } });

async function withOwnEdge(run: (edge: Edge) => Promise<void>): Promise<void> {
  const edge = await startEdge();
  try {
    await run(edge);
  } finally {
    await stopEdge(edge);
  }
}

async function restart(edge: Edge): Promise<void> {
  await edge.sqld.process.stop();
  edge.sqld = await startSqld({
    folder: join(edge.folder, "sqld"),
    port: Number(new URL(edge.sqld.url).port),
    namespaces: true,
  });
}

Deno.test("with the database gone every door stays shut with 503, and opens again by itself · workerd", () =>
  withOwnEdge((edge) =>
    withEdgeClinic(edge, async (clinic) => {
      const { get, post, people } = clinic;
      assertEquals((await get("/api/session", people.patient)).status, 200);
      edge.sqld.process.kill();
      for (
        const call of [
          () => get("/api/session", people.patient),
          () => get("/api/patient/patient2", people.patient),
          () => get("/api/health"),
          () => post("/api/sign-in", people.practitioner),
        ]
      ) await assertUnavailable(...await timed(call()));
      await restart(edge);
      await recovered(get, people.patient);
    })
  ));

Deno.test("with the database hanging the answer is 503 within 5 s, and it recovers within 10 · workerd", () =>
  withOwnEdge((edge) =>
    withEdgeClinic(edge, async ({ get, people }) => {
      assertEquals((await get("/api/session", people.patient)).status, 200);
      Deno.kill(edge.sqld.process.pid, "SIGSTOP");
      try {
        await assertUnavailable(...await timed(get("/api/session", people.patient)));
      } finally {
        Deno.kill(edge.sqld.process.pid, "SIGCONT");
      }
      await recovered(get, people.patient);
    })
  ));

async function patientsAndEvents(
  db: Database,
): Promise<{ keys: Set<string>; events: number; findings: unknown }> {
  const [patients, events, pages] = await db.read([
    { sql: "SELECT family_name FROM patient WHERE family_name LIKE 'Fault %'", args: [] },
    { sql: "SELECT count(*) AS n FROM audit_event WHERE action = 'patient.create'", args: [] },
    { sql: "SELECT integrity_check AS finding FROM pragma_integrity_check", args: [] },
  ]);
  return {
    keys: new Set(patients!.rows.map(({ familyName }) => String(familyName).slice("Fault ".length))),
    events: Number(events!.rows[0]!.n),
    findings: pages!.rows,
  };
}

Deno.test("kill -9 of the database while it writes loses and doubles nothing that was acknowledged · workerd", () =>
  withOwnEdge((edge) =>
    withEdgeClinic(edge, async (clinic) => {
      assertEquals((await clinic.get("/api/session", clinic.people.practitioner)).status, 200);
      const acknowledged = new Set<string>();
      for (let round = 0; round < 3; round++) {
        let writing = true;
        const writers = Array.from({ length: 4 }, async (_, writer) => {
          for (let i = 0; writing; i++) {
            const key = `kill-${round}-${writer}-${i}`;
            const response = await addPatient(clinic, key).catch(() => undefined);
            if (response?.status === 201) acknowledged.add(key);
            else await new Promise((resolve) => setTimeout(resolve, 20));
            await response?.body?.cancel();
          }
        });
        await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 200));
        edge.sqld.process.kill();
        await restart(edge);
        writing = false;
        await Promise.all(writers);
      }
      await recovered(clinic.get, clinic.people.practitioner);
      const { keys, events, findings } = await patientsAndEvents(clinic.db);
      assert(acknowledged.size > 10, `${acknowledged.size} were written`);
      assertEquals(acknowledged.difference(keys), new Set());
      assertEquals(events, keys.size, "a change and its audit event stand or fall together");
      assertEquals(findings, [{ finding: "ok" }]);
    })
  ));

scenario("with the disk full a change is refused whole, and made once there is room", async (clinic) => {
  const { db } = clinic;
  const [size] = await db.read([{ sql: "SELECT page_count AS pages FROM pragma_page_count", args: [] }]);
  const pages = Number(size!.rows[0]!.pages);
  assertEquals((await clinic.get("/api/session", clinic.people.practitioner)).status, 200);
  await db.read([{ sql: `PRAGMA max_page_count = ${pages + 2}`, args: [] }]);
  let made = 0, answer: Response;
  while ((answer = await addPatient(clinic)).status === 201) {
    await answer.body?.cancel();
    assert(++made < 2_000, "the disk fills up");
  }
  await assertUnavailable(answer, 0);
  const full = await patientsAndEvents(db);
  assertEquals([full.keys.size, full.events, full.findings], [made, made, [{ finding: "ok" }]]);
  await db.read([{ sql: `PRAGMA max_page_count = ${pages + 1_000}`, args: [] }]);
  assertEquals((await addPatient(clinic)).status, 201);
}, { on: ["deno"] });

Deno.test("with another process holding the file a change is refused in time, and reading goes on · deno", async () => {
  const folder = await Deno.makeTempDir({ prefix: "faults-" });
  const url = `file:${join(folder, "clinic.db")}`;
  const db = await openFile(url);
  await mustWrite(db, [{ sql: "CREATE TABLE t (n INTEGER)", args: [] }]);
  const code = `import { DatabaseSync } from "node:sqlite";
    const db = new DatabaseSync(${JSON.stringify(join(folder, "clinic.db"))});
    db.exec("BEGIN IMMEDIATE");
    console.log("held");
    await Deno.stdin.read(new Uint8Array(1));
    db.exec("COMMIT");
    db.close();`;
  const holder = new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", code],
    cwd: new URL("../../", import.meta.url),
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const lines = holder.stdout.getReader();
  await lines.read();
  const [refused, ms] = await timed(
    db.write([{ sql: "INSERT INTO t VALUES (1)", args: [] }]).then(
      () => "",
      (error) => error.constructor.name,
    ),
  );
  assertEquals(refused, "DatabaseUnavailable");
  assert(ms < 5_000, `refused after ${Math.round(ms)} ms`);
  assertEquals((await db.read([{ sql: "SELECT count(*) AS n FROM t", args: [] }]))[0]!.rows, [{ n: 0 }]);
  await holder.stdin.close();
  await lines.cancel();
  await holder.status;
  assert((await db.write([{ sql: "INSERT INTO t VALUES (1)", args: [] }])).ok);
  db.close();
  await Deno.remove(folder, { recursive: true });
});
