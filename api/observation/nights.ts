/**
 * Nights out of sleep samples. A night belongs to the local day it ends on, by the sample's own clock.
 *
 * Every source is read by itself first, since a phone's guess laid over a watch's stages doubles the night. Within
 * a source time is counted once: stages before generic "asleep", which counts only where no stage is. One source
 * then speaks for the night; what is asleep in its other sessions of the day is a nap. Pure.
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
  /** Asleep in other sessions of the same day. */
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
 * where nobody slept or lay down. A session ending at 00:00 sharp ends on the day that begins.
 */
export function nightOf(day: number, samples: readonly SleepSample[]): Night | undefined {
  const bySource = new Map<number, SleepSample[]>();
  for (const sample of samples) {
    if (!inWindow(sample, day)) continue;
    const list = bySource.get(sample.source);
    if (list === undefined) bySource.set(sample.source, [sample]);
    else list.push(sample);
  }
  let best: { main: Session; nap: number } | undefined;
  const all: Session[] = [];
  for (const source of [...bySource.keys()].sort((a, b) => a - b)) {
    const ordered = bySource.get(source)!.sort((a, b) =>
      a.start - b.start || a.end - b.end || a.code - b.code
    );
    const sessions = sessionsOf(ordered).filter((session) => session.day === day);
    if (sessions.length === 0) continue;
    all.push(...sessions);
    const main = sessions.reduce((a, b) => (asleep(b) - asleep(a) || b.inBed - a.inBed) > 0 ? b : a);
    const nap = sessions.reduce((sum, session) => session === main ? sum : sum + asleep(session), 0);
    if (best === undefined || outranks(main, best.main)) best = { main, nap };
  }
  if (best === undefined) return undefined;
  const { bed: _, ...main } = best.main;
  // The watch says how one slept, the phone when one lay down.
  const bed = union(
    all.filter((session) => session.start < main.end && session.end > main.start)
      .flatMap((session) => session.bed),
  );
  const inBed = bed.length > 0 ? minutes(bed) : (main.end - main.start) / 60_000;
  return { ...main, inBed, nap: best.nap };
}

/** Stages before none, then more sleep, then more time in bed. */
function outranks(a: Session, b: Session): boolean {
  const staged = (session: Session) => session.rem + session.core + session.deep > 0 ? 1 : 0;
  return (staged(a) - staged(b) || asleep(a) - asleep(b) || a.inBed - b.inBed) > 0;
}
