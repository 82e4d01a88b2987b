/**
 * Measurement plans of a patient: what was asked for, how it goes by day, the guideline's average of blood pressure,
 * and the form to ask. Below `PatientHeader`; works without scripts.
 */
import { planTypes } from "../../schema/measurement_plan.ts";
import type { MeasurementPlan, PlanSlot } from "../../schema/measurement_plan.ts";
import { Badge } from "../components/Badge.tsx";
import { Button } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { errorOf, ErrorSummary, type FieldError } from "../components/ErrorSummary.tsx";
import {
  CheckField,
  type Choice,
  HiddenFields,
  SelectField,
  TextArea,
  TextField,
} from "../components/Field.tsx";
import { calendarDay, inZone } from "../components/instant.ts";
import {
  adherence,
  averageCounts,
  averageSource,
  planStatusWords,
  planSummary,
  slotWords,
} from "../components/loop_words.ts";
import { Progress } from "../components/Progress.tsx";
import { SourceNote } from "../components/SourceNote.tsx";
import { Table } from "../components/Table.tsx";

export interface PlansProps {
  plans: readonly MeasurementPlan[];
  olderHref?: string;
  /** Where the form posts; a plan is stopped below it. */
  action: string;
  hidden: Readonly<Record<string, string>>;
  /** The clinic's calendar day, and its zone. */
  today: string;
  zone: string;
  values: Readonly<Record<string, string>>;
  errors?: readonly FieldError[];
  message?: string;
}

/** A plan's times as people read them, each once. */
export function planClocks({ slots, times, timeZone }: MeasurementPlan): string[] {
  return times.map((time) => {
    const slot = slots.find((one) => one.time === time);
    return slot === undefined ? time : inZone(slot.at, timeZone, "clock").replace(/ [A-Z0-9+:−-]{2,}$/, "");
  });
}

function ByDay({ plan, type, display }: { plan: MeasurementPlan; type: string; display: string }) {
  const slots = plan.slots.filter((slot) => slot.type === type);
  const days = [...new Set(slots.map(({ on }) => on))];
  const clocks = planClocks(plan);
  const of = (on: string, time: string): PlanSlot | undefined =>
    slots.find((slot) => slot.on === on && slot.time === time);
  return (
    <Table
      caption={`${display} by day`}
      columns={[
        { key: "on", label: "Day", primary: true, render: (on: string) => calendarDay(on) },
        ...plan.times.map((time, index) => ({
          key: time,
          label: clocks[index]!,
          render: (on: string) => {
            const slot = of(on, time);
            return slot === undefined ? "–" : (
              <span class={`slot slot-${slot.status}`}>
                {slotWords(slot.status, slot.readings, plan.readings)}
              </span>
            );
          },
        })),
      ]}
      rows={days}
      rowKey={(on) => on}
    />
  );
}

function Average({ plan }: { plan: MeasurementPlan }) {
  const { average } = plan;
  if (average === null) return null;
  return (
    <div class="plan-average">
      <p class="stat-value">
        {average.systolic === null || average.diastolic === null
          ? <span class="muted">No average yet</span>
          : (
            <>
              {Math.round(average.systolic)}/{Math.round(average.diastolic)}{" "}
              <span class="stat-unit">mmHg</span>
            </>
          )}
      </p>
      <p class="muted small">
        {average.systolic === null
          ? `It needs readings on ${average.daysNeeded} days.`
          : averageCounts(average.readings, average.days)}
      </p>
      <SourceNote>{averageSource}</SourceNote>
    </div>
  );
}

