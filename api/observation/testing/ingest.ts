/** Short ways to send batches in tests. */
import type { ObservationBatch, SampleGroup } from "../../../schema/observation.ts";
import type { Database, Row, SqlValue, Statement } from "../../database.ts";
import type { IngestResult } from "../ingest_batch.ts";
import { ingestBatch } from "../ingest_batch.ts";

/** Tuesday 2026-03-10, 15:00 UTC, two days after Chicago's clocks went forward. */
export const testNow = Date.UTC(2026, 2, 10, 15);
export const heartRate = "HKQuantityTypeIdentifierHeartRate";
export const stepCount = "HKQuantityTypeIdentifierStepCount";
export const sleepAnalysis = "HKCategoryTypeIdentifierSleepAnalysis";

let uuids = 0;
/** A UUID nobody had before. */
export function nextUuid(): string {
  return `00000000-0000-4000-9000-${(++uuids).toString(16).padStart(12, "0")}`;
}

/** Heart rates from a watch, one for each start; `more` replaces or adds columns. */
export function heartRates(start: readonly unknown[], more: Partial<SampleGroup> = {}): SampleGroup {
  return {
    type: heartRate,
    unit: "count/min",
    source: { name: "Ada's Apple Watch", product: "Watch6,1" },
    start: [...start],
    offset: -300,
    value: start.map(() => 60),
    uuid: start.map(() => nextUuid()),
    ...more,
  };
}

/** A batch of groups under a fresh id. */
export function batchOf(groups: SampleGroup[], more: Partial<ObservationBatch> = {}): ObservationBatch {
  return { batchId: nextUuid(), patient: "p", groups, ...more };
}

/** Sends a batch for patient 1. */
export function send(
  db: Database,
  batch: ObservationBatch,
  more: { guards?: Statement[]; audits?: Statement[]; hash?: number; patient?: number; now?: number } = {},
): Promise<IngestResult> {
  return ingestBatch(db, {
    patient: more.patient ?? 1,
    actor: "test",
    basis: "patient",
    requestHash: new Uint8Array(32).fill(more.hash ?? 0),
    now: more.now ?? testNow,
    guards: more.guards ?? [],
    audits: more.audits ?? [],
  }, batch);
}

/** Sends and expects a receipt. */
export async function stored(db: Database, batch: ObservationBatch) {
  const result = await send(db, batch);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.receipt;
}

/** The rows of one statement. */
export async function select(db: Database, sql: string, ...args: SqlValue[]): Promise<Row[]> {
  return (await db.read([{ sql, args }]))[0]!.rows;
}

/** Runs a test on a database of its own. */
export function scratchTest(name: string, run: (db: Database) => Promise<void>, patients = 2): void {
  Deno.test(name, async () => {
    const { openClinic } = await import("./clinic_database.ts");
    const { db, dispose } = await openClinic(patients);
    try {
      await run(db);
    } finally {
      await dispose();
    }
  });
}
