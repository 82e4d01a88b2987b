/**
 * Posts batches as they are read, a few at a time, and remembers how far the server has acknowledged them
 * without a gap. Reading waits for sending, so memory holds no more than the batches on their way.
 *
 * Stops with an `ImportError` when the grant is over, the server refuses batch after batch or stays away; what
 * was acknowledged until then is kept by the server and by the checkpoint.
 */
import { ImportError } from "./import_error.ts";
import { createPauseGate, type PauseGate } from "./pause_gate.ts";
import { deliver, type Post, type Sleep } from "./post_batch.ts";
import type { ReadBatch } from "./read_export.ts";
import { createPace, type ImportProgress } from "./upload_progress.ts";
import { addRefusals, type RefusedRows } from "./upload_refusals.ts";

export interface UploadOptions {
  readonly post: Post;
  readonly bytesTotal: number;
  readonly signal?: AbortSignal;
  readonly gate?: PauseGate;
  /** Batches on their way at once; 2. */
  readonly concurrency?: number;
  /** Batches that an earlier run saw acknowledged; they are passed over. */
  readonly acknowledged?: number;
  /** Called in order, with the number of batches acknowledged without a gap. */
  onAcknowledged?(count: number): Promise<void> | void;
  onProgress?(progress: ImportProgress): void;
  readonly sleep?: Sleep;
}

export interface UploadSummary {
  readonly stored: number;
  readonly duplicate: number;
  /** Rows refused one by one, and all rows of batches that were turned down whole. */
  readonly refused: number;
  readonly refusals: readonly RefusedRows[];
  /** Batches and rows that an earlier run had delivered. */
  readonly earlierBatches: number;
  readonly earlierRows: number;
  /** Rows of each type that this run delivered. */
  readonly delivered: ReadonlyMap<string, number>;
}

const mostRejectedInARow = 3;

/** The signal's own reason when it is an `ImportError`, else `cancelled`. */
const cancelled = (signal: AbortSignal) =>
  signal.reason instanceof ImportError
    ? signal.reason
    : new ImportError("cancelled", "The import was cancelled. What was sent until then stays.");

/**
 * Posts every batch of the source. Resolves when all are acknowledged.
 *
 * @throws {ImportError} see `deliver`; `server_refused` after three batches in a row that were turned down whole;
 * `cancelled` when the signal is aborted. What the source throws goes through.
 */
export async function uploadBatches(
  source: AsyncIterable<ReadBatch>,
  options: UploadOptions,
): Promise<UploadSummary> {
  const { post, concurrency = 2, acknowledged: resumeFrom = 0, gate = createPauseGate() } = options;
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  const refusals = new Map<string, RefusedRows>();
  const delivered = new Map<string, number>();
  const sums = { stored: 0, duplicate: 0, refused: 0, records: 0, earlierBatches: 0, earlierRows: 0 };
  const pace = createPace(options.bytesTotal);
  const underWay = new Set<Promise<void>>();
  const done = new Set<number>();
  let acknowledged = resumeFrom;
  let saving = Promise.resolve();
  let rejectedInARow = 0;
  let bytesRead = 0;
  let failure: { readonly error: unknown } | undefined;

  const report = () => {
    const { stored, duplicate, refused, records } = sums;
    const { ratePerSecond, secondsLeft } = pace.at(performance.now(), bytesRead, records);
    options.onProgress?.({
      bytesRead,
      bytesTotal: options.bytesTotal,
      records,
      stored,
      duplicate,
      refused,
      ratePerSecond,
      secondsLeft,
    });
  };

  const settle = async (read: ReadBatch) => {
    done.add(read.number);
    while (done.delete(acknowledged)) acknowledged++;
    const count = acknowledged;
    saving = saving.then(() => options.onAcknowledged?.(count));
    await saving;
    report();
  };

  const send = async (read: ReadBatch) => {
    const delivery = await deliver(read.batch, post, signal, options.sleep);
    if (delivery.kind === "rejected") {
      const { status, title } = delivery;
      if (++rejectedInARow >= mostRejectedInARow) {
        throw new ImportError("server_refused", `The server refuses the import: ${title} (${status}).`);
      }
      sums.refused += read.rows;
      read.batch.groups.forEach(({ start }, group) =>
        addRefusals(
          refusals,
          start.map((_, index) => ({ list: "groups", group, index, field: "batch", reason: title })),
          read,
        )
      );
      read.batch.totals?.forEach(({ start }, group) =>
        addRefusals(
          refusals,
          start.map((_, index) => ({ list: "totals", group, index, field: "batch", reason: title })),
          read,
        )
      );
    } else {
      rejectedInARow = 0;
      const { stored, duplicate } = delivery.receipt;
      sums.stored += delivery.earlier ? 0 : stored;
      sums.duplicate += duplicate + (delivery.earlier ? stored : 0);
      sums.refused += delivery.receipt.refused;
      addRefusals(refusals, delivery.receipt.refusals, read);
      for (const { type, start } of [...read.batch.groups, ...read.batch.totals ?? []]) {
        delivered.set(type, (delivered.get(type) ?? 0) + start.length);
      }
    }
    sums.records += read.rows;
    await settle(read);
  };

  const start = (read: ReadBatch) => {
    const sending: Promise<void> = send(read).catch((error: unknown) => {
      failure ??= { error };
      stop.abort();
    }).finally(() => underWay.delete(sending));
    underWay.add(sending);
  };

  try {
    for await (const read of source) {
      bytesRead = read.bytesRead;
      if (read.number < resumeFrom) {
        sums.earlierBatches++;
        sums.earlierRows += read.rows;
        sums.records += read.rows;
        signal.throwIfAborted();
        // Passing over is much faster than sending and says nothing about the time left.
        pace.reset();
        report();
        continue;
      }
      while (underWay.size >= concurrency) await Promise.race(underWay);
      // Only now: the pause may have come while this batch waited for its turn.
      if (gate.paused) {
        await gate.passed(signal);
        pace.reset();
      }
      if (failure !== undefined) break;
      signal.throwIfAborted();
      start(read);
    }
    while (underWay.size > 0) await Promise.race(underWay);
    if (failure === undefined) signal.throwIfAborted();
  } catch (error) {
    stop.abort();
    await Promise.all(underWay);
    if (failure === undefined) throw options.signal?.aborted ? cancelled(options.signal) : error;
  }
  if (failure !== undefined) throw options.signal?.aborted ? cancelled(options.signal) : failure.error;
  bytesRead = options.bytesTotal;
  report();
  return {
    stored: sums.stored,
    duplicate: sums.duplicate,
    refused: sums.refused,
    refusals: [...refusals.values()].toSorted((one, other) => other.count - one.count),
    earlierBatches: sums.earlierBatches,
    earlierRows: sums.earlierRows,
    delivered,
  };
}
