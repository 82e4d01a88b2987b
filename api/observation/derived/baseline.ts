/**
 * A day's value beside what is usual for this very person: the median of the 60 days before it, and how far days
 * commonly lie from that median. It compares and judges nothing. Pure.
 *
 * The median and the median absolute deviation (MAD) hold still where a mean and a standard deviation are dragged
 * along by a few odd days or by gaps: up to half of the days may be anything. 1.4826 MAD estimates a standard
 * deviation (Rousseeuw and Croux, J Am Stat Assoc 1993;88:1273).
 */

/** Days that a baseline looks back. */
export const baselineDays = 60;
/** Fewer days with data than this make no baseline: two weeks, so that every weekday is in it twice. */
export const fewestDays = 14;
const madToDeviation = 1.4826;

export interface Baseline {
  readonly median: number;
  /** 1.4826 times the median absolute deviation, in the value's unit. */
  readonly spread: number;
  /** Days with data that it is made of. */
  readonly days: number;
}

/**
 * The middle of some numbers; of an even count the mean of the two in the middle. NaN for none.
 *
 * @example
 * ```ts
 * import { median } from "./baseline.ts";
 * median([9, 1, 5]); // 5
 * median([1, 2, 3, 100]); // 2.5
 * ```
 */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** What is usual before `day` (which is left out), from values by local day; undefined where days are too few. */
export function baselineBefore(values: ReadonlyMap<number, number>, day: number): Baseline | undefined {
  const known: number[] = [];
  for (let each = day - baselineDays; each < day; each++) {
    const value = values.get(each);
    if (value !== undefined) known.push(value);
  }
  if (known.length < fewestDays) return undefined;
  const middle = median(known);
  return {
    median: middle,
    spread: madToDeviation * median(known.map((value) => Math.abs(value - middle))),
    days: known.length,
  };
}

export interface Trend {
  /** Local day that is compared. */
  readonly day: number;
  readonly value: number;
  readonly baseline: number;
  readonly spread: number;
  /** value - baseline. */
  readonly deviation: number;
  /** `usual`: within one spread, or less than what is shown of the number. */
  readonly direction: "above" | "below" | "usual";
  readonly days: number;
}

/** Compares a day with its baseline. `decimals` are those that the value is shown with. */
export function trendOn(
  values: ReadonlyMap<number, number>,
  day: number,
  decimals: number,
): Trend | undefined {
  const value = values.get(day), usual = baselineBefore(values, day);
  if (value === undefined || usual === undefined) return undefined;
  const deviation = value - usual.median;
  const visible = Math.abs(deviation) >= 0.5 * 10 ** -decimals;
  return {
    day,
    value,
    baseline: usual.median,
    spread: usual.spread,
    deviation,
    direction: !visible || Math.abs(deviation) <= usual.spread ? "usual" : deviation > 0 ? "above" : "below",
    days: usual.days,
  };
}

/** Days older than this say nothing of now. */
const freshDays = 14;

/**
 * The day to compare at local day `today`: the newest with a value, or the one before where the newest is today and
 * days have many readings each (`readingsADay`): half a day of steps, or a heart rate from before getting up, is no
 * day.
 */
export function dayToCompare(
  values: ReadonlyMap<number, number>,
  today: number,
  readingsADay: number,
): number | undefined {
  for (let day = today; day > today - freshDays; day--) {
    if (day === today && readingsADay > 4) continue;
    if (values.has(day)) return day;
  }
  return undefined;
}
