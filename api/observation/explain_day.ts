/**
 * How a day's sum came about, from the same inputs that the merge had: what each source says by itself, how much
 * of it was kept, and what the device's totals say of the same time. Pure.
 */
import type { DeviceTotal } from "./device_totals.ts";
import { speakingDays, speakingHours, totalStart } from "./device_totals.ts";
import { dayStart, hourMs, localDay } from "./local_time.ts";
import type { AmountInterval } from "./merge_intervals.ts";
import { cutIntervals } from "./merge_intervals.ts";
import type { SourceAmounts } from "./merge_sources.ts";
import { mergeDays, mergeHours } from "./merge_sources.ts";

/** One source's part in a day. */
export interface SourcePart {
  readonly source: number;
  /** Readings that begin on the day. */
  readonly count: number;
  /** The sum of this source alone. */
  readonly own: number;
  /** Time of the day that its readings cover. */
  readonly coveredMs: number;
  /** How much of the number shown is its. */
  readonly kept: number;
}

/** A device's answer beside ours. */
export interface DevicePart {
  readonly period: "hour" | "day";
  readonly amount: number;
  /** Hours that it speaks for. */
  readonly hours: number;
  /** UTC ms, of the newest. */
  readonly computedAt: number;
  readonly source: number;
  /** What merging readings alone says of the same time. */
  readonly fromReadings: number;
}

export interface DayExplained {
  /** Undefined where nothing was measured. */
  readonly shown: number | undefined;
  /** Sources with readings on the day, most believed first. */
  readonly parts: readonly SourcePart[];
  readonly device: DevicePart | undefined;
}

/** The part of a stretch that lies on a local day of its own clock; an instant lies whole on its day. */
function onDay(
  day: number,
  start: number,
  end: number,
  amount: number,
  offset: number,
): { amount: number; from: number; to: number } | undefined {
  if (end === start) {
    return localDay(start, offset) === day ? { amount, from: start, to: start } : undefined;
  }
  const from = Math.max(start, dayStart(day, offset)), to = Math.min(end, dayStart(day + 1, offset));
  if (to <= from) return undefined;
  return { amount: to - from === end - start ? amount : amount * (to - from) / (end - start), from, to };
}

/** Sums up what is kept of a day, source by source. */
function keptOn(
  day: number,
  intervals: readonly AmountInterval[],
  order: readonly number[],
  taken: readonly number[],
): Map<number, { amount: number; coveredMs: number }> {
  const kept = new Map<number, { amount: number; coveredMs: number }>();
  let source: number | undefined, coveredUntil = -Infinity;
  cutIntervals(intervals, order, taken, (start, end, amount, of) => {
    if (of.source !== source) [source, coveredUntil] = [of.source, -Infinity];
    const part = onDay(day, start, end, amount, of.offset);
    if (part !== undefined) {
      let sum = kept.get(of.source);
      if (sum === undefined) kept.set(of.source, sum = { amount: 0, coveredMs: 0 });
      sum.amount += part.amount;
      sum.coveredMs += Math.max(0, part.to - Math.max(part.from, coveredUntil));
    }
    coveredUntil = Math.max(coveredUntil, end);
  });
  return kept;
}

/** Explains a local day; `amounts` hold at least everything that reaches into it on any clock. */
export function explainDay(day: number, { intervals, totals, order }: SourceAmounts): DayExplained {
  const speaking = speakingHours(totals);
  const ofDay = speakingDays(totals, speaking).get(day);
  const shown = mergeDays(mergeHours({ intervals, totals, order }), totals)
    .find((each) => each.day === day)?.amount;
  const taken = speaking.flatMap((total) => [totalStart(total), totalStart(total) + hourMs]);
  const kept = ofDay === undefined ? keptOn(day, intervals, order, taken) : new Map<never, never>();

  const bySource = Map.groupBy(intervals, ({ source }) => source);
  const ranked = [...order, ...[...bySource.keys()].filter((source) => !order.includes(source))];
  const parts = ranked.flatMap((source): SourcePart[] => {
    const own = bySource.get(source);
    const sum = own && keptOn(day, own, [source], []).get(source);
    if (own === undefined || sum === undefined) return [];
    return [{
      source,
      count: own.filter(({ start, offset }) => localDay(start, offset) === day).length,
      own: sum.amount,
      coveredMs: sum.coveredMs,
      kept: kept.get(source)?.amount ?? 0,
    }];
  });
  return { shown, parts, device: deviceOn(day, intervals, order, ofDay, speaking) };
}

function deviceOn(
  day: number,
  intervals: readonly AmountInterval[],
  order: readonly number[],
  ofDay: DeviceTotal | undefined,
  speaking: readonly DeviceTotal[],
): DevicePart | undefined {
  const hours = speaking.filter(({ bucket }) => Math.floor(bucket / 24) === day);
  if (ofDay === undefined && hours.length === 0) return undefined;
  const readings = mergeHours({ intervals, totals: [], order });
  const sum = (list: readonly { amount: number }[]) => list.reduce((total, { amount }) => total + amount, 0);
  if (ofDay !== undefined) {
    return {
      period: "day",
      amount: ofDay.amount,
      hours: 24,
      computedAt: ofDay.computedAt,
      source: ofDay.source,
      fromReadings: sum(readings.filter(({ hour }) => Math.floor(hour / 24) === day)),
    };
  }
  const newest = hours.reduce((a, b) => b.computedAt > a.computedAt ? b : a);
  const spoken = new Set(hours.map(({ bucket }) => bucket));
  return {
    period: "hour",
    amount: sum(hours),
    hours: hours.length,
    computedAt: newest.computedAt,
    source: newest.source,
    fromReadings: sum(readings.filter(({ hour }) => spoken.has(hour))),
  };
}
