/** The patient types in a reading: what, how much, when. Large fields, plain words; works without scripts. */
import type { EnteredMeasurement } from "../../schema/measurement_plan.ts";
import { type Measurable, measurables } from "../../schema/clinic_measurement.ts";
import { Button, ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { errorOf, ErrorSummary, type FieldError } from "../components/ErrorSummary.tsx";
import { HiddenFields, SelectField, TextField } from "../components/Field.tsx";
import { atOffset } from "../components/instant.ts";
import { measureText } from "../components/measure.ts";
import { PageHeader } from "../components/PageHeader.tsx";
import { SourceNote } from "../components/SourceNote.tsx";

export interface MeasureOwnProps {
  action: string;
  hidden: Readonly<Record<string, string>>;
  measurable: Measurable;
  /** Units in the order to offer them in. */
  units: Measurable["units"];
  /** The form of another type. */
  typeHref: (type: string) => string;
  /** The zone that the time is in, and the latest time, as the field writes it. */
  zone: string;
  latest: string;
  values: Readonly<Record<string, string>>;
  errors?: readonly FieldError[];
  /** What was typed in of late; each can be taken back. */
  entered: readonly EnteredMeasurement[];
}

function Entered({ entered, action }: { entered: readonly EnteredMeasurement[]; action: string }) {
  return (
    <Card flush title="Entered by you" description="Of the last seven days. A wrong one can be taken back.">
      <ul class="list-rows">
        {entered.map((one) => (
          <li key={one.id} class="list-row">
            <div class="list-row-text">
              <p class="list-row-title">
                {one.display}: {measureText({ ...one, text: null, kind: "discrete" })}
              </p>
              <p class="muted small">{atOffset(one.at, one.offset)}</p>
            </div>
            <form method="post" action={`${action}/${one.id}/take-back`}>
              <Button type="submit" size="small">
                Take back<span class="visually-hidden">: {one.display}, {atOffset(one.at, one.offset)}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Field names: value, second, unit, at. */
export function MeasureOwn(props: MeasureOwnProps) {
  const { measurable, units, values, errors, typeHref } = props;
  const pair = measurable.parts.length === 2;
  const suffix = units.length === 1 ? ` (${units[0]!.display})` : "";
  const field = (name: string) => ({ name, value: values[name] ?? "", ...errorOf(errors, name) });
  const number = { inputmode: "decimal", autocomplete: "off", maxlength: 12, required: true } as const;
  return (
    <>
      <PageHeader title="Enter a reading" description="What you measured yourself, for your care team." />
      <nav class="vitals-index measure-choice" aria-label="What you measured">
        {measurables.map(({ type, display }) => (
          <a
            key={type}
            href={typeHref(type)}
            {...(type === measurable.type ? { "aria-current": "page" as const } : {})}
          >
            {display}
          </a>
        ))}
      </nav>
      <Card title={measurable.display}>
        <form class="form" method="post" action={props.action}>
          <ErrorSummary message={errorOf(errors, "").error} errors={errors ?? []} />
          <HiddenFields values={props.hidden} />
          <div class="form-row">
            <TextField
              label={pair ? `Upper number, systolic${suffix}` : `${measurable.display}${suffix}`}
              autofocus={values.value === undefined}
              {...number}
              {...field("value")}
            />
            {pair && (
              <TextField
                label={`Lower number, diastolic${suffix}`}
                {...number}
                {...field("second")}
              />
            )}
            {units.length > 1 && (
              <SelectField
                label="Unit"
                choices={units.map(({ code, display }) => ({ value: code, label: display }))}
                {...field("unit")}
              />
            )}
          </div>
          <TextField
            label="When, if not now"
            type="datetime-local"
            hint={`Leave it empty for now. On the clinic's clock (${props.zone}).`}
            max={props.latest}
            required={false}
            {...field("at")}
          />
          <div class="form-actions">
            <Button type="submit" tone="primary" size="large">Save the reading</Button>
            <ButtonLink href="/health" tone="quiet" size="large">Cancel</ButtonLink>
          </div>
        </form>
      </Card>
      {props.entered.length > 0 && (
        <div class="measure-entered">
          <Entered entered={props.entered} action={props.action} />
        </div>
      )}
      <div class="vital-note">
        <SourceNote>
          Your care team sees it as entered by hand. Nobody watches it continuously: in an emergency, call
          your local emergency number.
        </SourceNote>
      </div>
    </>
  );
}
