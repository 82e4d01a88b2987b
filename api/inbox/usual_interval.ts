/**
 * How often somebody usually measures something, from the days on which they did; and how long a silence is longer
 * than that. Pure, and about days: a type that comes in a hundred times a day is daily.
 */

/** Days before the last reading that are looked at. */
export const usualWindowDays = 60;
/** With fewer days than this nothing is usual yet. */
const fewestDays = 10;
/** No silence up to this many days is remarked on, however often somebody measures. */
export const shortestSilenceDays = 3;
/** How many usual intervals a silence must exceed. */
const intervals = 4;

/**
 * The median interval, in days, between the days (in any order, repeated or not) that have readings; undefined
 * where there are fewer than ten.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * assertEquals(usualIntervalDays([0, 7, 14, 21, 28, 35, 42, 49, 57, 64]), 7);
 * assertEquals(usualIntervalDays([1, 2, 3]), undefined);
 * ```
 */
export function usualIntervalDays(days: readonly number[]): number | undefined {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  if (sorted.length < fewestDays) return undefined;
  const gaps = sorted.slice(1).map((day, index) => day - sorted[index]!).sort((a, b) => a - b);
  const middle = gaps.length >> 1;
  return gaps.length % 2 === 1 ? gaps[middle]! : (gaps[middle - 1]! + gaps[middle]!) / 2;
}

/** The silence, in days, beyond which data has stopped: more than 3 days and more than 4 usual intervals. */
export function silenceLimitDays(usualDays: number): number {
  return Math.max(shortestSilenceDays, intervals * usualDays);
}
