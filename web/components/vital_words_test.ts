import { assert, assertEquals } from "deno-std/assert/mod.js";
import {
  basisWords,
  deviceWords,
  figureLabels,
  figureNote,
  sourceOrderWords,
  trendWords,
} from "./vital_words.ts";

const say = (value: number) => `${value} steps`;
const latest = { at: "2026-03-10T15:00:00.000Z", offset: -300 };
const now = "2026-03-10T16:00:00.000Z";
const trend = {
  on: "2026-03-10",
  value: 9,
  baseline: 5,
  deviation: 4,
  direction: "above" as const,
  days: 58,
};

Deno.test("trendWords() names the day where it is another than the newest value's", () => {
  assertEquals(trendWords(trend, latest, now, say), "4 steps above usual");
  assertEquals(trendWords({ ...trend, direction: "usual" }, latest, now, say), "About as usual");
  assertEquals(
    trendWords({ ...trend, on: "2026-03-09" }, latest, now, say),
    "Yesterday: 4 steps above usual",
  );
  // 23:30 in Chicago is the next day in UTC, and still that evening.
  const evening = { at: "2026-03-10T04:30:00.000Z", offset: -300 };
  assertEquals(trendWords({ ...trend, on: "2026-03-09" }, evening, now, say), "4 steps above usual");
});

Deno.test("no sentence about a number judges, warns or names a condition", () => {
  const device = {
    period: "hour" as const,
    amount: 90,
    hours: 3,
    computedAt: now,
    source: "iPhone",
    fromReadings: 100,
    difference: 10,
  };
  const bases = ["device", "device_hours", "merged", "single", "average", "night", "none"] as const;
  const sentences = [
    ...bases.map((basis) => basisWords({ basis, device })),
    deviceWords(device, say),
    deviceWords({ ...device, period: "day", fromReadings: 90, difference: 0 }, say),
    trendWords(trend, latest, now, say),
    ...Object.values(figureLabels),
    ...Object.values(sourceOrderWords),
    figureNote({
      key: "in_range",
      days: 3,
      ofDays: 14,
      readings: 7,
      enough: false,
      value: 1,
      second: null,
      in: "percent",
      source: "",
    }),
  ];
  const judging =
    /\b(normal|abnormal|healthy|unhealthy|good|bad|high|low|elevated|hyper\w*|hypo\w*|risk|danger\w*|alarm|alert|warning|concern\w*|critical|should|must)\b/i;
  for (const sentence of sentences) assert(!judging.test(sentence), sentence);
  assert(deviceWords(device, say).includes("10 steps more"));
});
