/**
 * What ingest costs: against a loop of one prepared insert over the same rows into the same table, against
 * itself sent again, and on disk against a table keyed by UUID. Subject and baseline take turns in one run.
 */
import { createRequire } from "node:module";
import type { Database as Port } from "../database.ts";
import { unpackSamples } from "./packed_samples.ts";
import { ingestBatch } from "./ingest_batch.ts";
import { stageBatch } from "./stage_batch.ts";
import { openClinic } from "./testing/clinic_database.ts";
import { mixedBatch, seededRandom } from "./testing/sample_batches.ts";

/** The synchronous driver beneath `@libsql/client`, as far as the baseline needs it. */
interface Driver {
  exec(sql: string): void;
  prepare(sql: string): { run(...args: unknown[]): unknown };
  close(): void;
}

/** Ratios are subject to baseline, higher is better; `bytesRatio` lower is better. Times are medians in ms. */
export interface IngestFigures {
  readonly ingestMs: number;
  readonly baselineMs: number;
  readonly ingestRatio: number;
  readonly resendMs: number;
  readonly resendRatio: number;
  readonly freshResendRatio: number;
  readonly bytesPerSample: number;
  readonly baselineBytesPerSample: number;
  readonly bytesRatio: number;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}

function openDriver(path: string): Driver {
  const require = createRequire(import.meta.resolve("@libsql/client"));
  const Driver = require("libsql") as new (path: string) => Driver;
  return new Driver(path);
}

async function pagesOf(db: Port): Promise<number> {
  const [pages] = await db.read([{
    sql: "SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()",
    args: [],
  }]);
  return pages?.rows[0]?.bytes as number;
}

/** Sends `batches` batches of 1,000 mixed samples (two days each, oldest first). */
export async function benchIngest(batches = 60): Promise<IngestFigures> {
  const subject = await openClinic();
  const baseline = await openClinic();
  const keyed = await openClinic();
  const driver = openDriver(baseline.path);
  const keyedDriver = openDriver(keyed.path);
  const empty = await pagesOf(subject.db);
  try {
    driver.exec("PRAGMA synchronous = FULL");
    const insert = driver.prepare("INSERT INTO sample VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    keyedDriver.exec(`CREATE TABLE keyed (uuid BLOB PRIMARY KEY, patient INTEGER, type INTEGER, start INTEGER,
      duration INTEGER, offset INTEGER, value REAL, source INTEGER, origin INTEGER, batch INTEGER);
      CREATE INDEX keyed_by_start ON keyed (patient, type, start)`);
    const keyedEmpty = await pagesOf(keyed.db);
    const keyedInsert = keyedDriver.prepare("INSERT INTO keyed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const random = seededRandom(7);
    const now = Date.now();
    const from = now - batches * 2 * 86_400_000;
    const times = {
      ingest: [] as number[],
      base: [] as number[],
      resend: [] as number[],
      fresh: [] as number[],
    };
    let samples = 0;
    for (let round = 0; round < batches; round++) {
      const at = from + round * 2 * 86_400_000;
      const batch = mixedBatch(random, at, at + 2 * 86_400_000, 1_000);
      const context = {
        patient: 1,
        actor: "bench",
        basis: "patient" as const,
        requestHash: new Uint8Array(32),
        now,
        guards: [],
        audits: [],
      };
      const staged = stageBatch(batch, 1, now);
      if ("tag" in staged) throw new Error(staged.tag);
      samples += staged.good;
      const rows = unpackSamples(staged.rows).map((row) => ({ ...row, type: row.group + 1 }));
      const runSubject = async () => {
        const started = performance.now();
        const result = await ingestBatch(subject.db, context, batch);
        times.ingest.push(performance.now() - started);
        if (!result.ok || result.receipt.stored !== staged.good) throw new Error("the bench lost samples");
      };
      const runBaseline = () => {
        const started = performance.now();
        driver.exec("BEGIN IMMEDIATE");
        for (const row of rows) {
          insert.run(1, row.type, row.start, row.uuid, row.duration, row.offset, row.value, 1, 1, round);
        }
        driver.exec("COMMIT");
        times.base.push(performance.now() - started);
      };
      // Who goes first alternates: caches and the garbage collector favour nobody.
      if (round % 2 === 0) {
        await runSubject();
        runBaseline();
      } else {
        runBaseline();
        await runSubject();
      }
      let started = performance.now();
      await ingestBatch(subject.db, context, batch);
      times.resend.push(performance.now() - started);
      started = performance.now();
      await ingestBatch(subject.db, context, { ...batch, batchId: crypto.randomUUID() });
      times.fresh.push(performance.now() - started);
      keyedDriver.exec("BEGIN");
      for (const row of rows) {
        keyedInsert.run(row.uuid, 1, row.type, row.start, row.duration, row.offset, row.value, 1, 1, round);
      }
      keyedDriver.exec("COMMIT");
    }
    const ingestMs = median(times.ingest), baselineMs = median(times.base);
    const resendMs = median(times.resend);
    const bytesPerSample = (await pagesOf(subject.db) - empty) / samples;
    const baselineBytesPerSample = (await pagesOf(keyed.db) - keyedEmpty) / samples;
    return {
      ingestMs,
      baselineMs,
      ingestRatio: baselineMs / ingestMs,
      resendMs,
      resendRatio: ingestMs / resendMs,
      freshResendRatio: ingestMs / median(times.fresh),
      bytesPerSample,
      baselineBytesPerSample,
      bytesRatio: bytesPerSample / baselineBytesPerSample,
    };
  } finally {
    driver.close();
    keyedDriver.close();
    await subject.dispose();
    await baseline.dispose();
    await keyed.dispose();
  }
}

if (import.meta.main) console.log(await benchIngest());
