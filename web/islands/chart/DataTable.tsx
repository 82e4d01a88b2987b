/** The chart as a table: the same points in words, for those who don't see it and for anyone who wants figures. */
import type { Chart } from "../../../schema/observation.ts";
import { Icon } from "../../components/Icon.tsx";
import { calendarDay } from "../../components/instant.ts";
import { type ChartMark, tableRows } from "./marks.ts";
import { clinicRows, tableHead, tableRow, type ValueLook } from "./words.ts";

/** Closed at first, newest row first. */
export function DataTable(
  { chart, display, look, marks = [] }: {
    chart: Chart;
    display: string;
    look: ValueLook;
    marks?: readonly ChartMark[];
  },
) {
  if (chart.at.length === 0) return null;
  const [first, ...rest] = tableHead(chart, look);
  return (
    <details class="chart-table">
      <summary>
        <Icon name="table" size={16} />
        Show as a table
      </summary>
      <div class="table-scroll" tabindex={0} role="region" aria-label={`${display} as a table`}>
        <table class="table">
          <caption class="visually-hidden">{display}</caption>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {rest.map((head) => <th key={head} scope="col" class="cell-end">{head}</th>)}
            </tr>
          </thead>
          <tbody>
            {tableRows(chart.at, marks).map((one) => {
              if ("mark" in one) {
                return (
                  <tr key={one.mark.id} class="chart-note">
                    <th scope="row">{calendarDay(one.mark.on)}</th>
                    <td colspan={rest.length}>Note: {one.mark.text}</td>
                  </tr>
                );
              }
              const { row } = one;
              const [when, ...cells] = tableRow(chart, row, look);
              return (
                <tr key={row}>
                  <th scope="row">{when}</th>
                  {cells.map((cell, at) => <td key={at} class="cell-end">{cell}</td>)}
                </tr>
              );
            })}
          </tbody>
        </table>
        {chart.clinic !== undefined && (
          <table class="table">
            <caption class="table-caption">Measured in the clinic</caption>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col" class="cell-end">
                  Value{look.unitDisplay === "" ? "" : ` (${look.unitDisplay})`}
                </th>
                <th scope="col" class="cell-end">By</th>
              </tr>
            </thead>
            <tbody>
              {clinicRows(chart.clinic, look).toReversed().map(([when, value, author], row) => (
                <tr key={row}>
                  <th scope="row">{when}</th>
                  <td class="cell-end">{value}</td>
                  <td class="cell-end">{author}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </details>
  );
}
