/**
 * What the chart shows, as the URL says it: `?type=…&range=…` for a preset, with `from` and `to` once someone
 * zoomed. Anything malformed is dropped, never an error: the page then shows its preset.
 */
import type { View } from "./view.ts";

export const rangeKeys = ["day", "week", "month", "6months", "year", "all"] as const;
export type RangeKey = (typeof rangeKeys)[number];

/** What the range switch says; all six fit a phone. */
export const rangeNames: Record<RangeKey, string> = {
  day: "Day",
  week: "Week",
  month: "Month",
  "6months": "6 mo",
  year: "Year",
  all: "All",
};

export interface ChartState {
  type: string;
  range: RangeKey;
  /** Present once zoomed or panned away from the preset. */
  view?: View;
}

/** The query of a state, without the question mark; instants to the second. */
export function chartQuery({ type, range, view }: ChartState): string {
  const query = new URLSearchParams({ type, range });
  if (view !== undefined) {
    query.set("from", instant(view.from));
    query.set("to", instant(view.to));
  }
  return query.toString();
}

/** UTC milliseconds as ISO 8601 to the second. */
export function instant(ms: number): string {
  return `${new Date(Math.round(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

function milliseconds(text: string | null): number | undefined {
  if (text === null || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

/** The state that a query says; `month` where it says no known range, and null without a well-formed type. */
export function chartState(query: string): ChartState | null {
  const params = new URLSearchParams(query);
  const type = params.get("type");
  if (type === null || !/^[A-Za-z][A-Za-z0-9_.-]{0,127}$/.test(type)) return null;
  const range = rangeKeys.find((key) => key === params.get("range")) ?? "month";
  const from = milliseconds(params.get("from"));
  const to = milliseconds(params.get("to"));
  return from === undefined || to === undefined || to <= from
    ? { type, range }
    : { type, range, view: { from, to } };
}
