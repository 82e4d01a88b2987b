/** Adding a patient: only what a chart needs to exist. Inside `ConsoleLayout` with `width="narrow"`. */
import { Button, ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { errorOf, ErrorSummary, type FieldError } from "../components/ErrorSummary.tsx";
import { CheckField, type Choice, HiddenFields, SelectField, TextField } from "../components/Field.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { sexChoices } from "../components/sex.ts";

const fields = ["given", "family", "birthDate", "sex", "email", "phone", "primary", "invite"] as const;

export interface NewPatientProps {
  action: string;
  /** The idempotency key, so that a form sent twice makes one patient. */
  hidden?: Readonly<Record<string, string>>;
  cancelHref: string;
  practitioners: readonly Choice[];
  /** The clinic's calendar day: nobody is born after it. */
  today: string;
  values?: Partial<Record<typeof fields[number], string>>;
  errors?: readonly FieldError[];
  message?: string;
}

/** Field names: given, family, birthDate, sex, email, phone, primary, invite. */
export function NewPatient(props: NewPatientProps) {
  const field = (name: typeof fields[number]) => ({
    name,
    value: props.values?.[name] ?? "",
    ...errorOf(props.errors, name),
  });
  return (
    <>
      <PageHeader
        title="New patient"
        description="Only the name, birth date and sex are needed to open a chart."
      />
      <form class="form" method="post" action={props.action}>
        <ErrorSummary message={props.message} errors={props.errors ?? []} />
        <HiddenFields values={props.hidden} />
        <Card title="Who">
          <div class="form">
            <div class="form-row">
              <TextField
                label="Given names"
                autocomplete="off"
                maxlength={100}
                required
                {...field("given")}
              />
              <TextField
                label="Family name"
                autocomplete="off"
                maxlength={100}
                required
                {...field("family")}
              />
            </div>
            <div class="form-row">
              <TextField label="Birth date" type="date" max={props.today} required {...field("birthDate")} />
              <SelectField label="Sex" choices={sexChoices} placeholder="Choose" required {...field("sex")} />
            </div>
          </div>
        </Card>
        <Card title="Contact and care">
          <div class="form">
            <div class="form-row">
              <TextField
                label="Email"
                type="email"
                autocomplete="off"
                maxlength={254}
                required={false}
                {...field("email")}
              />
              <TextField
                label="Phone"
                type="tel"
                autocomplete="off"
                maxlength={40}
                required={false}
                {...field("phone")}
              />
            </div>
            <div class="form-row">
              <SelectField
                label="Primary clinician"
                choices={props.practitioners}
                placeholder="Nobody yet"
                required={false}
                {...field("primary")}
              />
            </div>
            <CheckField
              name="invite"
              label="Invite to the patient app"
              hint="Mails a link to the address above, with which the patient chooses a password."
              checked={props.values?.invite === "on"}
            />
          </div>
        </Card>
        <div class="form-actions">
          <Button type="submit" tone="primary">Add the patient</Button>
          <ButtonLink href={props.cancelHref} tone="quiet">Cancel</ButtonLink>
        </div>
      </form>
    </>
  );
}
