import { assertEquals } from "deno-std/assert/mod.js";
import { sampleRunning, sampleSummary } from "../../testing/sample_import.ts";
import { type ImportEvent, type ImportState, nextState } from "./state.ts";

const file = { name: "export.zip", size: 9 };
const run = (events: ImportEvent[]) => events.reduce<ImportState>(nextState, { step: "choose" });
const progress = { kind: "progress" as const, progress: sampleRunning.progress!, paused: false };

Deno.test("an import runs, pauses, resumes and ends with its summary", () => {
  const state = run([
    { kind: "start", file },
    progress,
    { kind: "pausing", paused: true },
    { ...progress, paused: true },
    progress,
    { kind: "done", summary: sampleSummary },
  ]);
  assertEquals(state, { step: "done", file, summary: sampleSummary });
});

Deno.test("an import that failed says why and can begin again", () => {
  const failed = run([{ kind: "start", file }, { kind: "failed", reason: "zip_damaged", message: "m" }]);
  assertEquals(failed, { step: "failed", file, reason: "zip_damaged", detail: "m" });
  assertEquals(nextState(failed, { kind: "again" }), { step: "choose" });
});

Deno.test("words of the worker that come after its end change nothing", () => {
  const done = run([{ kind: "start", file }, { kind: "done", summary: sampleSummary }]);
  assertEquals(nextState(done, progress), done);
  assertEquals(nextState(done, { kind: "failed", reason: "cancelled", message: "" }), done);
  assertEquals(nextState({ step: "choose" }, progress), { step: "choose" });
});
