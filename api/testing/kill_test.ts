/** The embedded server, killed by SIGKILL at random points while a phone sends: acknowledged means stored, once. */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import { join } from "node:path";
import type { ObservationBatch } from "../../schema/observation.ts";
import { openFile } from "../adapters/libsql_file.ts";
import { readMigrations } from "../adapters/read_migrations.ts";
import { mustWrite } from "../database.ts";
import { migrate } from "../migrate.ts";
import { mixedBatch, seededRandom } from "../observation/testing/sample_batches.ts";
import { type Server, startServer } from "./embedded_server.ts";
import { integrityOf, rowsOf, samplesByType } from "./read_database.ts";
import { people, seedPeople } from "./scenario.ts";

const kills = Deno.env.get("SOAK") ? 50 : 5;
const samplesInBatch = 400;
const batchesPerRound = 40;
const startAt = Date.UTC(2026, 0, 1);
const batchSpanMs = 6 * 3_600_000;

async function grantOf(server: Server): Promise<string> {
  const headers = { "content-type": "application/json", origin: server.origin };
  const signIn = await fetch(`${server.origin}/api/sign-in`, {
    method: "POST",
    headers,
    body: JSON.stringify({ email: people.patient.email, password: people.patient.password }),
  });
  assertEquals(signIn.status, 200, await signIn.text());
  const cookie = signIn.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
  const grant = await fetch(`${server.origin}/api/patient/patient1/import-grant`, {
    method: "POST",
    headers: { ...headers, cookie },
    body: "{}",
  });
  const body: { token: string } = await grant.json();
  assertEquals(grant.status, 201);
  return body.token;
}

/** Sends one batch; whether it was acknowledged. A connection that breaks acknowledges nothing. */
async function send(server: Server, token: string, batch: ObservationBatch): Promise<boolean> {
  try {
    const answer = await fetch(`${server.origin}/api/observation/batches`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(batch),
    });
    const receipt: { refused: number } = await answer.json();
    return answer.status === 200 && receipt.refused === 0;
  } catch {
    return false;
  }
}

const samplesOf = ({ groups }: ObservationBatch) =>
  (groups ?? []).reduce((sum, { start }) => sum + start.length, 0);

Deno.test("kill -9 at random points of an ingest loses and doubles nothing that was acknowledged", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kill-" });
  const path = join(folder, "clinic.db");
  const db = await openFile(`file:${path}`);
  await migrate(db, readMigrations(), Date.now());
  await mustWrite(db, await seedPeople());
  db.close();

  const random = seededRandom(Date.now());
  let server = await startServer(folder);
  try {
    const token = await grantOf(server);
    const sent: ObservationBatch[] = [];
    const acknowledged = new Set<string>();
    const open: ObservationBatch[] = [];
    let brokenOff = 0;
    for (let kill = 0; kill < kills; kill++) {
      for (let i = 0; i < batchesPerRound; i++) {
        const from = startAt + sent.length * batchSpanMs;
        const made = mixedBatch(random, from, from + batchSpanMs, samplesInBatch);
        const batch = { ...made, patient: "patient1" };
        sent.push(batch);
        open.push(batch);
      }
      const killed = Promise.withResolvers<void>();
      setTimeout(() => server.stop("SIGKILL").then(killed.resolve), 20 + random() * 300);
      const failed: ObservationBatch[] = [];
      await Promise.all(Array.from({ length: 4 }, async () => {
        for (let batch = open.pop(); batch !== undefined; batch = open.pop()) {
          if (await send(server, token, batch)) acknowledged.add(batch.batchId);
          else failed.push(batch);
        }
      }));
      await killed.promise;
      open.push(...failed);
      brokenOff += failed.length;

      const stored = new Set(
        (await rowsOf(path, "SELECT lower(hex(uuid)) AS id FROM ingest_batch")).map(({ id }) => String(id)),
      );
      const lost = [...acknowledged].filter((id) => !stored.has(id.replaceAll("-", "")));
      assertEquals(lost, [], `lost at kill ${kill + 1}`);
      server = await startServer(folder, Number(new URL(server.origin).port));
    }
    assert(brokenOff > 0, "the server was killed while it was being sent to");

    for (const batch of sent) assert(await send(server, token, batch), "everything is taken in the end");
    const stored = await samplesByType(path, 1);
    assertEquals(
      Object.values(stored).reduce((sum, count) => sum + count, 0),
      sent.reduce((sum, batch) => sum + samplesOf(batch), 0),
    );
    const [counts] = await rowsOf(
      path,
      `SELECT (SELECT count(*) FROM ingest_batch) AS batches,
          (SELECT count(*) FROM audit_event WHERE action = 'observation.ingest' AND outcome = 'success') AS audited,
          (SELECT sum(count) FROM stream WHERE patient = 1) AS counted`,
    );
    assertEquals(Number(counts?.batches), sent.length);
    assert(Number(counts?.audited) >= sent.length, "each batch stands with its audit event");
    assertEquals(Number(counts?.counted), sent.reduce((sum, batch) => sum + samplesOf(batch), 0));
    assertEquals(await integrityOf(path), ["ok"]);
  } finally {
    await server.stop();
    await Deno.remove(folder, { recursive: true });
  }
});
