/** Thirty days at a glance, in SVG attributes only. Decoration: the figures beside it say the same in words. */
import { sparkline } from "./sparkline.ts";

/** `bars` for sums, a line for levels; it takes the colour of the text around it. */
export function Sparkline({ values, bars = false }: { values: readonly (number | null)[]; bars?: boolean }) {
  const width = 120;
  const height = 36;
  const { line, area, last } = sparkline(values, { width, height, bars });
  if (last === null) return null;
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      {bars ? <path class="sparkline-bars" d={line} fill="currentColor" /> : (
        <>
          <path class="sparkline-area" d={area} fill="currentColor" />
          <path
            class="sparkline-line"
            d={line}
            fill="none"
            stroke="currentColor"
            vector-effect="non-scaling-stroke"
          />
          <path
            class="sparkline-last"
            d={`M${last.x} ${last.y}h0.01`}
            stroke="currentColor"
            vector-effect="non-scaling-stroke"
          />
        </>
      )}
    </svg>
  );
}
