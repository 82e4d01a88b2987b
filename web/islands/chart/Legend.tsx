/** What the chart's marks mean. */
import type { Chart } from "../../../schema/observation.ts";
import { figure } from "../../components/measure.ts";
import { stageOrder } from "./series.ts";
import { stageNames } from "./words.ts";

interface Reference {
  low?: number | undefined;
  high?: number | undefined;
  source: string;
}

function Item({ swatch, children }: { swatch: string; children: string }) {
  return (
    <li>
      <span class={`swatch ${swatch}`} aria-hidden="true" />
      {children}
    </li>
  );
}

const bucketNames = { raw: "reading", hour: "hour", day: "day", week: "week", month: "month" } as const;

function range({ low, high }: Reference, decimals: number): string {
  if (low === undefined) return `up to ${figure(high, decimals)}`;
  return high === undefined
    ? `from ${figure(low, decimals)}`
    : `${figure(low, decimals)}–${figure(high, decimals)}`;
}

/** Only what is drawn is explained. */
export function Legend(
  { chart, reference, decimals, unitDisplay }: {
    chart: Chart;
    reference: Reference | undefined;
    decimals: number;
    unitDisplay: string;
  },
) {
  const bucket = bucketNames[chart.resolution];
  return (
    <ul class="chart-legend" aria-label="Legend">
      {chart.shape === "level" && (
        <Item swatch="swatch-line">
          {chart.resolution === "raw" ? "Every reading" : `Average of each ${bucket}`}
        </Item>
      )}
      {chart.shape === "level" && chart.resolution !== "raw" && (
        <Item swatch="swatch-band">Lowest to highest</Item>
      )}
      {chart.shape === "pair" && <Item swatch="swatch-line">Systolic</Item>}
      {chart.shape === "pair" && <Item swatch="swatch-line swatch-second">Diastolic</Item>}
      {chart.shape === "sum" && <Item swatch="">{`Total of each ${bucket}`}</Item>}
      {chart.shape === "event" && (
        <Item swatch="">
          {chart.resolution === "raw" ? "Each time it was recorded" : `Times in each ${bucket}`}
        </Item>
      )}
      {chart.shape === "night" &&
        stageOrder
          .filter((stage) =>
            chart.stages === undefined ? stage === "unspecified" : chart.stages[stage].some((x) => x > 0)
          )
          .map((stage) => <Item key={stage} swatch={`swatch-${stage}`}>{stageNames[stage]}</Item>)}
      {chart.clinic !== undefined && <Item swatch="swatch-clinic">Measured in the clinic</Item>}
      {reference !== undefined && (reference.low !== undefined || reference.high !== undefined) && (
        <Item swatch="swatch-reference">
          {`Adult reference ${range(reference, decimals)} ${unitDisplay}`}
        </Item>
      )}
    </ul>
  );
}
