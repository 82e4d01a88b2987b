/**
 * Local hours and days by a sample's own clock: plain integers counted from 1970-01-01 00:00 local time.
 *
 * No zone database is asked: the offset came with the sample, so a day of travel or of a clock change has the
 * hours that the person lived, and a half-hour zone is as good as any other. SQL computes the same numbers with
 * `localHourSql`.
 */

export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** Added before SQLite's truncating division so that it floors, also before 1970: 40,000 whole days. */
const biasMs = 3_456_000_000_000;
const biasHours = biasMs / hourMs;

/**
 * The local hour that an instant (UTC ms) at `offset` minutes east of UTC lies in.
 *
 * @example
 * ```ts
 * import { localHour } from "./local_time.ts";
 * localHour(0, 330); // 5: half past five in the morning in India
 * localHour(0, -300); // -5
 * ```
 */
export function localHour(at: number, offset: number): number {
  return Math.floor((at + offset * 60_000) / hourMs);
}

/** The local day that an instant (UTC ms) at `offset` minutes east of UTC lies in. */
export function localDay(at: number, offset: number): number {
  return Math.floor((at + offset * 60_000) / dayMs);
}

/** SQL for the local hour of two integer expressions: an instant in UTC ms and an offset in minutes. */
export function localHourSql(at: string, offset: string): string {
  return `((${at} + ${offset} * 60000 + ${biasMs}) / ${hourMs} - ${biasHours})`;
}

/** SQL for the day of a local hour. */
export function dayOfHourSql(hour: string): string {
  return `((${hour} + ${biasHours}) / 24 - ${biasHours / 24})`;
}

/** SQL for the whole second of an instant in UTC ms. */
export function wholeSecondSql(at: string): string {
  return `((${at} + ${biasMs}) / 1000 - ${biasMs / 1000})`;
}

/** The UTC instant (ms) at which a local hour begins for a clock `offset` minutes east of UTC. */
export function hourStart(hour: number, offset: number): number {
  return hour * hourMs - offset * 60_000;
}

/** The UTC instant (ms) at which a local day begins for a clock `offset` minutes east of UTC. */
export function dayStart(day: number, offset: number): number {
  return day * dayMs - offset * 60_000;
}

/** Hours from `first` to `last`, both included. */
export interface HourRun {
  readonly first: number;
  readonly last: number;
}

/**
 * Touched hours as few runs: hours no more than `gap` apart share one, since scanning a day's rows once is
 * cheaper than looking for its hours one by one. The input is sorted in place.
 *
 * @example
 * ```ts
 * import { hourRuns } from "./local_time.ts";
 * hourRuns([7, 3, 4, 90], 24); // [{ first: 3, last: 7 }, { first: 90, last: 90 }]
 * ```
 */
export function hourRuns(hours: number[], gap = 24): HourRun[] {
  hours.sort((a, b) => a - b);
  const runs: { first: number; last: number }[] = [];
  let run: { first: number; last: number } | undefined;
  for (const hour of hours) {
    if (run !== undefined && hour - run.last <= gap) run.last = hour;
    else runs.push(run = { first: hour, last: hour });
  }
  return runs;
}
