/**
 * From the wire's columns to what is drawn: x in the middle of each bucket, y columns in drawing order, and holes
 * where there is no data. Nothing is interpolated: a line never crosses a hole of more than a few buckets.
 */
import type { Chart } from "../../../schema/observation.ts";

const hourMs = 3_600_000;

/** Nominal bucket widths; a month is as long as its average, which only moves a point by a day at most. */
export const bucketMs: Record<Chart["resolution"], number> = {
  raw: 0,
  hour: hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
  month: 30.44 * 24 * hourMs,
};

/** Sleep stages from the bottom of a night's bar to its top. */
export const stageOrder = ["deep", "core", "rem", "unspecified", "awake"] as const;
export type Stage = (typeof stageOrder)[number];

type Column = (number | null)[];

export interface Plot {
  x: number[];
  /**
   * level: highest, lowest, average. sum: the sum. pair: highest, lowest, average of systolic, then of diastolic.
   * night: hours up to and including awake, unspecified, REM, core, deep (tallest first). event: the count.
   */
  columns: Column[];
  /** For each x, the row of the chart that it shows; −1 for a hole. */
  rows: number[];
}

function columnsOf(chart: Chart): Column[] {
  const none: Column = chart.at.map(() => null);
  switch (chart.shape) {
    case "level":
      return [filled(chart.max, chart.average), filled(chart.min, chart.average), chart.average];
    case "pair":
      return [
        filled(chart.max, chart.average),
        filled(chart.min, chart.average),
        chart.average,
        filled(chart.secondMax ?? none, chart.secondAverage ?? none),
        filled(chart.secondMin ?? none, chart.secondAverage ?? none),
        chart.secondAverage ?? none,
      ];
    case "sum":
      return [chart.average];
    case "event":
      return [chart.count];
    case "night":
      return nights(chart);
  }
}

function filled(column: Column, otherwise: Column): Column {
  return column.map((value, row) => value ?? otherwise[row] ?? null);
}

/** Bars are drawn one over the other, the tallest first, so each holds everything below it. */
function nights({ stages, average }: Chart): Column[] {
  const upTo = stageOrder.map((_, top) =>
    average.map((hours, row) => {
      if (stages === undefined) return stageOrder[top] === "unspecified" ? hours : null;
      const minutes = stageOrder.slice(0, top + 1).reduce((sum, stage) => sum + (stages[stage][row] ?? 0), 0);
      return minutes === 0 ? null : minutes / 60;
    })
  );
  return upTo.reverse();
}

/** The longest pause, in milliseconds, that a line may cross. */
function longestPause(chart: Chart): number {
  if (chart.resolution !== "raw") return 3.5 * bucketMs[chart.resolution];
  const pauses = chart.at.slice(1).map((at, index) => at - chart.at[index]!).sort((a, b) => a - b);
  const median = pauses[Math.floor(pauses.length / 2)] ?? 0;
  return Math.max(8 * median, hourMs);
}

/** Never longer than twice the chart; lines get holes, bars and dots need none. */
export function plotOf(chart: Chart): Plot {
  const columns = columnsOf(chart);
  const half = bucketMs[chart.resolution] / 2;
  const lines = chart.shape === "level" || chart.shape === "pair";
  const pause = lines ? longestPause(chart) : Infinity;
  const plot: Plot = { x: [], columns: columns.map(() => []), rows: [] };
  const push = (x: number, row: number) => {
    plot.x.push(x);
    plot.rows.push(row);
    columns.forEach((column, index) => plot.columns[index]!.push(row < 0 ? null : column[row] ?? null));
  };
  chart.at.forEach((at, row) => {
    const before = plot.x.at(-1);
    const x = at + half;
    if (before !== undefined && x - before > pause) push((before + x) / 2, -1);
    push(x, row);
  });
  return plot;
}

/**
 * The y axis for what is in view: from zero for what adds up, with air above and below for levels. It never
 * collapses: a flat line stands in the middle.
 */
export function yRange(
  shape: Chart["shape"],
  lowest: number | null,
  highest: number | null,
): [number, number] {
  if (lowest === null || highest === null) return [0, 1];
  if (shape !== "level" && shape !== "pair") return [0, highest <= 0 ? 1 : highest * 1.1];
  const spread = highest - lowest;
  const air = spread === 0 ? Math.max(Math.abs(highest) * 0.05, 1) : spread * 0.12;
  const bottom = lowest - air;
  return [lowest >= 0 && bottom < 0 ? 0 : bottom, highest + air];
}

/** The point nearest to an instant that isn't a hole; −1 when there is none. */
export function nearestPoint(plot: Pick<Plot, "x" | "rows">, at: number): number {
  let low = 0;
  let high = plot.x.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (plot.x[middle]! < at) low = middle + 1;
    else high = middle;
  }
  let best = -1;
  for (const step of [-1, 1]) {
    for (let index = step < 0 ? low - 1 : low; index >= 0 && index < plot.x.length; index += step) {
      if (plot.rows[index]! < 0) continue;
      if (best < 0 || Math.abs(plot.x[index]! - at) < Math.abs(plot.x[best]! - at)) best = index;
      break;
    }
  }
  return best;
}

/** What is behind a point: its bucket from start to end, or the raw reading's own millisecond. */
export function pointSpan(chart: Chart, row: number): { from: number; to: number } {
  const from = chart.at[row]!;
  if (chart.resolution === "raw") return { from, to: from + 1 };
  const next = chart.at[row + 1];
  const nominal = from + bucketMs[chart.resolution];
  // A travel day is shorter or longer than 24 h: where the next bucket follows at once, it ends this one.
  const ends = next !== undefined && Math.abs(next - nominal) <= bucketMs[chart.resolution] / 2
    ? next
    : nominal;
  return { from, to: ends };
}
