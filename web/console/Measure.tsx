/** A value measured in the clinic: what, how much, when. Below `PatientHeader`; works without scripts. */
import { type Measurable, measurables } from "../../schema/clinic_measurement.ts";
import { Button, ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { errorOf, ErrorSummary, type FieldError } from "../components/ErrorSummary.tsx";
import { HiddenFields, SelectField, TextArea, TextField } from "../components/Field.tsx";
import { SourceNote } from "../components/SourceNote.tsx";

const fields = ["value", "second", "unit", "at", "note"] as const;
export type MeasureValues = Partial<Record<typeof fields[number], string>>;

export interface MeasureProps {
  action: string;
  /** The idempotency key, and what is corrected. */
  hidden: Readonly<Record<string, string>>;
  cancelHref: string;
  measurable: Measurable;
  /** The form of another type; none while correcting. */
  typeHref?: (type: string) => string;
  /** Present while correcting: where to delete it instead. */
  deleteAction?: string;
  /** The clinic's zone, which the time is in. */
  zone: string;
  /** The latest time, as the field writes it. */
  latest: string;
  values: MeasureValues;
  errors?: readonly FieldError[];
  message?: string;
}

function Choice({ current, href }: { current: Measurable; href: (type: string) => string }) {
  return (
    <nav class="vitals-index" aria-label="What was measured">
      {measurables.map(({ type, display }) => (
        <a
          key={type}
          href={href(type)}
          {...(type === current.type ? { "aria-current": "page" as const } : {})}
        >
          {display}
        </a>
      ))}
    </nav>
  );
}

/** Field names: value, second, unit, at, note. */
export function Measure(props: MeasureProps) {
  const { measurable, values, errors } = props;
  const { display, units, parts } = measurable;
  const correcting = props.deleteAction !== undefined;
  const field = (name: typeof fields[number]) => ({
    name,
    value: values[name] ?? "",
    ...errorOf(errors, name),
  });
  const [unit] = units;
  const suffix = units.length === 1 ? ` (${unit!.display})` : "";
  const number = { inputmode: "decimal", autocomplete: "off", maxlength: 12, required: true } as const;
  return (
    <div class="measure-page sections">
      {props.typeHref !== undefined && <Choice current={measurable} href={props.typeHref} />}
      <Card
        title={correcting ? `Correct: ${display}` : display}
        description={correcting
          ? "The value as it stands is deleted and this one takes its place. Both are in the access log."
          : "Measured here, by you. It stands beside the patient's own readings under your name."}
      >
        <form class="form" method="post" action={props.action}>
          <ErrorSummary message={props.message} errors={errors ?? []} />
          <HiddenFields values={props.hidden} />
          <div class="form-row">
            <TextField
              label={parts.length === 2 ? `Systolic${suffix}` : `${display}${suffix}`}
              autofocus={values.value === undefined}
              {...number}
              {...field("value")}
            />
            {parts.length === 2 && (
              <TextField
                label={`Diastolic${suffix}`}
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
          <div class="form-row">
            <TextField
              label="When"
              type="datetime-local"
              hint={`On the clinic's clock (${props.zone})`}
              max={props.latest}
              required
              {...field("at")}
            />
          </div>
          <TextArea
            label="Note"
            hint="The patient can read it, e.g. “left arm, seated”."
            rows={2}
            maxlength={500}
            required={false}
            {...field("note")}
          />
          <div class="form-actions">
            <Button type="submit" tone="primary">
              {correcting ? "Save the correction" : "Add the reading"}
            </Button>
            <ButtonLink href={props.cancelHref} tone="quiet">Cancel</ButtonLink>
          </div>
        </form>
      </Card>
      {props.deleteAction !== undefined && (
        <form method="post" action={props.deleteAction}>
          <Button type="submit" tone="danger" size="small">Delete the reading</Button>
        </form>
      )}
      <SourceNote>Impossible values are refused, by the same bounds as for devices.</SourceNote>
    </div>
  );
}
