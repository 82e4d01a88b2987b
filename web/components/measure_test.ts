import { assertEquals } from "deno-std/assert/mod.js";
import { bytes, duration, figure, type Measure, measureText } from "./measure.ts";

const measure: Measure = {
  value: 75,
  second: null,
  text: null,
  kind: "discrete",
  unit: "/min",
  unitDisplay: "bpm",
  decimals: 0,
};

Deno.test("measureText() writes levels, pairs, durations, words and nothing", () => {
  const cases: [Partial<Measure>, string][] = [
    [{}, "75 bpm"],
    [{ value: 8390 }, "8,390 bpm"],
    [{ value: 122, second: 79, unitDisplay: "mmHg" }, "122/79 mmHg"],
    [{ value: 7.4, kind: "interval", unit: "h", unitDisplay: "h" }, "7 h 24 min"],
    [{ value: 12, kind: "interval", unit: "min", unitDisplay: "min" }, "12 min"],
    [{ value: 1, text: "Present", kind: "category", unitDisplay: "" }, "Present"],
    [{ value: null, text: "Notified" }, "Notified"],
    [{ value: null }, "– bpm"],
  ];
  for (const [part, expected] of cases) assertEquals(measureText({ ...measure, ...part }), expected);
});

Deno.test("figure() shows exactly its decimals and a true minus", () => {
  assertEquals(figure(36.55, 1), "36.6");
  assertEquals(figure(5, 2), "5.00");
  assertEquals(figure(-3, 0), "−3");
  assertEquals(figure(Number.NaN, 0), "–");
});

Deno.test("duration() and bytes() choose units that fit", () => {
  assertEquals([0, 59.4, 60, 444].map(duration), ["0 min", "59 min", "1 h", "7 h 24 min"]);
  assertEquals([0, 999, 1500, 148_300_000, 2_140_000_000].map(bytes), [
    "0 B",
    "999 B",
    "1.5 kB",
    "148 MB",
    "2.1 GB",
  ]);
});
