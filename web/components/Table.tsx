/**
 * A dense table of rows that read across. On a phone it becomes a list: each cell carries its column's name.
 * It scrolls inside its own box, never the page.
 */
import type { ComponentChildren } from "preact";
import { classes } from "./classes.ts";

/** How one column is named and drawn. `primary` is the row's name: a row header and, on a phone, its title. */
export interface Column<Row> {
  key: string;
  label: string;
  render: (row: Row) => ComponentChildren;
  align?: "end";
  primary?: boolean;
  /** Left out below 640 px. */
  wideOnly?: boolean;
}

/** `caption` names the table for those who don't see the heading above it. */
export function Table<Row>(
  { caption, columns, rows, rowKey, stacked = true }: {
    caption: string;
    columns: readonly Column<Row>[];
    rows: readonly Row[];
    rowKey: (row: Row, index: number) => string;
    stacked?: boolean;
  },
) {
  const cell = (column: Column<Row>) =>
    classes(
      column.align === "end" && "cell-end",
      column.wideOnly && "wide-only",
      column.primary && "cell-primary",
    );
  return (
    <div class="table-scroll" {...(stacked ? {} : { tabindex: 0, role: "region", "aria-label": caption })}>
      <table class={classes("table", stacked && "table-stacked")}>
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => <th key={column.key} scope="col" class={cell(column)}>{column.label}
            </th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)}>
              {columns.map((column) =>
                column.primary
                  ? <th key={column.key} scope="row" class={cell(column)}>{column.render(row)}</th>
                  : (
                    <td key={column.key} class={cell(column)} data-label={column.label}>
                      {column.render(row)}
                    </td>
                  )
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
