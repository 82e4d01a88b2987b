/**
 * The chart as it stands before any script runs, and on paper: SVG paths in a box of 1000 × 300 units, stretched
 * to the plot. It shows the same columns as the live chart, without axes.
 */
import type { Chart } from "../../../schema/observation.ts";
import { bucketMs, plotOf, yRange } from "./series.ts";

export interface StillPath {
  d: string;
  role: "band" | "line" | "bar" | "dot" | "clinic";
  /** Which y column it shows. */
  column: number;
}

export const stillWidth = 1000;
export const stillHeight = 300;
const round = (value: number) => Math.round(value * 10) / 10;

/** Where an instant stands in the box. */
export function stillAcross({ from, to }: Chart, at: number): number {
  const start = Date.parse(from);
  return round((at - start) / Math.max(Date.parse(to) - start, 1) * stillWidth);
}

/** Empty when there is nothing to draw. */
export function stillPaths(chart: Chart): StillPath[] {
  const { x, columns } = plotOf(chart);
  const values = columns.flat().filter((value): value is number => value !== null);
  if (values.length === 0) return [];
  const from = Date.parse(chart.from);
  const to = Math.max(Date.parse(chart.to), from + 1);
  const [bottom, top] = yRange(chart.shape, Math.min(...values), Math.max(...values));
  const across = (at: number) => round((at - from) / (to - from) * stillWidth);
  const up = (value: number) => round((1 - (value - bottom) / (top - bottom)) * stillHeight);

  const runs = (column: readonly (number | null)[]) => {
    const found: [number, number][][] = [];
    let open: [number, number][] | undefined;
    column.forEach((value, index) => {
      if (value === null) open = undefined;
      else {
        if (open === undefined) found.push(open = []);
        open.push([across(x[index]!), up(value)]);
      }
    });
    return found;
  };
  const join = (points: readonly [number, number][]) => points.map(([a, b]) => `${a} ${b}`).join("L");
  const line = (column: number): StillPath => ({
    role: "line",
    column,
    d: runs(columns[column]!).map((run) => run.length === 1 ? `M${join(run)}h0.1` : `M${join(run)}`).join(""),
  });
  const band = (high: number, low: number): StillPath => {
    const highs = runs(columns[high]!);
    const lows = runs(columns[low]!);
    return {
      role: "band",
      column: high,
      d: highs.map((run, index) => `M${join(run)}L${join((lows[index] ?? []).toReversed())}Z`).join(""),
    };
  };
  const measured = (chart.clinic?.at ?? []).flatMap((at, row) =>
    [chart.clinic?.value[row], chart.clinic?.second[row]].flatMap((value) =>
      value === null || value === undefined ? [] : [`M${across(at)} ${up(value)}h0.1`]
    )
  );
  const clinic: StillPath[] = measured.length === 0
    ? []
    : [{ role: "clinic", column: 0, d: measured.join("") }];
  if (chart.shape === "level") return [band(0, 1), line(2), ...clinic];
  if (chart.shape === "pair") return [band(0, 1), line(2), band(3, 4), line(5), ...clinic];
  if (chart.shape === "event") {
    const dots = runs(columns[0]!).flat().map(([a, b]) => `M${a} ${b}h0.1`).join("");
    return [{ role: "dot", column: 0, d: dots }];
  }
  const half = Math.max(1, (bucketMs[chart.resolution] || bucketMs.hour) / (to - from) * stillWidth * 0.36);
  return columns.map((column, index) => ({
    role: "bar" as const,
    column: index,
    d: column.map((value, at) =>
      value === null
        ? ""
        : `M${round(across(x[at]!) - half)} ${stillHeight}V${up(value)}h${round(2 * half)}V${stillHeight}Z`
    ).join(""),
  }));
}
