/** Measurement plans on pages: the clinician's page and form, and the patient's slots of today. */
import { Temporal } from "temporal-polyfill";
import { planTypes } from "../schema/measurement_plan.ts";
import type { NewMeasurementPlan } from "../schema/measurement_plan.ts";
import type { Problem } from "../schema/problem.ts";
import { ButtonLink } from "./components/Button.tsx";
import type { FieldError } from "./components/ErrorSummary.tsx";
import { Icon } from "./components/Icon.tsx";
import { adherence, sentBefore } from "./components/loop_words.ts";
import { Plans } from "./console/Plans.tsx";
import { answerOf, ApiProblem, clients, formOf, type PageContext, tried } from "./page.tsx";
import { Today } from "./patient/Today.tsx";
import { clockOf } from "./signed_in.tsx";

const api = (c: PageContext) => clients(c).measurementPlan.patient[":patient"];

async function plansOf(c: PageContext, patient: string, before?: string) {
  return await answerOf(
    api(c)["measurement-plan"].$get({ param: { patient }, query: before === undefined ? {} : { before } }),
  );
}

/** A form that was refused: what it held, and why. */
export interface RefusedPlan {
  values: Record<string, string>;
  errors: FieldError[];
}

/** What is asked for most: blood pressure twice, morning and evening, for a week from tomorrow. */
const usual = (today: string): Record<string, string> => ({
  "type-0": planTypes[0]!.type,
  time1: "07:00",
  time2: "19:00",
  readings: "2",
  startsOn: Temporal.PlainDate.from(today).add({ days: 1 }).toString(),
  days: "7",
});

/** The plans' page; `path` is its own. */
export async function planPage(
  c: PageContext,
  { patient, path, refused }: { patient: string; path: string; refused?: RefusedPlan | undefined },
) {
  const { plans, next } = await plansOf(c, patient, c.req.query("before"));
  const { today, zone } = clockOf(c);
  return (
    <Plans
      plans={plans}
      {...(next === null ? {} : { olderHref: `${path}?before=${next}` })}
      action={path}
      hidden={{ idempotencyKey: crypto.randomUUID() }}
      today={today}
      zone={zone}
      values={refused?.values ?? usual(today)}
      {...(refused === undefined ? {} : { errors: refused.errors })}
    />
  );
}

/** The form's field for the API's. */
function formField(field: string): string {
  if (field.startsWith("types")) return "types";
  if (field.startsWith("times")) return "time1";
  return field;
}

function errorsOf({ errors = [] }: Problem): FieldError[] {
  return errors.map(({ field, reason }) => ({
    field: formField(field),
    message: field.startsWith("types")
      ? "Choose one to three things to measure."
      : `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`,
  }));
}

/** Sends the form; undefined when the plan was made. */
export async function postPlan(c: PageContext, patient: string): Promise<RefusedPlan | undefined> {
  const { idempotencyKey = "", ...values } = await formOf(c);
  const types = planTypes.filter((_, index) => values[`type-${index}`] !== undefined).map(({ type }) => type);
  const times = ["time1", "time2", "time3", "time4"].map((name) => values[name] ?? "").filter(Boolean)
    .map((time) => time.slice(0, 5));
  const outcome = await tried(
    api(c)["measurement-plan"].$post({
      param: { patient },
      header: { "idempotency-key": idempotencyKey },
      json: {
        types: types as NewMeasurementPlan["types"],
        times,
        readings: Number(values.readings),
        startsOn: values.startsOn ?? "",
        days: Number(values.days),
        instruction: values.instruction ?? "",
      },
    }),
  );
  if (outcome.ok) return undefined;
  if (outcome.problem.status !== 422) throw new ApiProblem(outcome.problem);
  const errors = errorsOf(outcome.problem);
  return { values, errors: errors.length > 0 ? errors : [sentBefore] };
}

/** Stops a plan. */
export async function stopPlan(c: PageContext, patient: string, plan: string): Promise<void> {
  await answerOf(api(c)["measurement-plan"][":plan"].stop.$post({ param: { patient, plan } }));
}

/** One line above the tiles about plans that run; nothing where none does. */
export async function planLine(c: PageContext, patient: string, path: string) {
  const { plans } = await plansOf(c, patient);
  const going = plans.filter(({ status }) => status === "running" || status === "upcoming");
  if (going.length === 0) return null;
  const due = going.reduce((sum, plan) => sum + plan.due, 0);
  const filled = going.reduce((sum, plan) => sum + plan.filled, 0);
  const names = [...new Set(going.flatMap(({ types }) => types.map(({ display }) => display)))];
  return (
    <p class="plan-line">
      <Icon name="calendar" size={16} />
      <span class="plan-line-text">
        {names.join(", ")}: {adherence(filled, due)}
      </span>
      <ButtonLink size="small" href={path}>
        Measurement plans
      </ButtonLink>
    </p>
  );
}

/** The patient's slots of today and the way to type in a reading. */
export async function todaysMeasurements(c: PageContext, patient: string) {
  const { plans } = await plansOf(c, patient);
  return (
    <Today
      plans={plans.filter(({ status }) => status === "running" || status === "upcoming")}
      measureHref={(type) => `/health/measure?type=${encodeURIComponent(type)}`}
      anyHref="/health/measure"
      now={clockOf(c).now}
    />
  );
}
