/**
 * Many rows as one JSON text: the client makes an object with properties defined one by one of every row, which
 * costs more than the query. Reals come with 15 digits, which is what a chart needs and a proof does not: buckets
 * are compared without it.
 */
import type { Result } from "../database.ts";

/** SQL whose only row holds the rows of `select` (of the given columns, in order). */
export function packRows(columns: readonly string[], select: string): string {
  return `SELECT json_group_array(json_array(${columns.join(", ")})) AS packed FROM (${select})`;
}

/** The rows of a `packRows` statement, handed one by one to `make` as arrays in the order of its columns. */
export function unpackRows<T>(result: Result | undefined, make: (row: readonly (number | null)[]) => T): T[] {
  const rows = JSON.parse(result?.rows[0]?.packed as string) as (number | null)[][];
  return rows.map(make);
}
