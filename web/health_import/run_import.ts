/** One import from file to summary: reads, posts, remembers how far it got. The same in browser and terminal. */
import { type Checkpoint, checkpointName } from "./checkpoint.ts";
import type { PauseGate } from "./pause_gate.ts";
import type { Post, Sleep } from "./post_batch.ts";
import type { RandomAccess } from "./random_access.ts";
import { type ReadBatch, readExport, type ReadOptions } from "./read_export.ts";
import type { Example } from "./reading_report.ts";
import type { ImportProgress } from "./upload_progress.ts";
import { uploadBatches } from "./upload_batches.ts";
import type { RefusedRows } from "./upload_refusals.ts";

export interface ImportOptions extends ReadOptions {
  readonly post: Post;
  /** Where the checkpoint of this name is kept. */
  checkpoint(name: string): Checkpoint;
  readonly signal?: AbortSignal;
  readonly gate?: PauseGate;
  readonly concurrency?: number;
  readonly sleep?: Sleep;
  onProgress?(progress: ImportProgress): void;
}

/** What came in, what was refused and why, what was not taken; plain data, newest knowledge. */
export interface ImportSummary {
  /** Rows handed to the server, those of an earlier run of the same import included. */
  readonly rows: number;
  readonly stored: number;
  /** Rows that the server already had. */
  readonly duplicate: number;
  readonly refused: number;
  /** Rows that an earlier, interrupted run delivered; they are in no other figure but `rows` and `types`. */
  readonly earlierRows: number;
  /** By type, most first. */
  readonly types: readonly { readonly type: string; readonly rows: number; readonly refused: number }[];
  readonly refusals: readonly RefusedRows[];
  /** Elements and files that imports don't take, with how many there were. */
  readonly notTaken: readonly { readonly name: string; readonly count: number }[];
  /** Rows that could not even be sent. */
  readonly unreadable: readonly {
    readonly reason: string;
    readonly count: number;
    readonly examples: readonly Example[];
  }[];
  readonly xmlErrors: { readonly count: number; readonly examples: readonly string[] };
  readonly endedEarly: { readonly atByte: number; readonly rows: number; readonly cause: string } | undefined;
  readonly exportedAt: number | undefined;
  /** Born and sex as the phone has them, to compare with the chart. */
  readonly person: { readonly birthDate?: string; readonly sex?: string };
}

/**
 * Imports one file. A repeated call after a failure goes on where the server's acknowledgements end.
 * @throws {ImportError} see `readExport` and `uploadBatches`.
 */
export async function runImport(file: RandomAccess, options: ImportOptions): Promise<ImportSummary> {
  const reading = await readExport(file, options);
  const checkpoint = options.checkpoint(checkpointName(reading.identity));
  const { post, signal, gate, concurrency, sleep } = options;
  const upload = await uploadBatches(reading.batches satisfies AsyncIterable<ReadBatch>, {
    post,
    bytesTotal: reading.bytesTotal,
    acknowledged: await checkpoint.load(),
    onAcknowledged: (count) => checkpoint.save(count),
    ...(signal === undefined ? {} : { signal }),
    ...(gate === undefined ? {} : { gate }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(sleep === undefined ? {} : { sleep }),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  await checkpoint.clear();
  const { report } = reading;
  const refusedOf = new Map<string, number>();
  for (const { type, count } of upload.refusals) refusedOf.set(type, (refusedOf.get(type) ?? 0) + count);
  return {
    rows: report.rows,
    stored: upload.stored,
    duplicate: upload.duplicate,
    refused: upload.refused,
    earlierRows: upload.earlierRows,
    types: [...report.byType]
      .map(([type, rows]) => ({ type, rows, refused: refusedOf.get(type) ?? 0 }))
      .toSorted((one, other) => other.rows - one.rows),
    refusals: upload.refusals,
    notTaken: [...report.notTaken].map(([name, count]) => ({ name, count })),
    unreadable: [...report.unreadable].map(([reason, noted]) => ({ reason, ...noted })),
    xmlErrors: report.xmlErrors,
    endedEarly: report.endedEarly,
    exportedAt: report.exportedAt,
    person: report.person,
  };
}
