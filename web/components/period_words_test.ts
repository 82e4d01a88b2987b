import { assertEquals } from "deno-std/assert/mod.js";
import type { Chart } from "../../schema/observation.ts";
import { periodWords } from "./period_words.ts";

function chart(more: Partial<Chart>): Chart {
  return {
    type: "HKQuantityTypeIdentifierHeartRate",
    kind: "discrete",
    shape: "level",
    resolution: "day",
    unit: "/min",
    from: "2026-03-01T00:00:00Z",
    to: "2026-03-03T00:00:00Z",
    at: [0, 1],
    offset: [0, 0],
    count: [3, 4],
    min: [51, 48],
    average: [60, 70],
    max: [90, 141],
    last: [60, 70],
    coverage: [1, 1],
    ...more,
  };
}

Deno.test("periodWords() says the extent of levels, the mean of days and nights, and how often", () => {
  const look = { unitDisplay: "bpm", decimals: 0 };
  assertEquals(periodWords(chart({}), look), "In this range: 48–141 bpm");
  assertEquals(periodWords(chart({ at: [] }), look), "");
  assertEquals(
    periodWords(chart({ shape: "pair", secondMin: [70, null], secondMax: [82, null] }), {
      unitDisplay: "mmHg",
      decimals: 0,
    }),
    "In this range: systolic 48–141, diastolic 70–82 mmHg",
  );
  assertEquals(
    periodWords(chart({ shape: "sum", average: [1000, 2000] }), { unitDisplay: "steps", decimals: 0 }),
    "Mean of 2 days with data: 1,500 steps",
  );
  // A week's total is not a day's: nothing is said rather than something else.
  assertEquals(periodWords(chart({ shape: "sum", resolution: "week" }), look), "");
  assertEquals(
    periodWords(chart({ shape: "night", average: [7, null] }), { unitDisplay: "h", decimals: 1 }),
    "Mean of 1 night with data: 7 h",
  );
  assertEquals(periodWords(chart({ shape: "event" }), look), "In this range: 7 times");
});
