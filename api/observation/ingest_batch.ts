/**
 * The one way in for health data: judges a batch sample by sample and stores what is good, with its buckets, in
 * one write.
 *
 * Acknowledged means durable, and repeating is harmless: the same batch id with the same body gets the first
 * receipt again, also when both arrive at once. Nothing here knows HTTP, sessions or consent: the caller passes
 * statements that guard the right to write, and they stand in the same batch as the effect.
 */
import type { BatchReceipt, ObservationBatch } from "../../schema/observation.ts";
import type { Database, Row, Statement } from "../database.ts";
import type { IngestScope } from "./ingest_sql.ts";
import { ingestStatements, needsFullIngest, selectReceipt } from "./ingest_sql.ts";
import type { InvalidBatch, Refused, StagedBatch } from "./stage_batch.ts";
import { stageBatch } from "./stage_batch.ts";

/** Who sends, plus what must hold and be recorded in the same write. */
export interface IngestContext extends IngestScope {
  /** Run first; each followed by `INSERT INTO must_change …` where it must change something. */
  readonly guards: readonly Statement[];
  /** Run last. */
  readonly audits: readonly Statement[];
}

/** Why a batch was not taken at all. */
export type IngestRefusal =
  | InvalidBatch
  /** The id stands for another body, or another patient's batch. */
  | { readonly tag: "batch_id_reused" }
  /** A guard did not hold: the grant is revoked or expired, or the patient is not active. */
  | { readonly tag: "not_permitted" };

export type IngestResult =
  | { readonly ok: true; readonly receipt: BatchReceipt; readonly replayed: boolean }
  | { readonly ok: false; readonly refusal: IngestRefusal };

function receiptOf(batchId: string, row: Row): BatchReceipt {
  const refusals = JSON.parse(row.refusals as string) as Refused[];
  return {
    batchId,
    stored: row.stored as number,
    duplicate: row.duplicate as number,
    deleted: row.deleted as number,
    refused: refusals.length,
    refusals: refusals.map((refusal) => ({ ...refusal })),
  };
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/**
 * Stores a batch for `context.patient`. Throws on a bug or an outage; then nothing was stored and the batch may
 * be sent again.
 */
export async function ingestBatch(
  db: Database,
  context: IngestContext,
  batch: ObservationBatch,
): Promise<IngestResult> {
  const staged = stageBatch(batch, context.patient, context.now);
  if ("tag" in staged) return { ok: false, refusal: staged };
  if (staged.mayRemove) return await write(db, context, batch.batchId, staged, "full");
  const result = await write(db, context, batch.batchId, staged, "plain");
  return result === "needs_full" ? await write(db, context, batch.batchId, staged, "full") : result;
}

function write(
  db: Database,
  context: IngestContext,
  batchId: string,
  staged: StagedBatch,
  path: "full",
): Promise<IngestResult>;
function write(
  db: Database,
  context: IngestContext,
  batchId: string,
  staged: StagedBatch,
  path: "plain",
): Promise<IngestResult | "needs_full">;
async function write(
  db: Database,
  context: IngestContext,
  batchId: string,
  staged: StagedBatch,
  path: "plain" | "full",
): Promise<IngestResult | "needs_full"> {
  const { statements, receiptAt } = ingestStatements(context, batchId, staged, path);
  const written = await db.write([...context.guards, ...statements, ...context.audits]);
  if (written.ok) {
    const row = written.results[context.guards.length + receiptAt]?.rows[0];
    if (row === undefined) throw new Error("an ingest left no receipt");
    return { ok: true, receipt: receiptOf(batchId, row), replayed: false };
  }
  if (written.at < context.guards.length) return { ok: false, refusal: { tag: "not_permitted" } };
  if (path === "plain" && needsFullIngest(written.constraint)) return "needs_full";
  if (!/UNIQUE constraint failed: ingest_batch\.uuid/.test(written.constraint)) {
    throw new Error(`ingest statement ${written.at} was refused: ${written.constraint}`);
  }
  const [receipts] = await db.read([{ sql: selectReceipt, args: [batchId] }]);
  const first = receipts?.rows[0];
  if (first === undefined) throw new Error("a used batch id has no receipt");
  if (
    first.patient !== context.patient || !equalBytes(first.requestHash as Uint8Array, context.requestHash)
  ) {
    return { ok: false, refusal: { tag: "batch_id_reused" } };
  }
  return { ok: true, receipt: receiptOf(batchId, first), replayed: true };
}
