/**
 * What reading costs: a year of heart rate as a chart against aggregating that year's raw rows, in a database of
 * many millions of samples, and the tiles of three years of data. Subject and baseline take turns.
 */
import type { Database } from "../database.ts";
import { mustWrite } from "../database.ts";
import { chart } from "./chart.ts";
import { ingestBatch } from "./ingest_batch.ts";
import { settlePatient } from "./settle_patient.ts";
import { openClinic } from "./testing/clinic_database.ts";
import { mixedBatch, seededRandom } from "./testing/sample_batches.ts";
import { vitalsSummary } from "./vitals_summary.ts";

/** Times in ms; `chartRatio` is how many times faster the chart is than the raw aggregation. */
export interface ReadFigures {
  readonly samples: number;
  readonly chartMs: number;
  readonly chartP95Ms: number;
  readonly rawMs: number;
  readonly chartRatio: number;
  /** Merging three years across sources, as the job does after commit. */
  readonly settleMs: number;
  readonly stepsChartP95Ms: number;
  readonly stepsHoursP95Ms: number;
  readonly sleepChartP95Ms: number;
  readonly firstSummaryMs: number;
  readonly summaryMs: number;
  readonly summaryP95Ms: number;
}

const heartRate = "HKQuantityTypeIdentifierHeartRate";
const yearMs = 365 * 86_400_000;

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
    NaN;
}

async function timed(times: number[], run: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  await run();
  times.push(performance.now() - started);
}

/** Other patients' heart rate, put in by SQL: only there to be in the way. */
async function fill(db: Database, samples: number, now: number): Promise<void> {
  for (let done = 0, patient = 2; done < samples; done += 500_000, patient++) {
    await mustWrite(db, [{
      sql: `INSERT INTO sample (patient, type, start, uuid, duration, offset, value, source, origin, batch)
        SELECT ?1, 1, ?2 + (a.n * 5000 + b.n) * 300000, randomblob(16), 0, -300, 60 + b.n % 50, 1, 1, 1
        FROM counting a CROSS JOIN counting b WHERE a.n < 100`,
      args: [patient, now - 500_000 * 300_000],
    }]);
  }
}

/** Measures over `samples` rows in the table, of which one patient's three years are read. */
export async function benchReads(samples = 10_000_000): Promise<ReadFigures> {
  const { db, dispose } = await openClinic();
  try {
    const now = Date.now();
    const random = seededRandom(11);
    const step = 2 * 86_400_000;
    for (let at = now - 3 * yearMs; at + step < now; at += step) {
      await ingestBatch(db, {
        patient: 1,
        actor: "bench",
        basis: "patient",
        requestHash: new Uint8Array(32),
        now,
        guards: [],
        audits: [],
      }, mixedBatch(random, at, at + step, 2_000));
    }
    await fill(db, samples, now);
    const times = {
      chart: [] as number[],
      raw: [] as number[],
      settle: [] as number[],
      steps: [] as number[],
      hours: [] as number[],
      sleep: [] as number[],
      first: [] as number[],
      summary: [] as number[],
    };
    await timed(times.settle, () => settlePatient(db, 1));
    await timed(times.first, () => vitalsSummary(db, 1, now));
    for (let round = 0; round < 60; round++) {
      const to = now - Math.floor(random() * 2 * yearMs);
      const range = { from: to - yearMs, to };
      await timed(times.chart, () => chart(db, 1, heartRate, range));
      if (round % 4 === 0) {
        await timed(times.raw, () =>
          db.read([{
            sql:
              `SELECT (start + offset * 60000) / 86400000 AS day, count(*), min(value), avg(value), max(value)
              FROM sample WHERE patient = 1 AND type = (SELECT id FROM observation_type WHERE code = ?1)
                AND start >= ?2 AND start < ?3 GROUP BY day`,
            args: [heartRate, range.from, range.to],
          }]));
      }
      await timed(times.steps, () => chart(db, 1, "HKQuantityTypeIdentifierStepCount", range));
      await timed(
        times.hours,
        () => chart(db, 1, "HKQuantityTypeIdentifierStepCount", { from: to - yearMs / 12, to }, "hour"),
      );
      await timed(times.sleep, () => chart(db, 1, "HKCategoryTypeIdentifierSleepAnalysis", range));
      await timed(times.summary, () => vitalsSummary(db, 1, now));
    }
    const chartMs = quantile(times.chart, 0.5), rawMs = quantile(times.raw, 0.5);
    return {
      samples,
      chartMs,
      chartP95Ms: quantile(times.chart, 0.95),
      rawMs,
      chartRatio: rawMs / chartMs,
      settleMs: times.settle[0]!,
      stepsChartP95Ms: quantile(times.steps, 0.95),
      stepsHoursP95Ms: quantile(times.hours, 0.95),
      sleepChartP95Ms: quantile(times.sleep, 0.95),
      firstSummaryMs: times.first[0]!,
      summaryMs: quantile(times.summary, 0.5),
      summaryP95Ms: quantile(times.summary, 0.95),
    };
  } finally {
    await dispose();
  }
}

if (import.meta.main) console.log(await benchReads(Number(Deno.args[0] ?? 10_000_000)));
