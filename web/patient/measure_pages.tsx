/** The patient's form for a reading typed in by hand. */
import { Temporal } from "temporal-polyfill";
import { measurable, measurables } from "../../schema/clinic_measurement.ts";
import type { Problem } from "../../schema/problem.ts";
import type { OwnMeasurement } from "../../schema/measurement_plan.ts";
import type { FieldError } from "../components/ErrorSummary.tsx";
import { sentBefore } from "../components/loop_words.ts";
import { instantOf, wallClock } from "../components/wall_clock.ts";
import { answerOf, ApiProblem, clients, formOf, type PageContext, tried } from "../page.tsx";
import { clockOf } from "../signed_in.tsx";
import { MeasureOwn } from "./MeasureOwn.tsx";

export const measurePath = "/health/measure";

const api = (c: PageContext) => clients(c).measurementPlan.patient[":patient"];

/** A number as people type it, with a comma too; NaN where it is none. */
const typed = (text = "") => /^\s*\d+([.,]\d+)?\s*$/.test(text) ? Number(text.replace(",", ".")) : NaN;

/** Pounds and Fahrenheit come first where people read them: a guess by the clinic's zone, changed with one touch. */
function unitsIn(zone: string, type: string) {
  const units = measurable(type)?.units ?? [];
  const imperial = ["[degF]", "[lb_av]", "[in_i]"];
  return zone.startsWith("America/") || zone.startsWith("US/") || zone === "Pacific/Honolulu"
    ? units.toSorted((a, b) => Number(imperial.includes(b.code)) - Number(imperial.includes(a.code)))
    : units;
}

/** How long a form may lie open and its "now" still be when it was opened, in ms. */
const openMs = 15 * 60_000;

/** What "now" is: when the form was opened, so that one sent twice says the same; after a while, really now. */
function momentOf(openedAt: string, now: string): string {
  const age = Date.parse(now) - Date.parse(openedAt);
  return age >= 0 && age <= openMs ? new Date(openedAt).toISOString() : now;
}

/** An instant with the offset of a zone's clock: the browser says no zone without a script. */
const withOffset = (at: string, zone: string) =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toString({ timeZoneName: "never" });

/** The page's content; `refused` is what came of the form. */
export async function measureOwn(
  c: PageContext,
  patient: string,
  refused?: { type: string; values: Record<string, string>; errors: FieldError[] },
) {
  const { now, zone } = clockOf(c);
  const chosen = measurable(refused?.type ?? c.req.query("type") ?? "") ?? measurables[0]!;
  const latest = wallClock(now, zone);
  const { measurements } = await answerOf(api(c).measurement.$get({ param: { patient } }));
  return (
    <MeasureOwn
      action={measurePath}
      hidden={{ idempotencyKey: crypto.randomUUID(), type: chosen.type, openedAt: now }}
      measurable={chosen}
      units={unitsIn(zone, chosen.type)}
      typeHref={(type) => `${measurePath}?type=${encodeURIComponent(type)}`}
      zone={zone}
      latest={latest}
      values={refused?.values ?? {}}
      entered={measurements}
      {...(refused === undefined ? {} : { errors: refused.errors })}
    />
  );
}

/** Sends the form; undefined when the reading was stored. */
export async function postOwn(c: PageContext, patient: string) {
  const { idempotencyKey = "", type = "", openedAt = "", ...values } = await formOf(c);
  const chosen = measurable(type) ?? measurables[0]!;
  const { now, zone } = clockOf(c);
  const said = values.at ?? "";
  const at = said === "" ? withOffset(momentOf(openedAt, now), zone) : instantOf(said, zone);
  const value = typed(values.value), second = typed(values.second);
  const pair = chosen.parts.length === 2;
  const errors: FieldError[] = [
    ...(Number.isNaN(value) ? [{ field: "value", message: "Type a number, such as 120." }] : []),
    ...(pair && Number.isNaN(second) ? [{ field: "second", message: "Type a number, such as 80." }] : []),
    ...(at === undefined ? [{ field: "at", message: "Choose a date and a time, or leave it empty." }] : []),
  ];
  if (errors.length > 0 || at === undefined) return { type: chosen.type, values, errors };
  const json: OwnMeasurement = {
    type: chosen.type,
    value,
    ...(pair ? { second } : {}),
    unit: values.unit ?? chosen.units[0]!.code,
    at,
  };
  const outcome = await tried(
    api(c).measurement.$post({
      param: { patient },
      header: { "idempotency-key": idempotencyKey },
      json,
    }),
  );
  if (outcome.ok) return undefined;
  if (outcome.problem.status !== 422) throw new ApiProblem(outcome.problem);
  const refused = (outcome.problem.errors ?? []).map(({ field, reason }) => ({
    field,
    message: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`,
  }));
  return { type: chosen.type, values, errors: refused.length > 0 ? refused : [sentBefore] };
}

/** Takes a reading back; one that is gone already is no matter. */
export async function takeBackOwn(c: PageContext, patient: string): Promise<void> {
  const measurement = c.req.param("measurement") ?? "";
  const answer = await api(c).measurement[":measurement"].$delete({ param: { patient, measurement } });
  if (answer.status !== 204 && answer.status !== 404) {
    throw new ApiProblem(await (answer as Response).json() as Problem);
  }
}
