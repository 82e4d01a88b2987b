/** Where the chart gets its data: the same API that every program calls. Errors throw with a sentence to show. */
import type { Chart, Reading } from "../../../schema/observation.ts";
import { instant } from "./url_state.ts";
import type { View } from "./view.ts";

/** Whose, of what, and where the API stands (`/api`). */
export interface Subject {
  api: string;
  patient: string;
  type: string;
}

async function get(path: string, query: Record<string, string>, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(`${path}?${new URLSearchParams(query)}`, {
    signal,
    headers: { accept: "application/json" },
  });
  if (response.ok) return await response.json();
  if (response.status === 401) throw new Error("Your session has ended. Sign in again to go on.");
  throw new Error("The readings couldn't be fetched. What is shown stays as it was.");
}

const base = ({ api, patient }: Subject) => `${api}/patient/${encodeURIComponent(patient)}/observation`;

/** The chart of a view, at the resolution that the server finds right. */
export async function loadChart(subject: Subject, view: View, signal: AbortSignal): Promise<Chart> {
  const query = { type: subject.type, from: instant(view.from), to: instant(view.to) };
  return await get(`${base(subject)}/chart`, query, signal) as Chart;
}

/** A page of raw readings; `from` inclusive, `to` exclusive, to the millisecond. */
export async function loadReadings(
  subject: Subject,
  span: View,
  cursor: string | null,
  signal: AbortSignal,
): Promise<{ readings: Reading[]; next: string | null }> {
  const query = {
    type: subject.type,
    from: new Date(span.from).toISOString(),
    to: new Date(span.to).toISOString(),
    ...(cursor === null ? {} : { cursor }),
  };
  return await get(`${base(subject)}/readings`, query, signal) as {
    readings: Reading[];
    next: string | null;
  };
}
