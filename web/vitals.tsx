/** One vital in full, for the chart and for the patient's own app. The view is what the URL says. */
import { measurable } from "../schema/clinic_measurement.ts";
import type { VitalTile } from "../schema/observation.ts";
import { annotationPanel, marksOf, readAnnotations } from "./annotations.tsx";
import { VitalDetail } from "./console/VitalDetail.tsx";
import { chartState, instant, type RangeKey, rangeKeys } from "./islands/chart/url_state.ts";
import type { View } from "./islands/chart/view.ts";
import { answerOf, clients, type PageContext } from "./page.tsx";
import { clockOf } from "./signed_in.tsx";

const dayMs = 86_400_000;
const rangeDays: Record<Exclude<RangeKey, "all">, number> = {
  day: 1,
  week: 7,
  month: 31,
  "6months": 183,
  year: 366,
};

/**
 * The presets: whole local days that end with the day of the newest reading, on its own clock, so that old data
 * opens where it is rather than on an empty present.
 */
export function presets(vital: VitalTile): { key: RangeKey; from: string; to: string }[] {
  const offset = vital.latest.offset * 60_000;
  const endOfDay = (at: number) => (Math.floor((at + offset) / dayMs) + 1) * dayMs - offset;
  const to = endOfDay(Date.parse(vital.latest.at));
  const first = Math.min(endOfDay(Date.parse(vital.firstAt)), to) - dayMs;
  return rangeKeys.map((key) => ({
    key,
    from: instant(key === "all" ? first : to - rangeDays[key] * dayMs),
    to: instant(to),
  }));
}

/** The day whose number is explained: the URL's, else that of the newest reading on its own clock. */
function explainedDay(c: PageContext, { latest }: VitalTile): string {
  const on = c.req.query("on") ?? "";
  const asked = Date.parse(`${on}T00:00:00Z`);
  if (!Number.isNaN(asked) && new Date(asked).toISOString().startsWith(`${on}T`)) return on;
  return new Date(Date.parse(latest.at) + latest.offset * 60_000).toISOString().slice(0, 10);
}

/**
 * The detail page's content, or undefined where the patient has no such vital. With `sourcesAction` the order of
 * the sources can be changed; its form posts there.
 */
export async function vitalDetail(
  c: PageContext,
  { patient, type, path, level, sourcesAction, measurePath, notesAction }: {
    patient: string;
    type: string;
    path: string;
    /** Of the vital's heading. */
    level: 1 | 2;
    sourcesAction?: string;
    /** The form for what is measured in the clinic, for those who measure. */
    measurePath?: string;
    /** Where notes on the vital are written; without it they are only read. */
    notesAction?: string;
  },
) {
  const api = clients(c).observation.patient[":patient"].observation;
  const truth = clients(c).provenance.patient[":patient"].observation;
  const { tiles } = await answerOf(api.summary.$get({ param: { patient } }));
  const vital = tiles.find((tile) => tile.type === type);
  if (vital === undefined) return undefined;
  const ranges = presets(vital);
  const state = chartState(new URL(c.req.url).search);
  const range = state?.range ?? "month";
  const preset = ranges.find(({ key }) => key === range) ?? ranges[0]!;
  const view: View = state?.view ?? { from: Date.parse(preset.from), to: Date.parse(preset.to) };
  const query = { type, from: instant(view.from), to: instant(view.to) };
  const on = explainedDay(c, vital);
  const [chart, { readings }, derived, provenance, order, annotations] = await Promise.all([
    answerOf(api.chart.$get({ param: { patient }, query })),
    answerOf(api.readings.$get({ param: { patient }, query: { ...query, limit: "20" } })),
    answerOf(truth.derived.$get({ param: { patient }, query: { type } })),
    answerOf(truth.provenance.$get({ param: { patient }, query: { type, on } })),
    sourcesAction === undefined
      ? undefined
      : answerOf(truth.sources.$get({ param: { patient }, query: { type } })),
    readAnnotations(c, patient, type),
  ]);
  const { now, today, zone } = clockOf(c);
  const kept = Object.fromEntries(
    [...new URL(c.req.url).searchParams].filter(([name]) => name !== "on"),
  );
  return (
    <VitalDetail
      level={level}
      vital={vital}
      chart={{
        api: "/api",
        patient,
        path,
        type,
        display: vital.display,
        group: vital.group,
        unitDisplay: vital.unitDisplay,
        decimals: vital.decimals,
        range,
        ranges,
        bounds: { from: ranges.find(({ key }) => key === "all")?.from ?? preset.from, to: now },
        chart,
        marks: marksOf(annotations, vital.latest.offset),
        reference: vital.reference,
        readings,
        ...(measurePath === undefined ? {} : { correctPath: measurePath }),
      }}
      {...(measurePath !== undefined && measurable(type) !== undefined
        ? { measureHref: `${measurePath}?type=${encodeURIComponent(type)}` }
        : {})}
      notes={annotationPanel(c, annotations, { type, action: notesAction })}
      derived={derived}
      provenance={{
        provenance,
        dayHref: (on) => `${path}?${new URLSearchParams({ ...kept, on })}#provenance`,
        action: path,
        hidden: kept,
        today,
      }}
      sources={sourcesAction !== undefined && order !== undefined && order.decides !== "nothing" &&
          order.sources.length > 1
        ? { order, action: sourcesAction, hidden: { idempotencyKey: crypto.randomUUID() } }
        : undefined}
      backHref={path}
      now={now}
      zone={zone}
    />
  );
}
