import { assertEquals } from "deno-std/assert/mod.js";
import { sampleRunning } from "../../testing/sample_import.ts";
import { progressParts, reasonWords, shareDone, timeLeft, typeWords } from "./import_words.ts";

const progress = sampleRunning.progress!;

Deno.test("progressParts() says share, count, rate and time left; paused, neither rate nor time", () => {
  assertEquals(progressParts(progress, false), [
    "37% of 2.1 GB",
    "1,204,118 readings",
    "8,120 a second",
    "3 min left",
    "12 refused",
  ]);
  assertEquals(progressParts(progress, true), [
    "37% of 2.1 GB",
    "1,204,118 readings",
    "paused",
    "12 refused",
  ]);
});

Deno.test("shareDone() is unknown before the size is, and never above one", () => {
  assertEquals(shareDone({ ...progress, bytesTotal: 0 }), undefined);
  assertEquals(shareDone({ ...progress, bytesRead: 9e12 }), 1);
});

Deno.test("timeLeft() rounds up and never says zero", () => {
  const cases: [number, string][] = [
    [0, "10 s left"],
    [54, "60 s left"],
    [59, "1 min left"],
    [60, "1 min left"],
    [3600, "1 h left"],
    [3661, "1 h 2 min left"],
  ];
  for (const [seconds, expected] of cases) assertEquals(timeLeft(seconds), expected);
});

Deno.test("typeWords() puts identifiers in words and leaves others alone", () => {
  const cases: [string, string][] = [
    ["HKQuantityTypeIdentifierStepCount", "Step Count"],
    ["HKCategoryTypeIdentifierSleepAnalysis", "Sleep Analysis"],
    ["HKBiologicalSexMale", "Male"],
    ["Custom", "Custom"],
    ["HKQuantityTypeIdentifierVO2Max", "VO2 Max"],
  ];
  for (const [code, expected] of cases) assertEquals(typeWords(code), expected);
});

Deno.test("reasonWords() turns tags into phrases", () =>
  assertEquals(reasonWords("end_before_start"), "end before start"));
