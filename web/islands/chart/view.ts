/**
 * The window onto time that the chart shows, and how it moves: zoom, pan, pinch, all kept inside what there is.
 * Pure arithmetic on UTC milliseconds; a view is never empty, never inverted and never shorter than the shortest.
 */

/** From, inclusive, to, exclusive; UTC milliseconds. */
export interface View {
  readonly from: number;
  readonly to: number;
}

/** Closer than ten minutes, a wrist device has nothing to show. */
export const shortestViewMs = 10 * 60_000;

/** The view moved, and if it must be shrunk or stretched, to lie inside `bounds`. */
export function clampView(view: View, bounds: View, shortestMs: number = shortestViewMs): View {
  const room = Math.max(bounds.to - bounds.from, shortestMs);
  const span = Math.min(Math.max(view.to - view.from, shortestMs), room);
  const middle = (view.from + view.to) / 2;
  const from = Math.min(Math.max(middle - span / 2, bounds.from), bounds.from + room - span);
  return { from, to: from + span };
}

/**
 * Zooms so that the instant `around` stays where it is on the screen; a factor below 1 shows less time.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * const bounds = { from: 0, to: 100_000_000 };
 * assertEquals(zoomView({ from: 0, to: 40_000_000 }, 0.5, 10_000_000, bounds), { from: 5_000_000, to: 25_000_000 });
 * ```
 */
export function zoomView(view: View, factor: number, around: number, bounds: View): View {
  const span = view.to - view.from;
  const wanted = Math.min(
    Math.max(span * factor, shortestViewMs),
    Math.max(bounds.to - bounds.from, shortestViewMs),
  );
  const share = span === 0 ? 0.5 : (around - view.from) / span;
  const from = around - share * wanted;
  return clampView({ from, to: from + wanted }, bounds);
}

/** Moves the view by `shiftMs`, later when positive, keeping its length. */
export function panView(view: View, shiftMs: number, bounds: View): View {
  return clampView({ from: view.from + shiftMs, to: view.to + shiftMs }, bounds);
}

/**
 * Two fingers: the instants that were under them stay under them. `before` and `after` are the fingers' places
 * as shares of the plot's width.
 */
export function pinchView(
  view: View,
  before: readonly [number, number],
  after: readonly [number, number],
  bounds: View,
): View {
  const span = view.to - view.from;
  const apart = Math.max(Math.abs(after[1] - after[0]), 0.02);
  const wanted = span * Math.max(Math.abs(before[1] - before[0]), 0.02) / apart;
  const held = view.from + span * (before[0] + before[1]) / 2;
  const from = held - wanted * (after[0] + after[1]) / 2;
  return clampView({ from, to: from + wanted }, bounds);
}

/** Whether two views look the same: within a thousandth of their length. */
export function sameView(a: View, b: View): boolean {
  const tolerance = Math.max(a.to - a.from, b.to - b.from) / 1000;
  return Math.abs(a.from - b.from) <= tolerance && Math.abs(a.to - b.to) <= tolerance;
}
