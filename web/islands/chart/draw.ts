/**
 * The chart on uPlot: one series set per shape, our own time axis, the reference range as a quiet band.
 * Colours come from the stylesheet's tokens, read when it is drawn, so light and dark need no second palette here.
 */
import uPlot from "uplot";
import type { Chart } from "../../../schema/observation.ts";
import { figure } from "../../components/measure.ts";
import { bucketMs, nearestPoint, type Plot, plotOf, stageOrder, yRange } from "./series.ts";
import { barPaths } from "./bars.ts";
import { type ChartMark, drawMarks } from "./marks.ts";
import { offsetFinder, ticks } from "./ticks.ts";
import type { View } from "./view.ts";

export interface DrawOptions {
  chart: Chart;
  view: View;
  decimals: number;
  reference?: { low?: number | undefined; high?: number | undefined } | undefined;
  /** Notes, drawn over everything. */
  marks?: readonly ChartMark[] | undefined;
  width: number;
  height: number;
  /** The point under the pointer changed: its row in the chart, or −1. */
  onPoint: (row: number) => void;
  /** A stretch of time was dragged over. */
  onSelect: (view: View) => void;
}

/** A living chart. `show` moves the view, `replace` swaps the data for the same shape. */
export interface Drawing {
  readonly plot: uPlot;
  show: (view: View) => void;
  replace: (chart: Chart, view: View) => void;
  /** Puts the cursor on the nth drawn point; −1 takes it away. */
  point: (index: number) => void;
  /** The drawn point nearest to an instant, and its row in the chart. */
  nearest: (at: number) => { index: number; row: number };
  step: (index: number, by: number) => number;
  size: (width: number, height: number) => void;
  destroy: () => void;
}

type Colors = (token: string) => string;

function colorsOf(element: Element): Colors {
  const style = getComputedStyle(element);
  return (token) => style.getPropertyValue(token).trim();
}

/** `#rrggbb` with an alpha; other notations are left as they are. */
function faded(color: string, alpha: number): string {
  return /^#[0-9a-f]{6}$/i.test(color)
    ? color + Math.round(alpha * 255).toString(16).padStart(2, "0")
    : color;
}

function seriesOf(
  chart: Chart,
  color: Colors,
  bucket: () => number,
): { series: uPlot.Series[]; bands: uPlot.Band[] } {
  const hue = color("--hue");
  const second = faded(hue, 0.62);
  const edge: uPlot.Series = { points: { show: false } };
  const line = (stroke: string): uPlot.Series => ({
    stroke,
    width: 2,
    points: {
      show: (u) => (u.series[0]?.idxs?.[1] ?? 0) - (u.series[0]?.idxs?.[0] ?? 0) < 90,
      size: 5,
      fill: stroke,
    },
  });
  const bar = (fill: string): uPlot.Series => ({
    fill,
    points: { show: false },
    paths: barPaths(bucket),
  });
  switch (chart.shape) {
    case "level":
      return { series: [edge, edge, line(hue)], bands: [{ series: [1, 2], fill: faded(hue, 0.2) }] };
    case "pair":
      return {
        series: [edge, edge, line(hue), edge, edge, line(second)],
        bands: [{ series: [1, 2], fill: faded(hue, 0.18) }, { series: [4, 5], fill: faded(hue, 0.1) }],
      };
    case "sum":
      return { series: [bar(faded(hue, 0.86))], bands: [] };
    case "night":
      return { series: stageOrder.toReversed().map((stage) => bar(color(`--stage-${stage}`))), bands: [] };
    case "event":
      return {
        series: [{
          stroke: hue,
          paths: () => null,
          points: { show: true, size: 9, fill: faded(hue, 0.6), width: 1 },
        }],
        bands: [],
      };
  }
}

function drawReference(u: uPlot, reference: DrawOptions["reference"], color: Colors): void {
  if (reference === undefined || (reference.low === undefined && reference.high === undefined)) return;
  const { ctx, bbox } = u;
  const y = (value: number | undefined, otherwise: number) =>
    value === undefined
      ? otherwise
      : Math.min(Math.max(u.valToPos(value, "y", true), bbox.top), bbox.top + bbox.height);
  const top = y(reference.high, bbox.top);
  const bottom = y(reference.low, bbox.top + bbox.height);
  ctx.save();
  ctx.fillStyle = color("--reference");
  ctx.fillRect(bbox.left, top, bbox.width, Math.max(0, bottom - top));
  ctx.strokeStyle = color("--reference-line");
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  for (const edge of [top, bottom]) {
    if (edge <= bbox.top || edge >= bbox.top + bbox.height) continue;
    ctx.beginPath();
    ctx.moveTo(bbox.left, edge);
    ctx.lineTo(bbox.left + bbox.width, edge);
    ctx.stroke();
  }
  ctx.restore();
}

