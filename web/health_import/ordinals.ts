/**
 * Numbers rows that are alike in everything the identity of an export row is made of.
 *
 * Memory is bounded: a row is remembered for at least `window` rows after it and at most twice as many. Alike
 * rows farther apart count as one reading and are stored once. Apple sorts by type and time, so alike rows stand
 * together. The count depends on the rows alone, so a resumed import numbers them the same.
 */
import { canonicalValue } from "../../schema/export_identity.ts";

/** Rows that are remembered for certain. */
export const ordinalWindowRows = 32_768;

/**
 * The number of this row among its likes so far; 0 for the first. `stream` stands for type and normalized source
 * (an integer above 0); seconds may be NaN.
 */
export type CountOrdinal = (
  stream: number,
  startSecond: number,
  endSecond: number,
  value: number | null,
) => number;

/** Rows in typed columns, found by hash: a Map of objects costs four times as much per row. */
interface Generation {
  readonly stream: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly value: Float64Array;
  readonly count: Int32Array;
}

const noSecond = Number.MIN_SAFE_INTEGER;
const noValue = -Number.MAX_VALUE;

/** A counter with a memory of its own (the children of correlations count apart from the top level). */
export function createOrdinalCounter(window = ordinalWindowRows): CountOrdinal {
  // Never more than half full, so that a probe ends soon.
  const slots = 2 ** Math.ceil(Math.log2(window * 2 + 2));
  const generation = (): Generation => ({
    stream: new Int32Array(slots),
    start: new Float64Array(slots),
    end: new Float64Array(slots),
    value: new Float64Array(slots),
    count: new Int32Array(slots),
  });
  let younger = generation();
  let older = generation();
  let rows = 0;

  /** The slot of the row or, as its complement, the free slot where it belongs. */
  const find = (within: Generation, stream: number, start: number, end: number, value: number): number => {
    let slot = (Math.imul(start, 0x9e3779b1) ^ Math.imul(end - start + stream * 7919, 0x85ebca6b)) &
      (slots - 1);
    for (;; slot = (slot + 1) & (slots - 1)) {
      const there = within.stream[slot];
      if (there === 0) return ~slot;
      if (there !== stream || within.start[slot] !== start || within.end[slot] !== end) continue;
      const known = within.value[slot] ?? noValue;
      if (known === value || canonicalValue(known) === canonicalValue(value)) return slot;
    }
  };

  return (stream, startSecond, endSecond, value) => {
    if (rows >= window) {
      const oldest = older;
      older = younger;
      younger = oldest;
      younger.stream.fill(0);
      rows = 0;
    }
    rows++;
    const start = startSecond === startSecond ? startSecond : noSecond;
    const end = endSecond === endSecond ? endSecond : noSecond;
    const number = value ?? noValue;
    const slot = find(younger, stream, start, end, number);
    if (slot >= 0) return younger.count[slot] = (younger.count[slot] ?? 0) + 1;
    const before = find(older, stream, start, end, number);
    const count = before < 0 ? 0 : (older.count[before] ?? 0) + 1;
    const free = ~slot;
    younger.stream[free] = stream;
    younger.start[free] = start;
    younger.end[free] = end;
    younger.value[free] = number;
    younger.count[free] = count;
    return count;
  };
}
