/** What a chart's stretch of time comes to, in a sentence for paper. Only what the buckets can say without a doubt. */
import type { Chart } from "../../schema/observation.ts";
import { duration, figure } from "./measure.ts";

function extent(low: readonly (number | null)[] = [], high: readonly (number | null)[] = [], decimals = 0) {
  const lows = low.filter((value) => value !== null), highs = high.filter((value) => value !== null);
  if (lows.length === 0 || highs.length === 0) return "–";
  return `${figure(Math.min(...lows), decimals)}–${figure(Math.max(...highs), decimals)}`;
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;

/** `""` where there is nothing to say. Means are of days and nights, each counted once. */
export function periodWords(
  chart: Chart,
  { unitDisplay, decimals }: { unitDisplay: string; decimals: number },
): string {
  if (chart.at.length === 0) return "";
  const unit = unitDisplay === "" ? "" : ` ${unitDisplay}`;
  const values = chart.average.filter((value) => value !== null);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  switch (chart.shape) {
    case "level":
      return `In this range: ${extent(chart.min, chart.max, decimals)}${unit}`;
    case "pair":
      return `In this range: systolic ${extent(chart.min, chart.max, decimals)}, diastolic ${
        extent(chart.secondMin, chart.secondMax, decimals)
      }${unit}`;
    case "sum":
      return chart.resolution === "day"
        ? `Mean of ${counted(values.length, "day")} with data: ${figure(mean, decimals)}${unit}`
        : "";
    case "night":
      return chart.resolution === "day"
        ? `Mean of ${counted(values.length, "night")} with data: ${duration(mean * 60)}`
        : "";
    case "event":
      return `In this range: ${figure(chart.count.reduce((sum, count) => sum + count, 0), 0)} times`;
  }
}
