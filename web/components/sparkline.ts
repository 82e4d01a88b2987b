/**
 * The geometry of a small line or row of bars: pure numbers to SVG path text.
 * Days without data stay empty: a line spans a gap of a week at most and is never drawn as zero.
 */

export interface SparklineShape {
  /** Path of the line, or of the bars. */
  line: string;
  /** Path of the area under the line; empty for bars. */
  area: string;
  /** Where the newest value stands; null when there is none. */
  last: { x: number; y: number } | null;
}

const longestBridge = 7;
const round = (value: number) => Math.round(value * 10) / 10;

/** Fits the values into `width` × `height` with `inset` pixels around, newest at the right. */
export function sparkline(
  values: readonly (number | null)[],
  { width, height, bars, inset = 3 }: { width: number; height: number; bars: boolean; inset?: number },
): SparklineShape {
  const present = values.flatMap((value, index) => value === null ? [] : [{ value, index }]);
  if (present.length === 0) return { line: "", area: "", last: null };
  const highest = Math.max(...present.map((point) => point.value));
  const least = Math.min(...present.map((point) => point.value));
  const lowest = bars ? Math.min(0, least) : least;
  const spread = highest - lowest;
  const y = (value: number) =>
    round(spread === 0 ? height / 2 : inset + (1 - (value - lowest) / spread) * (height - 2 * inset));
  const slot = (width - 2 * inset) / Math.max(1, bars ? values.length : values.length - 1);
  const x = (index: number) => round(inset + slot * (bars ? index + 0.5 : index));

  const newest = present[present.length - 1]!;
  const last = { x: x(newest.index), y: y(newest.value) };
  if (bars) {
    const half = round(Math.max(0.8, slot * 0.34));
    const line = present.map(({ value, index }) =>
      `M${round(x(index) - half)} ${height - inset}V${Math.min(y(value), height - inset - 1)}h${
        round(2 * half)
      }V${height - inset}Z`
    ).join("");
    return { line, area: "", last };
  }

  let line = "";
  let area = "";
  let run: { x: number; y: number }[] = [];
  const close = () => {
    if (run.length === 0) return;
    const path = run.map((point, index) => `${index === 0 ? "M" : "L"}${point.x} ${point.y}`).join("");
    line += run.length === 1 ? `${path}h0.1` : path;
    if (run.length > 1) area += `${path}L${run[run.length - 1]!.x} ${height}L${run[0]!.x} ${height}Z`;
    run = [];
  };
  let before: number | undefined;
  for (const { value, index } of present) {
    if (before !== undefined && index - before > longestBridge) close();
    run.push({ x: x(index), y: y(value) });
    before = index;
  }
  close();
  return { line, area, last };
}
