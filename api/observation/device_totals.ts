/**
 * A device's own merged sums, as HKStatisticsCollectionQuery (hours) and HKActivitySummary (days) give them: what
 * is shown wherever there are some. Totals of two devices are never added. Pure.
 *
 * An hour is known by the instant it began, not by what a clock called it: a phone that computed last week again
 * after a flight names the same hours differently, and the hour that clocks go back over comes twice.
 */
import { dayStart, hourMs, hourStart } from "./local_time.ts";

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

/** Where in UTC ms a total begins. */
export function totalStart({ period, bucket, offset }: DeviceTotal): number {
  return period === "hour" ? hourStart(bucket, offset) : dayStart(bucket, offset);
}

/** The newest computation first; of two at once the larger. The rest only makes the order independent of arrival. */
function compareTotals(a: DeviceTotal, b: DeviceTotal): number {
  return b.computedAt - a.computedAt || b.amount - a.amount || a.offset - b.offset || a.bucket - b.bucket ||
    a.source - b.source;
}

/**
 * The hours' totals that speak: the newest computation of each. One that overlaps a newer one in part (devices in
 * zones half an hour apart) does not count at all. In order of time.
 */
export function speakingHours(totals: readonly DeviceTotal[]): DeviceTotal[] {
  const chosen: DeviceTotal[] = [];
  // Hours are of one length, so an overlapping one begins in the same whole hour or beside it.
  const starts = new Map<number, number[]>();
  for (const total of totals.filter(({ period }) => period === "hour").sort(compareTotals)) {
    const start = totalStart(total), whole = Math.floor(start / hourMs);
    const near = [whole - 1, whole, whole + 1].flatMap((hour) => starts.get(hour) ?? []);
    if (near.some((other) => Math.abs(other - start) < hourMs)) continue;
    starts.set(whole, [...(starts.get(whole) ?? []), start]);
    chosen.push(total);
  }
  return chosen.sort((a, b) => totalStart(a) - totalStart(b));
}

/**
 * The days' totals that speak, by local day: the newest computation of each, unless the device computed one of
 * the day's hours (`hours`, those that speak) later still; then the hours know more.
 */
export function speakingDays(
  totals: readonly DeviceTotal[],
  hours: readonly DeviceTotal[],
): Map<number, DeviceTotal> {
  const newestHour = new Map<number, number>();
  for (const { bucket, computedAt } of hours) {
    const day = Math.floor(bucket / 24);
    newestHour.set(day, Math.max(newestHour.get(day) ?? -Infinity, computedAt));
  }
  const chosen = new Map<number, DeviceTotal>();
  for (const total of totals.filter(({ period }) => period === "day").sort(compareTotals)) {
    if (chosen.has(total.bucket)) continue;
    if ((newestHour.get(total.bucket) ?? -Infinity) > total.computedAt) continue;
    chosen.set(total.bucket, total);
  }
  return chosen;
}
