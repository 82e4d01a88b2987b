/** What merging costs: a year of steps that a phone and a watch both counted, in memory. */
import { mergeDays, mergeHours } from "./merge_sources.ts";
import type { AmountInterval } from "./merge_intervals.ts";
import { seededRandom } from "./testing/sample_batches.ts";

/** Median and 95th percentile of merging, in ms. */
export interface MergeFigures {
  readonly intervals: number;
  readonly days: number;
  readonly mergeMs: number;
  readonly mergeP95Ms: number;
}

const watch = 1, phone = 2;

/** A year of steps in short intervals: both devices count, each with gaps and a clock a little off. */
export function yearOfSteps(intervals: number): AmountInterval[] {
  const random = seededRandom(5);
  const start = Date.UTC(2026, 0, 1, 6), stepMs = 365 * 86_400_000 / (intervals / 2);
  const made: AmountInterval[] = [];
  for (let i = 0; i < intervals / 2; i++) {
    for (const source of [watch, phone]) {
      const from = Math.floor(start + i * stepMs + random() * 20_000);
      const end = from + 10_000 + Math.floor(random() * stepMs * 0.8);
      made.push({ start: from, end, offset: -360, amount: 1 + Math.floor(random() * 200), source });
    }
  }
  return made;
}

/** Merges `intervals` intervals of a year into hours and days, `rounds` times. */
export function benchMerge(intervals = 200_000, rounds = 15): MergeFigures {
  const steps = yearOfSteps(intervals);
  const times: number[] = [];
  let days = 0;
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    days = mergeDays(mergeHours({ intervals: steps, totals: [], order: [watch, phone] })).length;
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return {
    intervals: steps.length,
    days,
    mergeMs: times[times.length >> 1]!,
    mergeP95Ms: times[Math.floor(times.length * 0.95)]!,
  };
}

if (import.meta.main) console.log(benchMerge());
