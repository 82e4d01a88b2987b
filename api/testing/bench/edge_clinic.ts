/** A clinic on workerd and sqld for benches and the soak, with a way to send bytes to it that costs the sender little. */
import { readMigrations } from "../../adapters/read_migrations.ts";
import { type Database, mustWrite } from "../../database.ts";
import { migrate } from "../../migrate.ts";
import { type Edge, openNamespace } from "../runtimes.ts";
import { people, type Scenario, scenarioOf, seedPeople, testNow, testOrigin } from "../scenario.ts";

export interface EdgeClinic {
  readonly db: Database;
  readonly scenario: Scenario;
  /** The token of an import grant for `patient1`. */
  readonly token: string;
  /** Sends as a browser on the clinic's origin would. */
  send(
    path: string,
    init: { method: string; headers: Record<string, string>; body: Uint8Array<ArrayBuffer> | null },
  ): Promise<Response>;
}

/** Makes the clinic in a database of its own. */
export async function edgeClinic({ sqld, worker }: Edge, name: string): Promise<EdgeClinic> {
  await sqld.addNamespace(name);
  const db = openNamespace(sqld, name);
  await migrate(db, readMigrations(), testNow);
  await mustWrite(db, await seedPeople());
  const send: EdgeClinic["send"] = (path, { method, headers, body }) =>
    fetch(worker.url + path, {
      method,
      headers: {
        "sec-fetch-site": "same-origin",
        "cf-connecting-ip": "192.0.2.10",
        "x-test": JSON.stringify({ url: testOrigin + path, now: testNow, database: `http://${name}.sqld` }),
        ...headers,
      },
      body,
      redirect: "manual",
    });
  const scenario = scenarioOf(async (request) => {
    const { pathname, search } = new URL(request.url);
    const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
    return await send(pathname + search, {
      method: request.method,
      headers: Object.fromEntries(request.headers),
      body,
    });
  }, { db, advance: () => {}, now: () => testNow, logs: [] });
  const grant = await scenario.post("/api/patient/patient1/import-grant", { reason: "bench" }, {
    as: people.practitioner,
  });
  if (grant.status !== 201) throw new Error(`import grant: ${grant.status} ${await grant.text()}`);
  const { token } = await grant.json() as { token: string };
  return { db, scenario, token, send };
}
