/** Notes on the chart: a vertical line at the day of each, with its text at the top where there is room. */
import type uPlot from "uplot";
import type { View } from "./view.ts";

/** A note as the chart shows it. */
export interface ChartMark {
  id: string;
  /** Noon of its day on the clock of the newest reading, UTC milliseconds: the middle of a day's bucket. */
  at: number;
  /** `YYYY-MM-DD`. */
  on: string;
  text: string;
}

/** The marks inside a view, oldest first. */
export function marksIn(marks: readonly ChartMark[], { from, to }: View): ChartMark[] {
  return marks.filter(({ at }) => at >= from && at < to).sort((a, b) => a.at - b.at);
}

/**
 * Rows of the table, newest first: a point by its row in the chart, or a note. A note stands above the bucket that
 * it falls into.
 */
export function tableRows(
  at: readonly number[],
  marks: readonly ChartMark[],
): ({ row: number } | { mark: ChartMark })[] {
  const rows: ({ row: number } | { mark: ChartMark })[] = [];
  const left = [...marks].sort((a, b) => a.at - b.at);
  for (let row = at.length - 1; row >= 0; row--) {
    while (left.length > 0 && left.at(-1)!.at >= at[row]!) rows.push({ mark: left.pop()! });
    rows.push({ row });
  }
  return [...rows, ...left.reverse().map((mark) => ({ mark }))];
}

const longest = 28;

/** Draws the marks of a view; a text that would run into the one before it goes a line lower, and at last away. */
export function drawMarks(
  u: uPlot,
  marks: readonly ChartMark[],
  view: View,
  color: (token: string) => string,
): void {
  const { ctx, bbox } = u, scale = devicePixelRatio;
  const line = 16 * scale, ends = [-Infinity, -Infinity, -Infinity];
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.font = `${11 * scale}px ${getComputedStyle(u.root).fontFamily}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  const shown = marksIn(marks, view).map((mark) => ({
    ...mark,
    x: Math.round(u.valToPos(mark.at, "x", true)),
  }));
  ctx.strokeStyle = color("--ink-2");
  ctx.lineWidth = scale;
  ctx.setLineDash([2 * scale, 3 * scale]);
  ctx.beginPath();
  for (const { x } of shown) {
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
  }
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.strokeStyle = color("--line-strong");
  for (const { x, text } of shown) {
    const label = text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text;
    const width = ctx.measureText(label).width + 10 * scale;
    const left = Math.min(x, bbox.left + bbox.width - width);
    const lane = ends.findIndex((end) => end < left);
    if (lane < 0 || width > bbox.width) continue;
    ends[lane] = left + width;
    const top = bbox.top + lane * line;
    ctx.fillStyle = color("--surface");
    ctx.fillRect(left, top, width, line);
    ctx.strokeRect(left + scale / 2, top + scale / 2, width - scale, line - scale);
    ctx.fillStyle = color("--ink");
    ctx.fillText(label, left + 5 * scale, top + line / 2 + scale / 2);
  }
  ctx.restore();
}
