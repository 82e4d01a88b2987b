/** Where an import stands, as a value: every message of the worker and every click leads from one state to another. */
import type { ImportFailure } from "../../health_import/import_error.ts";
import type { FromImportWorker } from "../../health_import/messages.ts";
import type { ImportSummary } from "../../health_import/run_import.ts";
import type { ImportProgress } from "../../health_import/upload_progress.ts";

export interface PickedFile {
  name: string;
  size: number;
}

export type ImportState =
  | { step: "choose" }
  | { step: "running"; file: PickedFile; progress: ImportProgress | null; paused: boolean; stopping: boolean }
  | { step: "done"; file: PickedFile; summary: ImportSummary }
  | { step: "failed"; file: PickedFile; reason: ImportFailure | "unexpected"; detail: string };

export type ImportEvent =
  | { kind: "start"; file: PickedFile }
  | { kind: "pausing"; paused: boolean }
  | { kind: "stopping" }
  | { kind: "again" }
  | FromImportWorker;

/** The next state. Whatever comes after the end is ignored: a worker's last words may cross a click. */
export function nextState(state: ImportState, event: ImportEvent): ImportState {
  if (event.kind === "again") return { step: "choose" };
  if (event.kind === "start") {
    return { step: "running", file: event.file, progress: null, paused: false, stopping: false };
  }
  if (state.step !== "running") return state;
  switch (event.kind) {
    case "pausing":
      return { ...state, paused: event.paused };
    case "stopping":
      return { ...state, stopping: true };
    case "progress":
      return { ...state, progress: event.progress, paused: event.paused };
    case "done":
      return { step: "done", file: state.file, summary: event.summary };
    case "failed":
      return { step: "failed", file: state.file, reason: event.reason, detail: event.message };
  }
}
