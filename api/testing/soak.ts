/**
 * `deno task soak`: what takes too long for every day. Through workerd and sqld: 6,000 batches of 1,000 samples, four
 * at a time, then reads 32 at a time; one error or one request that hangs fails it. Then every test again with `SOAK`
 * set, which runs the properties, kills and races at their full numbers.
 *
 * Options: `--batches=6000`, `--reads=2000`, `--samples=1000`, `--minutes=25` for the tests, `--only=edge|tests`.
 */
import { startEdge, stopEdge } from "./runtimes.ts";
import { people, testNow } from "./scenario.ts";
import { batchHeaders } from "./bench/compare_ingest.ts";
import { type EdgeClinic, edgeClinic } from "./bench/edge_clinic.ts";
import { inParallel, percentile, timed } from "./bench/figure.ts";
import { soakBatches } from "./bench/prepared_batches.ts";

const option = (name: string, otherwise: number) =>
  Number(Deno.args.find((arg) => arg.startsWith(`--${name}=`))?.split("=")[1] ?? otherwise);
const only = Deno.args.find((arg) => arg.startsWith("--only="))?.split("=")[1];

/** A request without an answer for this long hangs. */
const hangsAfterMs = 30_000;

function unhung<T>(what: string, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hung = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} hangs`)), hangsAfterMs);
  });
  return Promise.race([work, hung]).finally(() => clearTimeout(timer));
}

const ms = (times: readonly number[]) =>
  `median ${percentile(times, 0.5).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)} ms, longest ${
    Math.max(...times).toFixed(0)
  } ms`;

async function writeBatches({ token, send, db }: EdgeClinic, count: number, samples: number): Promise<void> {
  const times: number[] = [];
  const batches = soakBatches(count, samples);
  const startedAt = performance.now();
  await inParallel(count, 4, async (index) => {
    const { value: body } = await batches.next();
    if (body === undefined) throw new Error("too few batches");
    times.push(
      await timed(async () => {
        const response = await unhung(
          `batch ${index}`,
          send("/api/observation/batches", {
            method: "POST",
            headers: batchHeaders(token),
            body,
          }),
        );
        const text = await response.text();
        if (response.status !== 200 || (JSON.parse(text) as { stored: number }).stored !== samples) {
          throw new Error(`batch ${index}: ${response.status} ${text}`);
        }
      }),
    );
    if ((index + 1) % 500 === 0) console.log(`  ${index + 1} batches`);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const [found] = await db.read([{ sql: "SELECT sum(count) AS n FROM stream", args: [] }]);
  const stored = found!.rows[0]!.n;
  if (stored !== count * samples) throw new Error(`${stored} samples are stored, not ${count * samples}`);
  console.log(
    `${count} batches of ${samples}, 4 at a time: ${seconds.toFixed(0)} s, ${
      Math.round(count * samples / seconds / 1000)
    }k samples/s, ${ms(times)}; every sample is there`,
  );
}

async function readAtOnce({ scenario }: EdgeClinic, count: number): Promise<void> {
  const root = "/api/patient/patient1/observation";
  const type = "HKQuantityTypeIdentifierHeartRate";
  const range = (days: number) =>
    `from=${new Date(testNow - days * 86_400_000).toISOString()}&to=${new Date(testNow).toISOString()}`;
  const paths = [
    `${root}/summary`,
    ...[7, 31, 366, 3_000].map((days) => `${root}/chart?type=${type}&${range(days)}`),
    `${root}/chart?type=HKQuantityTypeIdentifierStepCount&${range(366)}`,
    `${root}/chart?type=HKCategoryTypeIdentifierSleepAnalysis&${range(366)}`,
    `${root}/readings?type=${type}&${range(366)}&limit=100`,
    "/api/patient/patient1",
  ];
  const times: number[] = [];
  const startedAt = performance.now();
  await inParallel(count, 32, async (index) => {
    const path = paths[index % paths.length]!;
    times.push(
      await timed(async () => {
        const response = await unhung(path, scenario.get(path, people.practitioner));
        const text = await response.text();
        if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`);
      }),
    );
  });
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(
    `${count} reads, 32 at a time: ${seconds.toFixed(0)} s, ${Math.round(count / seconds)} a second, ${
      ms(times)
    }`,
  );
}

async function soakEdge(): Promise<boolean> {
  console.log("── workerd and sqld ──");
  const edge = await startEdge();
  try {
    const clinic = await edgeClinic(edge, "soak");
    await writeBatches(clinic, option("batches", 6_000), option("samples", 1_000));
    await readAtOnce(clinic, option("reads", 2_000));
    clinic.db.close();
    return true;
  } catch (error) {
    console.error(error);
    return false;
  } finally {
    await stopEdge(edge);
  }
}

async function soakTests(): Promise<boolean> {
  const minutes = option("minutes", 25);
  console.log(`── every test at its full number, at most ${minutes} min ──`);
  const startedAt = performance.now();
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), minutes * 60_000);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--no-check", "--parallel", "api", "schema", "web"],
    cwd: new URL("../../", import.meta.url),
    env: { SOAK: "1" },
    stdin: "null",
    signal: stop.signal,
  }).spawn();
  const { success } = await child.status;
  clearTimeout(timer);
  const took = ((performance.now() - startedAt) / 60_000).toFixed(1);
  console.log(
    stop.signal.aborted
      ? `tests: stopped after ${took} min; what is printed above ran, the rest did not`
      : `tests: ${success ? "all passed" : "failed"} in ${took} min`,
  );
  return success;
}

const results: [string, boolean][] = [];
if (only !== "tests") results.push(["workerd and sqld", await soakEdge()]);
if (only !== "edge") results.push(["tests", await soakTests()]);
console.log(`\n${results.map(([name, ok]) => `${ok ? "passed" : "FAILED"}  ${name}`).join("\n")}`);
if (results.some(([, ok]) => !ok)) Deno.exit(1);
