/**
 * What a page and the import's Web Worker say to each other. All of it can be cloned; nothing holds a function.
 * One worker does one import: after `done` or `failed` it has nothing more to say and may be terminated.
 */
import type { ImportFailure } from "./import_error.ts";
import type { ImportSummary } from "./run_import.ts";
import type { ImportProgress } from "./upload_progress.ts";

/** From the page. `start` comes first and once. */
export type ToImportWorker =
  | {
    readonly kind: "start";
    /** `export.zip` or `export.xml`, as the person picked it; it is read in place. */
    readonly file: Blob;
    readonly patient: string;
    /** Of the import grant; kept in memory only. */
    readonly token: string;
    /** The origin to post to. */
    readonly server: string;
  }
  | { readonly kind: "pause" }
  | { readonly kind: "resume" }
  | { readonly kind: "cancel" };

/** From the worker: progress at most 5 times a second, then one of the others, last. */
export type FromImportWorker =
  | { readonly kind: "progress"; readonly progress: ImportProgress; readonly paused: boolean }
  | { readonly kind: "done"; readonly summary: ImportSummary }
  | { readonly kind: "failed"; readonly reason: ImportFailure | "unexpected"; readonly message: string };
