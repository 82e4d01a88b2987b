/** The large chart, alive: its body with the charting library. The server renders the body alone. */
import { ChartBody, type VitalsChartProps } from "./chart/ChartBody.tsx";
import { draw } from "./chart/draw.ts";

/** See `ChartBody`. */
export default function VitalsChart(props: VitalsChartProps) {
  return <ChartBody {...props} draw={draw} />;
}
