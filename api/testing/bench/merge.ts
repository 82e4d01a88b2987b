/** A year of steps that a phone and a watch both counted, merged so that each moment counts once. */
import { benchMerge } from "../../observation/merge_bench.ts";
import type { Figure } from "./figure.ts";

export function bench(): Promise<Figure[]> {
  const { intervals, days, mergeMs, mergeP95Ms } = benchMerge();
  return Promise.resolve([{
    what: "merge a phone-and-watch year of steps",
    baseline: "",
    value: mergeMs,
    unit: " ms",
    better: "lower",
    bar: 150,
    stretch: 50,
    note: `${intervals} intervals to ${days} days; slowest of 15 ${mergeP95Ms.toFixed(0)} ms`,
  }]);
}
