/**
 * One amount for an hour and a day out of several sources that may have counted the same steps.
 *
 * Where a device computed totals itself, from everything it knows, they are what is said (`device_totals.ts`).
 * Where it did not, each moment belongs to the most believed source that covers it (`merge_intervals.ts`): phone
 * and watch never count twice, and a gap in one is filled by the other. The simple alternatives are both wrong:
 * adding sources counts twice, and the largest one loses what only the others saw. Pure; independent of the
 * order in which anything arrived.
 */
import type { DeviceTotal } from "./device_totals.ts";
import { speakingDays, speakingHours, totalStart } from "./device_totals.ts";
import { hourMs, localHour } from "./local_time.ts";
import type { AmountInterval } from "./merge_intervals.ts";
import { cutIntervals } from "./merge_intervals.ts";

/** What is said of a local hour across sources. */
export interface MergedHour {
  readonly hour: number;
  /** Zone offset, minutes; the newest where the hour had two. */
  readonly offset: number;
  readonly amount: number;
  /** Samples of all sources that begin in the hour. */
  readonly count: number;
  /** Share of the hour that intervals or a total cover, 0–1. */
  readonly covered: number;
}

/** What is said of a local day across sources. */
export interface MergedDay {
  readonly day: number;
  readonly offset: number;
  readonly amount: number;
  readonly count: number;
  /** How many of its hours have data. */
  readonly hours: number;
  /** In order. */
  readonly byHour: readonly MergedHour[];
}

/** What is known of a stretch of time. */
export interface SourceAmounts {
  readonly intervals: readonly AmountInterval[];
  readonly totals: readonly DeviceTotal[];
  /** Sources, most believed first (`source_order.ts`). */
  readonly order: readonly number[];
}

interface HourSum {
  hour: number;
  offset: number;
  /** UTC ms of what said the offset. */
  newest: number;
  amount: number;
  count: number;
  coveredMs: number;
}

/** Merges any stretch of time into local hours, in order. An hour without data is absent: unmeasured is not zero. */
export function mergeHours({ intervals, totals, order }: SourceAmounts): MergedHour[] {
  const hours = new Map<number, HourSum>();
  let held: HourSum | undefined;
  const at = (hour: number, offset: number, instant: number): HourSum => {
    let sum = held?.hour === hour ? held : hours.get(hour);
    if (sum === undefined) {
      hours.set(hour, sum = { hour, offset, newest: instant, amount: 0, count: 0, coveredMs: 0 });
    } else if (instant > sum.newest || (instant === sum.newest && offset > sum.offset)) {
      sum.newest = instant;
      sum.offset = offset;
    }
    return held = sum;
  };
  const speaking = speakingHours(totals);
  for (const total of speaking) {
    const sum = at(total.bucket, total.offset, totalStart(total));
    sum.amount += total.amount;
    sum.coveredMs += hourMs;
  }
  // Time that a device's total speaks for is nobody else's.
  const taken = speaking.flatMap((total) => [totalStart(total), totalStart(total) + hourMs]);
  let source: number | undefined, coveredUntil = -Infinity;
  cutIntervals(intervals, order, taken, (start, end, amount, of) => {
    // What a source covered before does not cover again; pieces come source by source, in order.
    if (of.source !== source) {
      source = of.source;
      coveredUntil = -Infinity;
    }
    const shift = of.offset * 60_000;
    let hour = Math.floor((start + shift) / hourMs);
    let sum = at(hour, of.offset, start);
    for (let from = start;;) {
      const until = Math.min(end, (hour + 1) * hourMs - shift);
      sum.amount += until - from === end - start ? amount : amount * (until - from) / (end - start);
      sum.coveredMs += Math.max(0, until - Math.max(from, coveredUntil));
      if (until === end) break;
      sum = at(++hour, of.offset, from = until);
    }
    if (end > coveredUntil) coveredUntil = end;
  });
  for (const { start, offset } of intervals) {
    const hour = localHour(start, offset);
    const sum = held?.hour === hour ? held : hours.get(hour);
    if (sum !== undefined) (held = sum).count++;
  }
  return [...hours.values()].sort((a, b) => a.hour - b.hour)
    .map(({ hour, offset, amount, count, coveredMs }) => ({
      hour,
      offset,
      amount,
      count,
      covered: Math.min(1, coveredMs / hourMs),
    }));
}

/** Hours (in order) added up to days in order; a device's total of a day stands for the day. */
export function mergeDays(hours: readonly MergedHour[], totals: readonly DeviceTotal[] = []): MergedDay[] {
  const byDay = new Map<number, MergedHour[]>();
  for (const hour of hours) {
    const day = Math.floor(hour.hour / 24);
    const list = byDay.get(day);
    if (list === undefined) byDay.set(day, [hour]);
    else list.push(hour);
  }
  const days = new Map<number, MergedDay>();
  for (const [day, byHour] of byDay) {
    days.set(day, {
      day,
      offset: byHour.at(-1)!.offset,
      amount: byHour.reduce((sum, { amount }) => sum + amount, 0),
      count: byHour.reduce((sum, { count }) => sum + count, 0),
      hours: byHour.length,
      byHour,
    });
  }
  for (const [day, { offset, amount }] of speakingDays(totals, speakingHours(totals))) {
    const held = days.get(day);
    days.set(day, {
      day,
      offset,
      amount,
      count: held?.count ?? 0,
      hours: held?.hours ?? 0,
      byHour: held?.byHour ?? [],
    });
  }
  return [...days.values()].sort((a, b) => a.day - b.day);
}
