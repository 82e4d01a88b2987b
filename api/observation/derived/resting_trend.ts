/**
 * How a level moves over weeks: the Theil-Sen slope, the median of the slopes between all pairs of days (Sen, J Am
 * Stat Assoc 1968;63:1379). A few odd days and gaps do not turn it, as they turn a least-squares line. Pure.
 */
import { median } from "./baseline.ts";

/** Fewer days with data than this have no slope. */
const fewestDays = 14;

/**
 * Change a week, in the value's unit, over values by local day; undefined for fewer than 14 days.
 *
 * @example
 * ```ts
 * import { weeklySlope } from "./resting_trend.ts";
 * weeklySlope(new Map(Array.from({ length: 20 }, (_, day) => [day, 60 + day]))); // 7
 * ```
 */
export function weeklySlope(values: ReadonlyMap<number, number>): number | undefined {
  if (values.size < fewestDays) return undefined;
  const points = [...values].sort((a, b) => a[0] - b[0]);
  const slopes: number[] = [];
  for (const [i, [day, value]] of points.entries()) {
    for (const [laterDay, later] of points.slice(i + 1)) slopes.push((later - value) / (laterDay - day));
  }
  return median(slopes) * 7;
}