function Plan({ plan, action }: { plan: MeasurementPlan; action: string }) {
  const going = plan.status === "running" || plan.status === "upcoming";
  return (
    <Card
      title={plan.types.map(({ display }) => display).join(", ")}
      description={`${planSummary(plan.readings, planClocks(plan))}. ${calendarDay(plan.startsOn)} to ${
        calendarDay(plan.endsOn)
      }. Asked by ${plan.practitioner}.`}
      actions={
        <>
          <Badge tone={plan.status === "running" ? "accent" : "neutral"}>
            {planStatusWords[plan.status]}
          </Badge>
          {going && (
            <form method="post" action={`${action}/${plan.id}/stop`}>
              <Button type="submit" size="small">Stop</Button>
            </form>
          )}
        </>
      }
    >
      {plan.instruction !== null && <p class="review-note plan-instruction">{plan.instruction}</p>}
      {plan.due > 0 && (
        <div class="plan-adherence">
          <Progress value={plan.filled / plan.due} label="Slots filled" />
          <p class="small muted">{adherence(plan.filled, plan.due)}</p>
        </div>
      )}
      <Average plan={plan} />
      {plan.slots.length > 0 && plan.status !== "upcoming" && (
        <details class="plan-days" open={plan.status === "running"}>
          <summary>By day</summary>
          {plan.types.map(({ type, display }) => (
            <div key={type}>
              {plan.types.length > 1 && <h3 class="plan-type">{display}</h3>}
              <ByDay plan={plan} type={type} display={display} />
            </div>
          ))}
        </details>
      )}
    </Card>
  );
}

const choices = (values: readonly number[], label: (value: number) => string): Choice[] =>
  values.map((value) => ({ value: String(value), label: label(value) }));

function Ask({ action, hidden, today, zone, values, errors, message }: PlansProps) {
  const field = (name: string) => ({ name, value: values[name] ?? "", ...errorOf(errors, name) });
  return (
    <Card
      title="Ask for measurements"
      description="The patient sees each day's slots in their app, and fills them with a device that sends or by hand."
    >
      <form class="form" method="post" action={action}>
        <ErrorSummary message={message ?? errorOf(errors, "").error} errors={errors ?? []} />
        <HiddenFields values={hidden} />
        <fieldset class="form-section plan-types" id="field-types">
          <legend>What, up to three</legend>
          {planTypes.map(({ type, display }, index) => (
            <CheckField
              key={type}
              name={`type-${index}`}
              label={display}
              value={type}
              checked={values[`type-${index}`] !== undefined}
              required={false}
            />
          ))}
        </fieldset>
        <div class="form-row plan-times">
          {["time1", "time2", "time3", "time4"].map((name, index) => (
            <TextField
              key={name}
              type="time"
              label={index === 0 ? "At" : "And at"}
              {...(index === 0 ? {} : { required: false })}
              {...field(name)}
            />
          ))}
        </div>
        <div class="form-row">
          <SelectField
            label="Readings each time"
            choices={choices([1, 2, 3], (value) => value === 1 ? "One" : `${value}, a minute apart`)}
            {...field("readings")}
          />
          <TextField type="date" label="First day" min={today} {...field("startsOn")} />
          <SelectField
            label="For"
            choices={choices([1, 3, 5, 7, 10, 14, 21, 28, 31], (value) =>
              value === 1 ? "1 day" : `${value} days`)}
            {...field("days")}
          />
        </div>
        <TextArea
          label="Instruction"
          hint={`In plain words, for the patient. Times are on the clinic's clock (${zone}).`}
          required={false}
          rows={2}
          maxlength={500}
          {...field("instruction")}
        />
        <div class="form-actions">
          <Button type="submit" tone="primary">Ask the patient</Button>
        </div>
      </form>
    </Card>
  );
}

/** The plans, newest first, then the form. */
export function Plans(props: PlansProps) {
  const { plans, olderHref, action } = props;
  return (
    <div class="sections plans">
      {plans.length === 0
        ? (
          <Card flush>
            <EmptyState
              icon="calendar"
              title="No measurement plans yet"
              text="Ask for blood pressure twice, morning and evening, for a week: here you see how it goes, with the guideline's average."
            />
          </Card>
        )
        : plans.map((plan) => <Plan key={plan.id} plan={plan} action={action} />)}
      {olderHref !== undefined && (
        <p>
          <a href={olderHref}>Older plans</a>
        </p>
      )}
      <Ask {...props} />
    </div>
  );
}
