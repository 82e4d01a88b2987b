/** Entering, correcting and deleting what the clinic measured: forms around the API. */
import { Hono } from "hono";
import { measurable, measurables } from "../../schema/clinic_measurement.ts";
import type { ClinicMeasurement } from "../../schema/clinic_measurement.ts";
import { convertToCanonical, healthType } from "../../schema/health_types.ts";
import type { Problem } from "../../schema/problem.ts";
import { instantOf, wallClock } from "../components/wall_clock.ts";
import { answerOf, ApiProblem, clients, formOf, type PageContext, type PageEnv, tried } from "../page.tsx";
import { clockOf } from "../signed_in.tsx";
import { chartPage } from "./chart_page.tsx";
import { Measure, type MeasureProps, type MeasureValues } from "./Measure.tsx";

const api = (c: PageContext) => clients(c).clinicMeasurement.patient[":patient"].observation;
const vitalsPath = (patient: string) => `/patients/${encodeURIComponent(patient)}/vitals`;

/** The page; `more` is what came of a form that was refused. */
async function measurePage(
  c: PageContext,
  asked: { type?: string | undefined; replaces?: string | undefined },
  more: { values?: MeasureValues } & Pick<MeasureProps, "errors" | "message"> | undefined = undefined,
) {
  const patient = c.req.param("patient") ?? "";
  const path = vitalsPath(patient);
  const { now, zone } = clockOf(c);
  const corrected = asked.replaces === undefined
    ? undefined
    : await answerOf(api(c)[":observation"].$get({ param: { patient, observation: asked.replaces } }));
  const chosen = measurable(corrected?.type ?? asked.type ?? "") ?? measurables[0]!;
  const self = `${path}/measure`;
  const values = more?.values ??
    (corrected === undefined ? { at: wallClock(now, zone) } : valuesOf(corrected, zone));
  return await chartPage(
    c,
    "vitals",
    () => (
      <Measure
        action={self}
        hidden={{
          idempotencyKey: crypto.randomUUID(),
          type: chosen.type,
          ...(corrected === undefined ? {} : { replaces: corrected.id }),
        }}
        cancelHref={corrected === undefined ? path : `${path}?type=${encodeURIComponent(chosen.type)}`}
        measurable={chosen}
        {...(corrected === undefined
          ? { typeHref: (type: string) => `${self}?type=${encodeURIComponent(type)}` }
          : { deleteAction: `${self}/${corrected.id}/delete` })}
        zone={zone}
        latest={wallClock(now, zone)}
        values={values}
        {...(more?.errors === undefined ? {} : { errors: more.errors })}
        {...(more?.message === undefined ? {} : { message: more.message })}
      />
    ),
    { crumb: corrected === undefined ? "Add a reading" : "Correct a reading" },
  );
}

/** A measurement in the form's own words, in the first unit of the list. */
function valuesOf({ type, value, second, at, note }: ClinicMeasurement, zone: string): MeasureValues {
  const [unit] = measurable(type)?.units ?? [];
  const known = healthType(measurable(type)?.parts[0] ?? type);
  const convert = unit && known && convertToCanonical(known, unit.wire);
  // The first unit of the list is the canonical one but for a factor.
  const plain = (canonical: number) =>
    String(Math.round(canonical / (convert?.(unit?.factor ?? 1) ?? 1) * 100) / 100);
  return {
    value: plain(value),
    ...(second === null ? {} : { second: plain(second) }),
    ...(unit === undefined ? {} : { unit: unit.code }),
    at: wallClock(at, zone),
    ...(note === null ? {} : { note }),
  };
}

/** A number as people type it, with a comma too; NaN where it is none. */
const typed = (text = "") => /^\s*-?\d+([.,]\d+)?\s*$/.test(text) ? Number(text.replace(",", ".")) : NaN;

function errorsOf({ errors = [] }: Problem) {
  return errors.map(({ field, reason }) => ({
    field,
    message: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`,
  }));
}

async function measure(c: PageContext) {
  const patient = c.req.param("patient") ?? "";
  const { idempotencyKey = "", type = "", replaces, ...values } = await formOf(c);
  const chosen = measurable(type) ?? measurables[0]!;
  const { zone } = clockOf(c);
  const at = instantOf(values.at ?? "", zone);
  const numbers = { value: typed(values.value), second: typed(values.second) };
  const errors = [
    ...(Number.isNaN(numbers.value) ? [{ field: "value", message: "Type a number, such as 120." }] : []),
    ...(chosen.parts.length === 2 && Number.isNaN(numbers.second)
      ? [{ field: "second", message: "Type a number, such as 80." }]
      : []),
    ...(at === undefined ? [{ field: "at", message: "Choose a date and a time." }] : []),
  ];
  if (errors.length > 0 || at === undefined) {
    return await measurePage(c, { type, replaces }, { values, errors });
  }
  const outcome = await tried(
    api(c).$post({
      param: { patient },
      header: { "idempotency-key": idempotencyKey },
      json: {
        type: chosen.type,
        value: numbers.value,
        ...(chosen.parts.length === 2 ? { second: numbers.second } : {}),
        unit: values.unit ?? chosen.units[0]!.code,
        at,
        ...(values.note?.trim() ? { note: values.note.replace(/\s+/g, " ") } : {}),
        ...(replaces === undefined ? {} : { replaces }),
      },
    }),
  );
  if (outcome.ok) return c.redirect(`${vitalsPath(patient)}?type=${encodeURIComponent(chosen.type)}`, 303);
  if (outcome.problem.status !== 422) throw new ApiProblem(outcome.problem);
  return await measurePage(c, { type, replaces }, { values, errors: errorsOf(outcome.problem) });
}

/** Below a patient's Vitals and Stats. */
export const measurePages = new Hono<PageEnv>()
  .get("/", (c) => measurePage(c, { type: c.req.query("type"), replaces: c.req.query("replaces") }))
  .post("/", measure)
  .post("/:observation/delete", async (c: PageContext) => {
    const patient = c.req.param("patient") ?? "", observation = c.req.param("observation") ?? "";
    const known = await answerOf(api(c)[":observation"].$get({ param: { patient, observation } }));
    const answer = await api(c)[":observation"].$delete({ param: { patient, observation } });
    if (!answer.ok) throw new ApiProblem(await answer.json() as Problem);
    return c.redirect(`${vitalsPath(patient)}?type=${encodeURIComponent(known.type)}`, 303);
  });
