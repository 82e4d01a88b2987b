/**
 * What the chart says in words: the readout of a point, and the table that says the same as the picture.
 * Times stand at the clock where they were measured, with the zone; nothing is judged.
 */
import type { Chart, Reading } from "../../../schema/observation.ts";
import { atOffset, atOffsetWithZone, offsetText } from "../../components/instant.ts";
import { duration, figure } from "../../components/measure.ts";
import { stageOrder } from "./series.ts";

/** How a vital's values are written. */
export interface ValueLook {
  unitDisplay: string;
  decimals: number;
}

export const stageNames: Record<(typeof stageOrder)[number], string> = {
  deep: "Deep",
  core: "Core",
  rem: "REM",
  unspecified: "Asleep",
  awake: "Awake",
};

/** When a point was, as long as its bucket. */
export function whenText(chart: Chart, row: number): string {
  const at = chart.at[row]!;
  const offset = chart.offset[row] ?? 0;
  switch (chart.resolution) {
    case "raw":
      return atOffsetWithZone(at, offset, "second");
    case "hour":
      return `${atOffset(at, offset)} – ${atOffset(at + 3_600_000, offset, "clock")} (${offsetText(offset)})`;
    case "day":
      return `${chart.shape === "night" ? "Night to " : ""}${atOffsetWithZone(at, offset, "weekday")}`;
    case "week":
      return `Week of ${atOffsetWithZone(at, offset, "day")}`;
    case "month":
      return `${atOffset(at, offset, "month")} (${offsetText(offset)})`;
  }
}

export interface Readout {
  when: string;
  value: string;
  more: string[];
}

const readings = (count: number) => count === 1 ? "1 reading" : `${count.toLocaleString("en-US")} readings`;

function spread(low: number | null | undefined, high: number | null | undefined, decimals: number): string {
  const from = figure(low, decimals);
  const to = figure(high, decimals);
  return from === to ? from : `${from}–${to}`;
}

/** A point in words: its value, then what else is known of it. */
export function readout(chart: Chart, row: number, look: ValueLook): Readout {
  const { decimals, unitDisplay } = look;
  const value = chart.average[row];
  const unit = unitDisplay === "" ? "" : ` ${unitDisplay}`;
  const when = whenText(chart, row);
  const count = readings(chart.count[row] ?? 0);
  const several = (chart.count[row] ?? 0) > 1;
  switch (chart.shape) {
    case "level":
      return {
        when,
        value: `${figure(value, decimals)}${unit}`,
        more: several ? ["average", `range ${spread(chart.min[row], chart.max[row], decimals)}`, count] : [],
      };
    case "pair":
      return {
        when,
        value: `${figure(value, decimals)}/${figure(chart.secondAverage?.[row], decimals)}${unit}`,
        more: several
          ? [
            "average",
            `systolic ${spread(chart.min[row], chart.max[row], decimals)}`,
            `diastolic ${spread(chart.secondMin?.[row], chart.secondMax?.[row], decimals)}`,
            count,
          ]
          : [],
      };
    case "sum": {
      const covered = chart.coverage[row];
      const partly = covered !== null && covered !== undefined && covered < 0.95;
      return {
        when,
        value: `${figure(value, decimals)}${unit}`,
        more: partly ? [`data for ${Math.round(covered * 100)}% of the time`] : [],
      };
    }
    case "night": {
      const stages = stageOrder.flatMap((stage) => {
        const minutes = chart.stages?.[stage][row] ?? 0;
        return minutes > 0 ? [`${stageNames[stage]} ${duration(minutes)}`] : [];
      });
      const nightly = chart.resolution === "week" || chart.resolution === "month"
        ? ["a night on average"]
        : [];
      return {
        when,
        value: value === null || value === undefined ? "–" : `${duration(value * 60)} asleep`,
        more: [...nightly, ...stages],
      };
    }
    case "event":
      return {
        when,
        value: chart.count[row] === 1 ? "Once" : `${figure(chart.count[row], 0)} times`,
        more: [],
      };
  }
}