/** What the clinic measured: a ring for each value, over whatever else is drawn. */
function drawClinic(u: uPlot, { clinic }: Chart, color: Colors): void {
  if (clinic === undefined) return;
  const { ctx, bbox } = u;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  // A ring at the very edge is still whole.
  ctx.rect(bbox.left, bbox.top, bbox.width + 6 * scale, bbox.height);
  ctx.clip();
  ctx.lineWidth = 2 * scale;
  ctx.strokeStyle = color("--ink");
  ctx.fillStyle = color("--surface");
  clinic.at.forEach((at, row) => {
    for (const value of [clinic.value[row], clinic.second[row]]) {
      if (value === null || value === undefined) continue;
      ctx.beginPath();
      ctx.arc(u.valToPos(at, "x", true), u.valToPos(value, "y", true), 4.5 * scale, 0, 2 * Math.PI);
      ctx.fill();
      ctx.stroke();
    }
  });
  ctx.restore();
}

function data(plot: Plot): uPlot.AlignedData {
  return [plot.x, ...plot.columns];
}

/** Draws into `element`; the caller keeps the view and hands it back through `show`. */
export function draw(element: HTMLElement, options: DrawOptions): Drawing {
  let { chart, view } = options;
  let plot = plotOf(chart);
  const color = colorsOf(element);
  const { series, bands } = seriesOf(chart, color, () => bucketMs[chart.resolution] || bucketMs.hour);
  const font = `12px ${getComputedStyle(element).fontFamily}`;
  const axis = { stroke: color("--ink-3"), font, ticks: { show: false } };
  const suffix = chart.shape === "night" ? " h" : "";
  const whole = chart.shape === "event" || chart.unit === "" || options.decimals === 0;

  const u = new uPlot(
    {
      width: options.width,
      height: options.height,
      legend: { show: false },
      padding: [12, 14, 0, 0],
      scales: {
        x: { time: false, range: () => [view.from, view.to] },
        y: { range: (_u, low, high) => yRange(chart.shape, low, high) },
      },
      axes: [
        {
          ...axis,
          size: 34,
          grid: { stroke: color("--grid"), width: 1 },
          splits: (self) => {
            const most = Math.floor(self.bbox.width / devicePixelRatio / 66);
            return ticks(view.from, view.to, most, offsetFinder(chart.at, chart.offset)).map((tick) =>
              tick.at
            );
          },
          values: (self) => {
            const most = Math.floor(self.bbox.width / devicePixelRatio / 66);
            return ticks(view.from, view.to, most, offsetFinder(chart.at, chart.offset)).map((tick) =>
              tick.label
            );
          },
        },
        {
          ...axis,
          size: 52,
          space: 44,
          grid: { stroke: color("--grid"), width: 1 },
          values: (_u, splits) => {
            const step = splits.length > 1 ? Math.abs(splits[1]! - splits[0]!) : 1;
            return splits.map((value) =>
              whole && value % 1 !== 0
                ? ""
                : figure(value, whole || step >= 1 ? 0 : step >= 0.1 ? 1 : 2) + suffix
            );
          },
        },
      ],
      series: [{}, ...series],
      bands,
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false },
        points: { size: 9, show: chart.shape === "level" || chart.shape === "pair" },
        dataIdx: (self, _series, index) => {
          const found = nearestPoint(plot, self.data[0][index] ?? 0);
          return found < 0 ? index : found;
        },
        bind: {
          dblclick: () => () => null,
          // With Shift the same drag pans (see gestures.ts), so uPlot must not start a selection.
          mousedown: (_u, _target, handler) => (event) => event.shiftKey ? null : handler(event),
        },
      },
      hooks: {
        drawClear: [(self) => drawReference(self, options.reference, color)],
        draw: [
          (self) => drawClinic(self, chart, color),
          (self) => drawMarks(self, options.marks ?? [], view, color),
        ],
        setCursor: [(self) => {
          const index = self.cursor.left !== undefined && self.cursor.left >= 0
            ? nearestPoint(plot, self.posToVal(self.cursor.left, "x"))
            : -1;
          options.onPoint(index < 0 ? -1 : plot.rows[index] ?? -1);
        }],
        setSelect: [(self) => {
          const { left, width } = self.select;
          self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          if (width >= 6) {
            options.onSelect({ from: self.posToVal(left, "x"), to: self.posToVal(left + width, "x") });
          }
        }],
      },
    },
    data(plot),
    element,
  );

  return {
    plot: u,
    show(next) {
      view = next;
      u.setScale("x", { min: view.from, max: view.to });
    },
    replace(nextChart, nextView) {
      chart = nextChart;
      view = nextView;
      plot = plotOf(chart);
      u.batch(() => {
        u.setData(data(plot), false);
        u.setScale("x", { min: view.from, max: view.to });
      });
    },
    point(index) {
      const at = plot.x[index];
      if (at === undefined) u.setCursor({ left: -10, top: -10 });
      else u.setCursor({ left: u.valToPos(at, "x"), top: 1 });
    },
    nearest(at) {
      const index = nearestPoint(plot, at);
      return { index, row: plot.rows[index] ?? -1 };
    },
    step(index, by) {
      let next = index + by;
      while (plot.rows[next] === -1) next += Math.sign(by);
      return plot.rows[next] === undefined ? index : next;
    },
    size: (width, height) => u.setSize({ width, height }),
    destroy: () => u.destroy(),
  };
}
