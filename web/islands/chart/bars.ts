/**
 * Bars as wide as their bucket, each by itself: on a travel day two local days begin a few hours apart, and the
 * library's own bars would then all be as thin as that pair.
 */
import type uPlot from "uplot";

/** Share of its bucket that a bar fills, and the widest that one gets, in CSS pixels. */
const filled = 0.75;
const widest = 36;

/**
 * How wide each bar is on the time axis: most of its bucket, but never into a neighbour.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * assertEquals(barWidths([0, 100, 130, 230], 100), [75, 22.5, 22.5, 75]);
 * ```
 */
export function barWidths(x: readonly number[], bucket: number): number[] {
  return x.map((at, index) => {
    const before = index === 0 ? Infinity : at - x[index - 1]!;
    const after = index === x.length - 1 ? Infinity : x[index + 1]! - at;
    return Math.min(bucket, before, after) * filled;
  });
}

/** Draws bars from zero; `bucketMs` is asked anew for each drawing, since a chart's resolution changes. */
export function barPaths(bucketMs: () => number): uPlot.Series.PathBuilder {
  return (u, series, first, last) => {
    const fill = new Path2D();
    const x = u.data[0] as number[];
    const widths = barWidths(x, bucketMs());
    const ground = u.valToPos(0, "y", true);
    for (let index = first; index <= last; index++) {
      const value = u.data[series]?.[index];
      if (value === null || value === undefined || value === 0) continue;
      const half = (widths[index] ?? 0) / 2;
      const at = x[index]!;
      const whole = u.valToPos(at + half, "x", true) - u.valToPos(at - half, "x", true);
      const width = Math.max(devicePixelRatio, Math.min(whole, widest * devicePixelRatio));
      const top = u.valToPos(value, "y", true);
      const radius = Math.min(width * 0.14, Math.abs(ground - top));
      fill.roundRect(u.valToPos(at, "x", true) - width / 2, top, width, ground - top, [radius, radius, 0, 0]);
    }
    return { fill, flags: 1 };
  };
}
