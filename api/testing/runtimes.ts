/**
 * One test, two runtimes: in process on Deno with a libSQL file, and over HTTP on workerd with sqld. A file of
 * scenarios shares one workerd and one sqld; each scenario has a database and a clock of its own. `RUNTIME=deno` or
 * `RUNTIME=workerd` runs only one of the two.
 */
import { join } from "node:path";
import { newSigningKey } from "../adapters/deno_clinics.ts";
import { openHttp } from "../adapters/libsql_http.ts";
import { readMigrations } from "../adapters/read_migrations.ts";
import { type Sqld, startSqld } from "../adapters/sqld.ts";
import { bundleWorker } from "../bundle_worker.ts";
import { type Database, mustWrite } from "../database.ts";
import { migrate } from "../migrate.ts";
import {
  type Scenario,
  scenarioOf,
  type ScenarioOptions,
  seedPeople,
  testNow,
  testOrigin,
  withClinic,
} from "./scenario.ts";
import { type ServedWorker, serveWorker } from "./workerd.ts";

export type Runtime = "deno" | "workerd";

export interface Edge {
  folder: string;
  sqld: Sqld;
  worker: ServedWorker;
}

/** Starts the Worker under test and its database server. */
export async function startEdge(): Promise<Edge> {
  const folder = await Deno.makeTempDir({ prefix: "edge-" });
  const [sqld, { module }] = await Promise.all([
    startSqld({ folder: join(folder, "sqld"), namespaces: true }),
    bundleWorker("api/testing/cloudflare_entry.ts"),
  ]);
  const worker = await serveWorker(join(folder, "worker"), module, {
    outbound: new URL(sqld.url).host,
    vars: {
      ORIGIN: testOrigin,
      DATABASE_URL: "http://scenario.sqld",
      SIGNING_KEY: JSON.stringify(await newSigningKey()),
    },
  });
  return { folder, sqld, worker };
}

/** Ends both and removes what they wrote. */
export async function stopEdge({ folder, sqld, worker }: Edge): Promise<void> {
  await Promise.all([worker.process.stop(), sqld.process.stop()]);
  await Deno.remove(folder, { recursive: true });
}

/** A connection to one database of the server, by the header that names it: test names need no DNS. */
export function openNamespace({ url }: Sqld, name: string): Database {
  return openHttp(url, undefined, {
    headers: { "x-namespace-bin": btoa(name).replaceAll("=", "") },
  });
}

let namespaces = 0;

/** Runs a scenario against a fresh clinic on the edge. */
export async function withEdgeClinic(
  { sqld, worker }: Edge,
  run: (scenario: Scenario) => Promise<void>,
  { empty = false }: ScenarioOptions = {},
): Promise<void> {
  const name = `clinic${++namespaces}`;
  await sqld.addNamespace(name);
  const db = openNamespace(sqld, name);
  let now = testNow;
  const logs: string[] = [];
  await migrate(db, readMigrations(), now);
  if (!empty) await mustWrite(db, await seedPeople());
  async function send(request: Request, address: string): Promise<Response> {
    const headers = new Headers(request.headers);
    headers.set("x-test", JSON.stringify({ url: request.url, now, database: `http://${name}.sqld` }));
    headers.set("cf-connecting-ip", address);
    const { pathname, search } = new URL(request.url);
    const response = await fetch(worker.url + pathname + search, {
      method: request.method,
      headers,
      body: request.body,
      redirect: "manual",
      signal: request.signal,
    });
    const body = await response.arrayBuffer();
    const answer = new Headers(response.headers);
    logs.push(...JSON.parse(decodeURIComponent(answer.get("x-test-logs") ?? "%5B%5D")));
    answer.delete("x-test-logs");
    return new Response(body.byteLength === 0 ? null : body, { status: response.status, headers: answer });
  }
  await run(scenarioOf(send, {
    db,
    async runJobs() {
      const done = await send(new Request(`${testOrigin}/x-test/cron`), "");
      if (done.status !== 204) throw new Error(`the jobs did not run: ${done.status}`);
    },
    advance: (ms) => {
      now += ms;
    },
    now: () => now,
    logs,
  }));
  db.close();
}

let edge: Edge | undefined;
let registered = false;

/** The edge that this file's scenarios share. */
function sharedEdge(): void {
  if (registered) return;
  registered = true;
  Deno.test.beforeAll(async () => {
    edge = await startEdge();
  });
  Deno.test.afterAll(async () => {
    if (edge !== undefined) await stopEdge(edge);
  });
}

export interface RuntimeOptions extends ScenarioOptions {
  /** Where it runs; both unless said. */
  on?: readonly Runtime[];
}

/** Registers a test on both runtimes, each run with a clinic of its own. */
export function scenario(
  name: string,
  run: (scenario: Scenario, runtime: Runtime) => Promise<void>,
  { on = ["deno", "workerd"], ...options }: RuntimeOptions = {},
): void {
  const only = Deno.env.get("RUNTIME");
  const runs = (runtime: Runtime) => on.includes(runtime) && (only === undefined || only === runtime);
  if (runs("deno")) Deno.test(`${name} · deno`, () => withClinic((clinic) => run(clinic, "deno"), options));
  if (runs("workerd")) {
    sharedEdge();
    Deno.test(`${name} · workerd`, () => withEdgeClinic(edge!, (clinic) => run(clinic, "workerd"), options));
  }
}
