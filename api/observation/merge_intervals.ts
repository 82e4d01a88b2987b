/**
 * Time given to whom it is believed of: intervals of several sources become pieces of which, across sources, no
 * two overlap. A source has the time that its intervals cover, unless a source before it in the order has it;
 * what is left of a cut interval keeps its share by duration. Pure.
 *
 * Worked example, watch before phone: 100 steps by the watch 10:00–10:10 and 300 by the phone 10:05–10:20 are
 * 100 of the watch and 200 of the phone (10:10–10:20): the ten minutes that only the phone saw.
 *
 * The result is a function of the set of intervals: sums are taken in an order of their own, so that equal
 * sets give equal sums to the last bit. Intervals of one source are never cut by each other: what a source says
 * twice about the same time it means twice (HealthKit sums within a source as well).
 */

/** An amount that a source says was spread evenly over `[start, end)`; with no length, it was at that instant. */
export interface AmountInterval {
  /** UTC ms. */
  readonly start: number;
  readonly end: number;
  /** Zone offset, minutes east of UTC. */
  readonly offset: number;
  readonly amount: number;
  readonly source: number;
}

/** What is kept of an interval, in one stretch; `amount` is the stretch's share. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly amount: number;
  readonly of: AmountInterval;
}

/** Takes pieces one by one: a year of them as objects costs more than the merge. */
export type KeepPiece = (start: number, end: number, amount: number, of: AmountInterval) => void;

/**
 * Spans of time in order and apart, flat: start, end, start, end, … in UTC ms, each half open.
 */
export type Spans = readonly number[];

function compareIntervals(a: AmountInterval, b: AmountInterval): number {
  return a.start - b.start || a.end - b.end || a.amount - b.amount || a.offset - b.offset;
}

/** In order of time; most input comes in order, and then looking costs less than sorting. */
function sorted(intervals: AmountInterval[]): readonly AmountInterval[] {
  for (let i = 1; i < intervals.length; i++) {
    if (compareIntervals(intervals[i - 1]!, intervals[i]!) > 0) return intervals.sort(compareIntervals);
  }
  return intervals;
}

/** The time that intervals (in order) cover, joined with spans that are taken already. */
function join(taken: Spans, intervals: readonly AmountInterval[]): number[] {
  const joined: number[] = [];
  let last = -1;
  const add = (start: number, end: number) => {
    if (last > 0 && start <= joined[last]!) {
      if (end > joined[last]!) joined[last] = end;
    } else last = joined.push(start, end) - 1;
  };
  let next = 0;
  for (const { start, end } of intervals) {
    if (end <= start) continue;
    for (; next < taken.length && taken[next]! <= start; next += 2) add(taken[next]!, taken[next + 1]!);
    add(start, end);
  }
  for (; next < taken.length; next += 2) add(taken[next]!, taken[next + 1]!);
  return joined;
}

/**
 * Cuts the intervals of all sources, in any order, so that each moment belongs to the most believed source that
 * covers it. `order` lists sources, most believed first; those it does not name come last, by number. Nobody
 * gets time in `taken`. An instant is kept unless its moment is taken, or a source before has an instant there.
 * Pieces come source by source in that order, and in order of their intervals within each.
 */
export function cutIntervals(
  intervals: readonly AmountInterval[],
  order: readonly number[],
  taken: Spans,
  keep: KeepPiece,
): void {
  const bySource = new Map<number, AmountInterval[]>();
  for (const interval of intervals) {
    const list = bySource.get(interval.source);
    if (list === undefined) bySource.set(interval.source, [interval]);
    else list.push(interval);
  }
  const named = new Set(order);
  const rest = [...bySource.keys()].filter((source) => !named.has(source)).sort((a, b) => a - b);
  const instants = new Set<number>();
  let spans = taken;
  for (const source of [...named, ...rest]) {
    const own = bySource.get(source);
    if (own === undefined) continue;
    const ordered = sorted(own);
    const ownInstants = cutSource(ordered, spans, instants, keep);
    for (const instant of ownInstants) instants.add(instant);
    spans = join(spans, ordered);
  }
}

/** The pieces of `cutIntervals` as a list. */
export function mergeIntervals(
  intervals: readonly AmountInterval[],
  order: readonly number[],
  taken: Spans = [],
): Piece[] {
  const pieces: Piece[] = [];
  cutIntervals(intervals, order, taken, (start, end, amount, of) => pieces.push({ start, end, amount, of }));
  return pieces;
}

/** Keeps the pieces of one source's intervals (in order); returns the instants among them. */
function cutSource(
  intervals: readonly AmountInterval[],
  taken: Spans,
  instants: ReadonlySet<number>,
  keep: KeepPiece,
): number[] {
  const ownInstants: number[] = [];
  let reached = 0;
  for (const of of intervals) {
    const { start, end, amount } = of;
    while (reached < taken.length && taken[reached + 1]! <= start) reached += 2;
    if (end <= start) {
      const isTaken = reached < taken.length && taken[reached]! <= start;
      if (isTaken || instants.has(start)) continue;
      ownInstants.push(start);
      keep(start, start, amount, of);
      continue;
    }
    let from = start;
    for (let i = reached; from < end; i += 2) {
      const until = i < taken.length && taken[i]! < end ? taken[i]! : end;
      if (until > from) {
        keep(
          from,
          until,
          until - from === end - start ? amount : amount * (until - from) / (end - start),
          of,
        );
      }
      if (until === end) break;
      from = Math.max(from, taken[i + 1]!);
    }
  }
  return ownInstants;
}