/** Column heads of the table; the first is the row's own. */
export function tableHead(chart: Chart, { unitDisplay }: ValueLook): string[] {
  const unit = unitDisplay === "" ? "" : ` (${unitDisplay})`;
  switch (chart.shape) {
    case "level":
      return ["When", `Average${unit}`, "Lowest", "Highest", "Readings"];
    case "pair":
      return ["When", `Systolic${unit}`, `Diastolic${unit}`, "Readings"];
    case "sum":
      return ["When", `Total${unit}`, "Covered"];
    case "night":
      return ["When", "Asleep", ...stageOrder.map((stage) => stageNames[stage])];
    case "event":
      return ["When", "Times"];
  }
}

/** One row of the table, as many cells as its head. */
export function tableRow(chart: Chart, row: number, { decimals }: ValueLook): string[] {
  const when = whenText(chart, row);
  const count = figure(chart.count[row], 0);
  const value = chart.average[row];
  switch (chart.shape) {
    case "level":
      return [
        when,
        figure(value, decimals),
        figure(chart.min[row], decimals),
        figure(chart.max[row], decimals),
        count,
      ];
    case "pair":
      return [
        when,
        spread(chart.min[row] ?? value, chart.max[row] ?? value, decimals),
        spread(
          chart.secondMin?.[row] ?? chart.secondAverage?.[row],
          chart.secondMax?.[row] ?? chart.secondAverage?.[row],
          decimals,
        ),
        count,
      ];
    case "sum": {
      const covered = chart.coverage[row];
      return [
        when,
        figure(value, decimals),
        covered === null || covered === undefined ? "–" : `${Math.round(covered * 100)}%`,
      ];
    }
    case "night":
      return [
        when,
        value === null || value === undefined ? "–" : duration(value * 60),
        ...stageOrder.map((stage) => {
          const minutes = chart.stages?.[stage][row] ?? 0;
          return minutes === 0 ? "–" : duration(minutes);
        }),
      ];
    case "event":
      return [when, count];
  }
}

/** What a screen reader hears first: how much there is, and from when to when. */
export function summary(chart: Chart, display: string, look: ValueLook): string {
  if (chart.at.length === 0) return `${display}: no data in this range.`;
  const values = chart.average.filter((value): value is number => value !== null);
  const last = chart.at.length - 1;
  const extent = values.length === 0 || chart.shape === "event" || chart.shape === "night"
    ? ""
    : `, from ${figure(Math.min(...values), look.decimals)} to ${
      figure(Math.max(...values), look.decimals)
    } ${look.unitDisplay}`;
  return `${display}: ${chart.at.length} points${extent}, ${whenText(chart, 0)} to ${whenText(chart, last)}.`;
}

/** A raw reading's value: number and unit, or the category in words. */
export function readingValue(reading: Reading, look: ValueLook): string {
  if (reading.text !== null) return reading.text;
  const first = figure(reading.value, look.decimals);
  const both = reading.second === null ? first : `${first}/${figure(reading.second, look.decimals)}`;
  return `${both} ${look.unitDisplay}`.trim();
}

/** When a raw reading was, and how long it lasted where it did. */
export function readingWhen(reading: Reading): string {
  const minutes = (Date.parse(reading.end) - Date.parse(reading.start)) / 60_000;
  const when = atOffsetWithZone(reading.start, reading.offset, "second");
  return minutes >= 1 ? `${when}, for ${duration(minutes)}` : when;
}

/** What the clinic measured, in words: when, value, by whom; in order of time. */
export function clinicRows(clinic: NonNullable<Chart["clinic"]>, { decimals }: ValueLook): string[][] {
  return clinic.at.map((at, row) => {
    const first = figure(clinic.value[row], decimals);
    const second = clinic.second[row] ?? null;
    return [
      atOffsetWithZone(at, clinic.offset[row] ?? 0),
      second === null ? first : `${first}/${figure(second, decimals)}`,
      clinic.author[row] ?? "",
    ];
  });
}
