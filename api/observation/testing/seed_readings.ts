/** Puts readings on a chart by the one way in, for scenarios that are about what comes out. */
import { assertEquals } from "deno-std/assert/mod.js";
import type { SampleGroup } from "../../../schema/observation.ts";
import type { Database } from "../../database.ts";
import { ingestBatch } from "../ingest_batch.ts";

/** A version 4 UUID that ends in a number. */
export const uuidOf = (n: number) => `7b0c3a52-53c8-4a4e-9d8e-${String(n).padStart(12, "0")}`;

/** Every sample must be good. `patient` is the compact key. */
export async function seedReadings(
  db: Database,
  patient: number,
  groups: SampleGroup[],
  now: number,
): Promise<void> {
  const batchId = crypto.randomUUID();
  const result = await ingestBatch(db, {
    patient,
    actor: "signin1",
    basis: "practitioner",
    reason: "test",
    requestHash: new Uint8Array(32),
    now,
    guards: [],
    audits: [],
  }, { batchId, patient: "", groups });
  assertEquals(result.ok && result.receipt.refusals, []);
}

/** Instants, one value each, of one type by one source; the offset is Chicago's in summer. */
export function instants(
  type: string,
  unit: string,
  source: SampleGroup["source"],
  rows: readonly (readonly [n: number, at: number, value: number])[],
): SampleGroup {
  return {
    type,
    unit,
    source,
    offset: -300,
    start: rows.map(([, at]) => at),
    value: rows.map(([, , value]) => value),
    uuid: rows.map(([n]) => uuidOf(n)),
  };
}
