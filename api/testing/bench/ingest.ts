/**
 * Ingest over HTTP on Deno with a libSQL file: the embedded server in a process of its own, batches of 1,000 samples
 * four at a time, against a loop of one prepared insert over the same rows into the same table.
 */
import { join } from "node:path";
import { startGuarded, waitUntil } from "../../adapters/guarded_process.ts";
import { openClinic } from "../../observation/testing/clinic_database.ts";
import { openDriver } from "./driver.ts";
import { compare, type Figure, inParallel, median, rounds, timed } from "./figure.ts";
import { prepareBatches } from "./prepared_batches.ts";
import type { Ready } from "./serve_file.ts";

const batchesARound = 40, samples = 1_000, atOnce = 4;

/** Posts a body, expects it to be taken, and returns how many samples were stored. */
export type Post = (body: Uint8Array<ArrayBuffer>) => Promise<number>;

export async function bench(): Promise<Figure[]> {
  const folder = await Deno.makeTempDir({ prefix: "bench-" });
  const baseline = await openClinic();
  const server = await startGuarded(
    Deno.execPath(),
    ["run", "-A", "--no-check", new URL("serve_file.ts", import.meta.url).pathname, folder],
    { log: join(folder, "server.log") },
  );
  const driver = openDriver(baseline.path);
  try {
    let ready: Ready | undefined;
    await waitUntil(async () => {
      ready = JSON.parse(await Deno.readTextFile(join(folder, "ready.json")));
      return true;
    }, server, 60_000);
    const { url, token, databasePath } = ready!;
    const post: Post = async (body) => {
      const response = await fetch(`${url}/api/observation/batches`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": "application/json",
          "content-encoding": "gzip",
          "sec-fetch-site": "same-origin",
        },
        body,
      });
      if (response.status !== 200) throw new Error(`ingest: ${response.status} ${await response.text()}`);
      return (await response.json() as { stored: number }).stored;
    };
    const insert = driver.prepare("INSERT INTO sample VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const batches = await prepareBatches((rounds + 1) * batchesARound, samples);
    const send = async (from: number, stored: number, field: "body" | "renamed" = "body") => {
      await inParallel(batchesARound, atOnce, async (index) => {
        if (await post(batches[from + index]![field]) !== stored) throw new Error("ingest lost or doubled");
      });
    };
    const insertLoop = (from: number) => {
      for (const { rows } of batches.slice(from, from + batchesARound)) {
        driver.exec("BEGIN IMMEDIATE");
        for (const row of rows) insert.run(...row);
        driver.exec("COMMIT");
      }
    };
    await send(0, samples);
    insertLoop(0);
    const again: number[] = [], renamed: number[] = [], firstMs: number[] = [];
    const result = await compare(
      async (round) => {
        firstMs.push(await timed(() => send((round + 1) * batchesARound, samples)));
      },
      (round) => insertLoop((round + 1) * batchesARound),
    );
    const reader = openDriver(databasePath);
    const count = () => reader.prepare("SELECT count(*) AS n FROM sample").all()[0]?.n as number;
    const before = count();
    for (let round = 1; round <= rounds; round++) {
      again.push(await timed(() => send(round * batchesARound, samples)));
      renamed.push(await timed(() => send(round * batchesARound, 0, "renamed")));
    }
    if (count() !== before) throw new Error("sending again changed the number of rows");
    reader.close();
    const rate = (ms: number) => `${Math.round(batchesARound * samples / ms)}k samples/s`;
    return [
      {
        what: "HTTP ingest, Deno and file",
        baseline: "prepared-statement loop",
        value: 1 / result.timesBaseline,
        unit: "×",
        better: "higher",
        bar: 0.4,
        stretch: 0.8,
        note: `${rate(result.subjectMs)}; loop ${rate(result.baselineMs)}`,
      },
      {
        what: "sending every batch again, Deno",
        baseline: "the first sending",
        value: median(firstMs) / median(again),
        unit: "×",
        better: "higher",
        bar: 0.9,
        stretch: 1.3,
        note: `${rate(median(again))}; under new batch ids ${rate(median(renamed))}`,
      },
    ];
  } finally {
    driver.close();
    await baseline.dispose();
    await server.stop();
    await Deno.remove(folder, { recursive: true });
  }
}
