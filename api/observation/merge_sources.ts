/**
 * One amount for an hour and a day out of several sources that may have counted the same steps.
 *
 * The simplest honest rule: samples of different sources are never added within an hour; the source that says
 * most speaks for it. A total that a device computed itself, from everything it knows, wins over that; totals of
 * two devices are never added either: the newest computation speaks. A day is the sum of its hours, unless a
 * device gave the day's total. Pure; the only file that knows the rule.
 */

/** One source's local hour. */
export interface SourceHour {
  readonly hour: number;
  readonly source: number;
  /** Zone offset, minutes. */
  readonly offset: number;
  readonly amount: number;
  readonly count: number;
  /** Share of the hour for which there are intervals, 0–1. */
  readonly covered: number;
}

/** A device's own sum of a local hour or day. */
export interface DeviceTotal {
  readonly period: "hour" | "day";
  /** Local hour or day. */
  readonly bucket: number;
  readonly source: number;
  readonly offset: number;
  readonly amount: number;
  /** UTC ms. */
  readonly computedAt: number;
}

/** What is said of an hour across sources. */
export interface MergedHour {
  readonly hour: number;
  readonly offset: number;
  readonly amount: number;
  readonly count: number;
  readonly covered: number;
}

/** What is said of a day across sources. */
export interface MergedDay {
  readonly day: number;
  readonly offset: number;
  readonly amount: number;
  readonly count: number;
  /** How many of its hours have data. */
  readonly hours: number;
}

/** The newest computation for each bucket; of two at once the larger, then the lower source, so that order is nothing. */
function newestTotals(
  totals: readonly DeviceTotal[],
  period: DeviceTotal["period"],
): Map<number, DeviceTotal> {
  const newest = new Map<number, DeviceTotal>();
  for (const total of totals) {
    if (total.period !== period) continue;
    const held = newest.get(total.bucket);
    const order = held === undefined
      ? 1
      : total.computedAt - held.computedAt || total.amount - held.amount || held.source - total.source;
    if (order > 0) newest.set(total.bucket, total);
  }
  return newest;
}

/** Merges the hours of any number of days; hours come out in order. */
export function mergeHours(
  hours: readonly SourceHour[],
  totals: readonly DeviceTotal[] = [],
): MergedHour[] {
  const merged = new Map<number, SourceHour>();
  for (const hour of hours) {
    const held = merged.get(hour.hour);
    const order = held === undefined
      ? 1
      : hour.amount - held.amount || hour.count - held.count || held.source - hour.source;
    if (order > 0) merged.set(hour.hour, hour);
  }
  const result = new Map<number, MergedHour>();
  for (const { hour, offset, amount, count, covered } of merged.values()) {
    result.set(hour, { hour, offset, amount, count, covered });
  }
  for (const total of newestTotals(totals, "hour").values()) {
    const held = result.get(total.bucket);
    result.set(total.bucket, {
      hour: total.bucket,
      offset: total.offset,
      amount: total.amount,
      count: held?.count ?? 0,
      covered: 1,
    });
  }
  return [...result.values()].sort((a, b) => a.hour - b.hour);
}

/** Merges hours, and day totals, into days in order. A day without either is absent: nothing measured is not zero. */
export function mergeDays(
  hours: readonly SourceHour[],
  totals: readonly DeviceTotal[] = [],
): MergedDay[] {
  const days = new Map<
    number,
    { day: number; offset: number; amount: number; count: number; hours: number }
  >();
  for (const hour of mergeHours(hours, totals)) {
    const number = Math.floor(hour.hour / 24);
    let day = days.get(number);
    if (day === undefined) {
      days.set(number, day = { day: number, offset: hour.offset, amount: 0, count: 0, hours: 0 });
    }
    day.offset = hour.offset;
    day.amount += hour.amount;
    day.count += hour.count;
    day.hours++;
  }
  for (const total of newestTotals(totals, "day").values()) {
    const held = days.get(total.bucket);
    days.set(total.bucket, {
      day: total.bucket,
      offset: total.offset,
      amount: total.amount,
      count: held?.count ?? 0,
      hours: held?.hours ?? 0,
    });
  }
  return [...days.values()].sort((a, b) => a.day - b.day);
}
