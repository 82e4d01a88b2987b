/**
 * Nights out of sleep samples. A night belongs to the local day it ends on, by the sample's own clock.
 *
 * Every source is read by itself first, since a phone's guess laid over a watch's stages doubles the night. Within
 * a source time is counted once: stages before generic "asleep", which counts only where no stage is. One source
 * then speaks for the night; sleep at other times of the day is a nap, whoever saw it, counted once. Pure, and
 * independent of the order in which samples arrived.
 */
import { dayMs, hourMs, localDay } from "./local_time.ts";

/** HKCategoryValueSleepAnalysis. */
export const sleepCodes = { inBed: 0, unspecified: 1, awake: 2, core: 3, deep: 4, rem: 5 } as const;

export interface SleepSample {
  /** UTC ms. */
  readonly start: number;
  readonly end: number;
  /** Minutes east of UTC. */
  readonly offset: number;
  /** HKCategoryValueSleepAnalysis. */
  readonly code: number;
  readonly source: number;
}

/** Minutes in each state; `asleep` is rem + core + deep + unspecified. */
export interface Night {
  readonly day: number;
  /** UTC ms, of the main session. */
  readonly start: number;
  readonly end: number;
  readonly offset: number;
  readonly source: number;
  readonly inBed: number;
  readonly awake: number;
  readonly rem: number;
  readonly core: number;
  readonly deep: number;
  readonly unspecified: number;
  /** Asleep at other times of the same day. */
  readonly nap: number;
  /** How many samples the source gave. */
  readonly count: number;
}

type Interval = readonly [start: number, end: number];

/** Two samples further apart than this are two sessions. */
const sessionGapMs = 3 * hourMs;

function union(intervals: readonly Interval[]): Interval[] {
  const result: [number, number][] = [];
  for (const [start, end] of [...intervals].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/** `a` without `b`; both disjoint and in order. */
function subtract(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const [start, end] of a) {
    let from = start;
    for (const [cutFrom, cutTo] of b) {
      if (cutTo <= from || cutFrom >= end) continue;
      if (cutFrom > from) result.push([from, cutFrom]);
      from = Math.max(from, cutTo);
    }
    if (from < end) result.push([from, end]);
  }
  return result;
}

function minutes(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, [start, end]) => sum + end - start, 0) / 60_000;
}

interface Session extends Omit<Night, "day" | "nap"> {
  readonly day: number;
  readonly bed: readonly Interval[];
}

function asleep(session: Pick<Night, "rem" | "core" | "deep" | "unspecified">): number {
  return session.rem + session.core + session.deep + session.unspecified;
}

function readSession(samples: readonly SleepSample[]): Session {
  const of = (code: number) =>
    union(samples.filter((sample) => sample.code === code).map(({ start, end }): Interval => [start, end]));
  let taken: Interval[] = [];
  const take = (code: number) => {
    const own = subtract(of(code), taken);
    taken = union([...taken, ...own]);
    return minutes(own);
  };
  const deep = take(sleepCodes.deep);
  const rem = take(sleepCodes.rem);
  const core = take(sleepCodes.core);
  const awake = take(sleepCodes.awake);
  const unspecified = take(sleepCodes.unspecified);
  const last = samples.reduce((a, b) => b.end > a.end ? b : a);
  const start = samples[0]!.start;
  const bed = of(sleepCodes.inBed);
  return {
    day: localDay(last.end, last.offset),
    start,
    end: last.end,
    offset: last.offset,
    source: last.source,
    inBed: minutes(bed),
    awake,
    rem,
    core,
    deep,
    unspecified,
    count: samples.length,
    bed,
  };
}

function sessionsOf(samples: readonly SleepSample[]): Session[] {
  const sessions: SleepSample[][] = [];
  let end = -Infinity;
  for (const sample of samples) {
    if (sample.start - end > sessionGapMs) sessions.push([sample]);
    else sessions.at(-1)!.push(sample);
    end = Math.max(end, sample.end);
  }
  return sessions.map(readSession);
}

/** Whether a local start (hours are counted as in local_time.ts) is looked at for a day's night: 72 hours around it. */
function inWindow(sample: SleepSample, day: number): boolean {
  const local = sample.start + sample.offset * 60_000;
  return local >= (day - 2) * dayMs + 12 * hourMs && local < (day + 1) * dayMs + 12 * hourMs;
}

/** First and last local day (both included) whose samples `nightOf(day, …)` looks at. */
export function nightWindow(day: number): readonly [first: number, last: number] {
  return [day - 2, day + 1];
}

/**
 * The night of a local day, from samples in any order (those outside of its window are ignored), or undefined
 * where nobody slept or lay down. A session ending at 00:00 sharp ends on the day that begins. `order` is the one
 * that a clinician chose, if any: its first source that saw sleep speaks; else the one that knows most does.
 */
export function nightOf(
  day: number,
  samples: readonly SleepSample[],
  order: readonly number[] = [],
): Night | undefined {
  const sessions: Session[] = [];
  const bySource = Map.groupBy(samples.filter((sample) => inWindow(sample, day)), ({ source }) => source);
  for (const own of bySource.values()) {
    sessions.push(...sessionsOf(own.sort(compareSamples)).filter((session) => session.day === day));
  }
  const compare = (a: Session, b: Session) => compareSessions(a, b, order);
  // Each source puts its longest sleep forward; its naps are never weighed against another's night.
  const mains = [...Map.groupBy(sessions, ({ source }) => source).values()]
    .map((own) => own.reduce((a, b) => (asleep(b) - asleep(a) || b.inBed - a.inBed) > 0 ? b : a));
  const main = mains.sort(compare)[0];
  if (main === undefined) return undefined;
  let nap = 0;
  const counted = [main];
  for (const session of sessions.sort(compare)) {
    if (asleep(session) === 0 || counted.some((other) => meet(session, other))) continue;
    counted.push(session);
    nap += asleep(session);
  }
  // The watch says how one slept, the phone when one lay down.
  const lain = union(sessions.filter((session) => meet(session, main)).flatMap(({ bed }) => bed));
  const { bed: _, ...rest } = main;
  return { ...rest, inBed: lain.length > 0 ? minutes(lain) : (main.end - main.start) / 60_000, nap };
}

function meet(a: Session, b: Session): boolean {
  return a.start < b.end && a.end > b.start;
}

/** By time, then by everything else that a sample says, so that order of arrival decides nothing. */
function compareSamples(a: SleepSample, b: SleepSample): number {
  return a.start - b.start || a.end - b.end || a.code - b.code || a.offset - b.offset;
}

/** Who speaks first: who saw sleep, who was chosen, stages before none, more sleep, more time in bed, earlier. */
function compareSessions(a: Session, b: Session, order: readonly number[]): number {
  const slept = (session: Session) => asleep(session) > 0 ? 1 : 0;
  const place = ({ source }: Session) => order.includes(source) ? order.indexOf(source) : order.length;
  const staged = (session: Session) => session.rem + session.core + session.deep > 0 ? 1 : 0;
  return slept(b) - slept(a) || place(a) - place(b) || staged(b) - staged(a) || asleep(b) - asleep(a) ||
    b.inBed - a.inBed || a.start - b.start || a.source - b.source;
}
