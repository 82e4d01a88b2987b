/** The chart before any script runs, and on paper. The table below it says the same in words. */
import type { Chart } from "../../../schema/observation.ts";
import { stageOrder } from "./series.ts";
import { type ChartMark } from "./marks.ts";
import { stillAcross, stillHeight, stillPaths, stillWidth } from "./still.ts";

/** An SVG that fills the plot; it takes the hue of the text around it. */
export function Still({ chart, marks = [] }: { chart: Chart; marks?: readonly ChartMark[] }) {
  const stages = stageOrder.toReversed();
  return (
    <svg
      class="chart-still"
      viewBox={`0 0 ${stillWidth} ${stillHeight}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {stillPaths(chart).map(({ d, role, column }) => {
        if (role === "band") return <path key={role + column} class="band" d={d} fill="currentColor" />;
        if (role === "bar") {
          const stage = chart.shape === "night" ? `still-${stages[column]}` : undefined;
          return <path key={role + column} class={stage} d={d} fill="currentColor" />;
        }
        return (
          <path
            key={role + column}
            class={role}
            d={d}
            fill="none"
            stroke="currentColor"
            stroke-linejoin="round"
            stroke-linecap="round"
            vector-effect="non-scaling-stroke"
          />
        );
      })}
      {marks.map(({ id, at }) => (
        <path
          key={id}
          class="mark"
          d={`M${stillAcross(chart, at)} 0V${stillHeight}`}
          fill="none"
          vector-effect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
