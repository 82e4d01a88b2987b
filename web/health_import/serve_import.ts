/** The worker's side of the messages, apart from the worker's global scope so that a test can hold the other. */
import { browserCheckpoint } from "./checkpoint_browser.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { registryCodes } from "./codes.ts";
import { ImportError } from "./import_error.ts";
import type { FromImportWorker, ToImportWorker } from "./messages.ts";
import { createPauseGate } from "./pause_gate.ts";
import { postTo } from "./post_batch.ts";
import { fromBlob } from "./random_access.ts";
import { runImport } from "./run_import.ts";
import type { ImportProgress } from "./upload_progress.ts";

const progressEveryMilliseconds = 200;

/** Answers a page's messages through `say`. `checkpoint` is the browser's own unless a test brings one. */
export function serveImport(
  say: (message: FromImportWorker) => void,
  checkpoint: (name: string) => Checkpoint = browserCheckpoint,
): (message: ToImportWorker) => void {
  const gate = createPauseGate();
  const stop = new AbortController();
  let started = false;
  let newest: ImportProgress | undefined;
  let saidAt = -Infinity;

  const sayProgress = (progress: ImportProgress, always = false) => {
    newest = progress;
    const now = performance.now();
    if (!always && now - saidAt < progressEveryMilliseconds) return;
    saidAt = now;
    say({ kind: "progress", progress, paused: gate.paused });
  };

  const start = async ({ file, patient, token, server }: ToImportWorker & { kind: "start" }) => {
    try {
      const summary = await runImport(fromBlob(file), {
        patient,
        codes: registryCodes(),
        post: postTo(server, token),
        checkpoint,
        signal: stop.signal,
        gate,
        onProgress: sayProgress,
      });
      if (newest !== undefined) sayProgress(newest, true);
      say({ kind: "done", summary });
    } catch (error) {
      const known = error instanceof ImportError;
      say({
        kind: "failed",
        reason: known ? error.reason : "unexpected",
        // The text of an unforeseen error may quote the file, and so the patient.
        message: known ? error.message : "The import stopped because of an error in this program.",
      });
    }
  };

  return (message) => {
    switch (message.kind) {
      case "start":
        if (!started) {
          started = true;
          void start(message);
        }
        return;
      case "pause":
        gate.pause();
        if (newest !== undefined) sayProgress(newest, true);
        return;
      case "resume":
        gate.resume();
        if (newest !== undefined) sayProgress(newest, true);
        return;
      case "cancel":
        stop.abort();
    }
  };
}
