/**
 * Numbers rows that are alike in everything the identity of an export row is made of.
 *
 * Memory is bounded: rows are remembered for at least `window` and at most twice as many rows after them. Alike
 * rows farther apart count as the same reading and are stored once. Apple sorts by type and time, so alike rows
 * stand together. The count depends on the rows alone, so a resumed import numbers them the same.
 */
import { canonicalValue } from "../../schema/export_identity.ts";

/** Rows that are remembered for certain. */
export const ordinalWindowRows = 32_768;

interface Seen {
  readonly type: string;
  readonly source: string;
  readonly endSecond: number;
  readonly value: number | null;
  count: number;
  readonly next: Seen | undefined;
}

/** The number of this row among its likes so far; 0 for the first. `source` is normalized. */
export type CountOrdinal = (
  type: string,
  startSecond: number,
  endSecond: number,
  value: number | null,
  source: string,
) => number;

/** A counter with a memory of its own (the children of correlations count apart from the top level). */
export function createOrdinalCounter(window = ordinalWindowRows): CountOrdinal {
  let younger = new Map<number, Seen>();
  let older = new Map<number, Seen>();
  let rows = 0;

  const find = (
    chain: Seen | undefined,
    type: string,
    endSecond: number,
    value: number | null,
    source: string,
  ): Seen | undefined => {
    for (let seen = chain; seen !== undefined; seen = seen.next) {
      if (
        seen.endSecond === endSecond && seen.type === type && seen.source === source &&
        (seen.value === value || canonicalValue(seen.value) === canonicalValue(value))
      ) return seen;
    }
    return undefined;
  };

  return (type, startSecond, endSecond, value, source) => {
    if (rows >= window) {
      older = younger;
      younger = new Map();
      rows = 0;
    }
    rows++;
    const chain = younger.get(startSecond);
    const known = find(chain, type, endSecond, value, source);
    if (known !== undefined) return ++known.count;
    const before = find(older.get(startSecond), type, endSecond, value, source);
    const count = before === undefined ? 0 : before.count + 1;
    younger.set(startSecond, { type, source, endSecond, value, count, next: chain });
    return count;
  };
}
