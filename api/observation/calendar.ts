/**
 * ISO weeks and calendar months of local days (days from 1970-01-01 on whatever clock). No zone is involved: the
 * days are local already.
 */
import { dayMs } from "./local_time.ts";

/**
 * The Monday of a day's ISO week.
 *
 * @example
 * ```ts
 * import { mondayOf } from "./calendar.ts";
 * mondayOf(0); // -3: 1970-01-01 was a Thursday
 * ```
 */
export function mondayOf(day: number): number {
  return Math.floor((day + 3) / 7) * 7 - 3;
}

/** The first day of a day's month. */
export function firstOfMonth(day: number): number {
  const date = new Date(day * dayMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / dayMs;
}

/** How many days the month of a day has. */
export function daysInMonth(day: number): number {
  const date = new Date(day * dayMs);
  return (Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) -
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)) / dayMs;
}
