/** The sheet for the printer, of all vitals or one, for the chart and for the patient's own app. */
import type { VitalTile } from "../schema/observation.ts";
import { type PrintedVital, PrintSheet } from "./console/PrintSheet.tsx";
import { chartState, instant } from "./islands/chart/url_state.ts";
import { answerOf, clients, type PageContext } from "./page.tsx";
import { renderDocument } from "./render_document.ts";
import { clockOf } from "./signed_in.tsx";

const dayMs = 86_400_000;
const spans = [["30", "30 days"], ["90", "90 days"], ["365", "A year"]] as const;

/** Most vitals on a sheet: more would be a booklet, and as many reads. */
const maxVitals = 24;

/** Whole local days that end with today, on the newest reading's own clock. */
function lastDays(vital: VitalTile, now: string, days: number): { from: string; to: string } {
  const offset = vital.latest.offset * 60_000;
  const to = (Math.floor((Date.parse(now) + offset) / dayMs) + 1) * dayMs - offset;
  return { from: instant(to - days * dayMs), to: instant(to) };
}

/** `path` is the vitals page's; the query names a type and a stretch of time, as it does there. */
export async function printPage(c: PageContext, { patient: id, path }: { patient: string; path: string }) {
  const { session } = c.var;
  const api = clients(c).observation.patient[":patient"].observation;
  const param = { patient: id };
  const patient = await answerOf(clients(c).patient.patient[":patient"].$get({ param }));
  const { tiles } = await answerOf(api.summary.$get({ param }));
  const { now, today, zone } = clockOf(c);
  const asked = chartState(new URL(c.req.url).search);
  const span = spans.find(([days]) => days === c.req.query("days"))?.[0] ?? (asked?.view ? undefined : "90");
  const chosen = asked === null ? tiles.slice(0, maxVitals) : tiles.filter(({ type }) => type === asked.type);
  const vitals: PrintedVital[] = await Promise.all(chosen.map(async (vital) => {
    const range = span === undefined && asked?.view !== undefined
      ? { from: instant(asked.view.from), to: instant(asked.view.to) }
      : lastDays(vital, now, Number(span));
    const query = { type: vital.type, ...range };
    const chart = await answerOf(api.chart.$get({ param, query }));
    if (asked === null) return { vital, chart };
    const { readings } = await answerOf(api.readings.$get({ param, query: { ...query, limit: "20" } }));
    return { vital, chart, readings };
  }));
  const type = asked === null ? "" : `&type=${encodeURIComponent(asked.type)}`;
  return c.html(renderDocument({
    title: "Vitals and Stats",
    organization: session.clinic,
    nonce: c.env.scope.nonce,
    manifest: c.env.manifest,
    // Paper is white, whatever the screen is.
    theme: "light",
    app: "console",
    islands: ["PrintButton"],
    children: (
      <PrintSheet
        organization={session.clinic}
        patient={{
          name: `${patient.name.given} ${patient.name.family}`,
          birthDate: patient.birthDate,
          sex: patient.gender,
          identifiers: [],
          primary: patient.generalPractitioner,
        }}
        vitals={vitals}
        ranges={spans.map(([days, label]) => ({
          href: `${path}?print${type}&days=${days}`,
          label,
          current: days === span,
        }))}
        backHref={asked === null ? path : `${path}?type=${encodeURIComponent(asked.type)}`}
        now={now}
        today={today}
        zone={zone}
      />
    ),
  }));
}
