/** The patient's form for a reading typed in by hand. */
import type { Context } from "hono";
import { measurable, measurables } from "../../schema/clinic_measurement.ts";
import type { OwnMeasurement } from "../../schema/measurement_plan.ts";
import type { FieldError } from "../components/ErrorSummary.tsx";
import { instantOf, wallClock } from "../components/wall_clock.ts";
import { ApiProblem, clients, formOf, type PageContext, type PageEnv, tried } from "../page.tsx";
import { clockOf } from "../signed_in.tsx";
import { MeasureOwn } from "./MeasureOwn.tsx";

export const measurePath = "/health/measure";

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

/** The page's content; `refused` is what came of the form. */
export function measureOwn(
  c: PageContext,
  refused?: { type: string; values: Record<string, string>; errors: FieldError[] },
) {
  const { now, zone } = clockOf(c);
  const chosen = measurable(refused?.type ?? c.req.query("type") ?? "") ?? measurables[0]!;
  const latest = wallClock(now, zone);
  return (
    <MeasureOwn
      action={measurePath}
      hidden={{ idempotencyKey: crypto.randomUUID(), type: chosen.type }}
      measurable={chosen}
      units={unitsIn(zone, chosen.type)}
      typeHref={(type) => `${measurePath}?type=${encodeURIComponent(type)}`}
      zone={zone}
      latest={latest}
      values={refused?.values ?? {}}
      {...(refused === undefined ? {} : { errors: refused.errors })}
    />
  );
}

/** Sends the form; undefined when the reading was stored. */
export async function postOwn(c: Context<PageEnv>, patient: string) {
  const { idempotencyKey = "", type = "", ...values } = await formOf(c);
  const chosen = measurable(type) ?? measurables[0]!;
  const { now, zone } = clockOf(c);
  const said = values.at ?? "";
  const at = said === "" ? now : instantOf(said, zone);
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
    // Now, on the clinic's clock: the browser says no zone without a script.
    at: said === "" ? instantOf(wallClock(now, zone).concat(now.slice(16, 19)), zone) ?? now : at,
  };
  const outcome = await tried(
    clients(c).measurementPlan.patient[":patient"].measurement.$post({
      param: { patient },
      header: { "idempotency-key": idempotencyKey },
      json,
    }),
  );
  if (outcome.ok) return undefined;
  if (outcome.problem.status !== 422) throw new ApiProblem(outcome.problem);
  return {
    type: chosen.type,
    values,
    errors: (outcome.problem.errors ?? []).map(({ field, reason }) => ({
      field,
      message: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`,
    })),
  };
}
