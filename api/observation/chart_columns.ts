/** The columns of a chart while they grow: always of equal length. */
import type { Chart } from "../../schema/observation.ts";

export type ChartColumns = Pick<
  Chart,
  | "at"
  | "offset"
  | "count"
  | "min"
  | "average"
  | "max"
  | "last"
  | "secondMin"
  | "secondAverage"
  | "secondMax"
  | "stages"
  | "coverage"
>;

/** Empty columns for a shape: pairs have a second band, nights have stages. */
export function chartColumns(shape: Chart["shape"]): ChartColumns {
  return {
    at: [],
    offset: [],
    count: [],
    min: [],
    average: [],
    max: [],
    last: [],
    coverage: [],
    ...(shape === "pair" && { secondMin: [], secondAverage: [], secondMax: [] }),
    ...(shape === "night" && {
      stages: { inBed: [], awake: [], rem: [], core: [], deep: [], unspecified: [] },
    }),
  };
}

/** Appends a point at `at` (UTC ms); the second band and stages are the caller's to append. */
export function addPoint(
  columns: ChartColumns,
  at: number,
  point: {
    readonly offset: number;
    readonly count: number;
    readonly min: number | null;
    readonly average: number | null;
    readonly max: number | null;
    readonly last: number | null;
  },
  coverage: number | null,
): void {
  columns.at.push(at);
  columns.offset.push(point.offset);
  columns.count.push(point.count);
  columns.min.push(point.min);
  columns.average.push(point.average);
  columns.max.push(point.max);
  columns.last.push(point.last);
  columns.coverage.push(coverage);
}
