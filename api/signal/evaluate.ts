/**
 * Whether a rule holds, from one value a day. Pure: values and the last day to judge are handed in.
 *
 * It refuses to guess: a day without enough readings or hours neither meets a rule nor speaks against it, and a
 * baseline of too few days is none.
 */
import type { SignalRuleDefinition } from "../../schema/signal.ts";

/** One local day, counted from 1970-01-01. */
export interface DailyValue {
  readonly day: number;
  readonly value: number;
  /** Diastolic. */
  readonly second: number | null;
  readonly readings: number;
  /** Hours that have data. */
  readonly hours: number;
}

/** A day as the rule sees it. */
export interface JudgedDay {
  readonly day: number;
  readonly value: number | null;
  readonly second: number | null;
  readonly readings: number;
  readonly hours: number;
  /** Enough readings and hours. */
  readonly counts: boolean;
  readonly meets: boolean;
}

/** `startedOn` is the first day of the stretch on which the rule held, at most `stretchDays` before the last. */
export type Evaluation =
  | { readonly holds: false }
  | {
    readonly holds: true;
    readonly startedOn: number;
    readonly lastMetOn: number;
    readonly baseline: number | null;
    /** The days behind the last time it held, oldest first. */
    readonly days: readonly JudgedDay[];
  };

/** How far back the beginning of a stretch is looked for. */
export const stretchDays = 30;

/** How many days before the last one a rule can look at. */
export function reachOf({ condition, ofDays }: SignalRuleDefinition): number {
  const before = condition.kind === "change"
    ? condition.withinDays
    : condition.kind === "threshold"
    ? 0
    : condition.baselineDays;
  return stretchDays + ofDays + before;
}

/**
 * The middle of some numbers; of an even count, the mean of the two in the middle.
 * @example median([3, 1, 2]) // 2
 */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Judges a rule on the days up to `last`, which must have one value each. A rule holds on a day that meets it together
 * with enough of the days before; it holds now while that was less than `clearsAfterDays` days ago.
 */
export function evaluate(
  rule: SignalRuleDefinition,
  values: readonly DailyValue[],
  last: number,
): Evaluation {
  const { condition, days: needed, ofDays, clearsAfterDays } = rule;
  const known = new Map(values.map((value) => [value.day, value]));
  const countsOn = (day: number) => {
    const value = known.get(day);
    return value !== undefined && value.readings >= rule.minReadings && value.hours >= rule.minHours;
  };

  /** The patient's own median before the window that ends on `day`; undefined where too few days count. */
  const baselineOf = (day: number): number | undefined => {
    if (condition.kind !== "baseline") return undefined;
    const before: number[] = [];
    for (let at = day - ofDays - condition.baselineDays + 1; at <= day - ofDays; at++) {
      if (countsOn(at)) before.push(known.get(at)!.value);
    }
    return before.length >= condition.minBaselineDays ? median(before) : undefined;
  };
  const sharedBefore = (day: number): boolean => {
    if (condition.kind !== "missing") return false;
    let days = 0;
    for (let at = day - ofDays - condition.baselineDays + 1; at <= day - ofDays; at++) {
      if (countsOn(at)) days++;
    }
    return days >= condition.minBaselineDays;
  };

  /** Whether a day of the window is one of those looked for. */
  const meetsOn = (day: number, baseline: number | undefined): boolean => {
    if (condition.kind === "missing") return !known.has(day);
    if (!countsOn(day)) return false;
    const { value, second } = known.get(day)!;
    const sign = condition.is === "above" ? 1 : -1;
    switch (condition.kind) {
      case "threshold":
        return sign * (value - condition.value) > 0 ||
          condition.second !== undefined && second !== null && sign * (second - condition.second) > 0;
      case "change":
        for (let at = day - condition.withinDays; at < day; at++) {
          if (countsOn(at) && sign * (value - known.get(at)!.value) > condition.by) return true;
        }
        return false;
      case "baseline":
        return baseline !== undefined && sign * (value - baseline) > condition.by;
    }
  };

  const holdsOn = (day: number): boolean => {
    if (condition.kind === "missing" && !sharedBefore(day)) return false;
    const baseline = baselineOf(day);
    if (!meetsOn(day, baseline)) return false;
    let met = 0;
    for (let at = day - ofDays + 1; at <= day; at++) if (meetsOn(at, baseline)) met++;
    return met >= needed;
  };

  let lastMetOn: number | undefined, startedOn = 0;
  for (let day = last; day > last - stretchDays; day--) {
    if ((lastMetOn === undefined ? last + 1 : startedOn) - day > clearsAfterDays) break;
    if (!holdsOn(day)) continue;
    lastMetOn ??= day;
    startedOn = day;
  }
  if (lastMetOn === undefined) return { holds: false };

  const baseline = baselineOf(lastMetOn);
  const shown = condition.kind === "change" ? Math.max(ofDays, condition.withinDays + 1) : ofDays;
  const days = Array.from({ length: shown }, (_, index): JudgedDay => {
    const day = lastMetOn - shown + 1 + index;
    const { value = null, second = null, readings = 0, hours = 0 } = known.get(day) ?? {};
    const inWindow = day > lastMetOn - ofDays;
    return {
      ...{ day, value, second, readings, hours },
      counts: countsOn(day),
      meets: inWindow && meetsOn(day, baseline),
    };
  });
  return { holds: true, startedOn, lastMetOn, baseline: baseline ?? null, days };
}
