/** A new clinic's first page, reached by its one-use link: the clinic, its clock, and its first administrator. */
import { Button } from "../components/Button.tsx";
import { errorOf, ErrorSummary, type FieldError } from "../components/ErrorSummary.tsx";
import { CheckField, type Choice, HiddenFields, SelectField, TextField } from "../components/Field.tsx";
import { Island } from "../components/Island.tsx";
import PasswordField from "../islands/PasswordField.tsx";
import { EntranceLayout } from "./layout.tsx";

export interface FirstAdministratorProps {
  action: string;
  hidden?: Readonly<Record<string, string>>;
  /** IANA zones, the likely ones first. */
  zones: readonly Choice[];
  values?: Partial<Record<"organization" | "timeZone" | "given" | "family" | "email", string>> & {
    practitioner?: boolean;
  };
  errors?: readonly FieldError[];
  message?: string;
  passwordMinLength: number;
}

/** Field names: organization, timeZone, given, family, email, password, practitioner. Uses the island `PasswordField`. */
export function FirstAdministrator(props: FirstAdministratorProps) {
  const values = props.values ?? {};
  const given = (name: "organization" | "given" | "family" | "email") => ({
    value: values[name] ?? "",
    ...errorOf(props.errors, name),
  });
  return (
    <EntranceLayout
      organization="Patient App"
      title="Set up your clinic"
      lead="This takes a minute. The link that brought you here works once."
      wide
    >
      <form class="form" method="post" action={props.action}>
        <ErrorSummary message={props.message} errors={props.errors ?? []} />
        <HiddenFields values={props.hidden} />
        <fieldset class="form-section">
          <legend class="form-legend">The clinic</legend>
          <TextField
            name="organization"
            label="Clinic name"
            autocomplete="organization"
            maxlength={120}
            required
            {...given("organization")}
          />
          <SelectField
            name="timeZone"
            label="Time zone"
            hint="Opening hours and dates are shown on this clock."
            choices={props.zones}
            placeholder="Choose a time zone"
            required
            value={values.timeZone ?? ""}
            {...errorOf(props.errors, "timeZone")}
          />
        </fieldset>
        <fieldset class="form-section">
          <legend class="form-legend">You, the first administrator</legend>
          <div class="form-row">
            <TextField
              name="given"
              label="Given name"
              autocomplete="given-name"
              maxlength={80}
              required
              {...given("given")}
            />
            <TextField
              name="family"
              label="Family name"
              autocomplete="family-name"
              maxlength={80}
              required
              {...given("family")}
            />
          </div>
          <TextField
            name="email"
            label="Email"
            type="email"
            autocomplete="username"
            maxlength={254}
            required
            {...given("email")}
          />
          <Island
            name="PasswordField"
            of={PasswordField}
            props={{
              name: "password",
              label: "Password",
              hint:
                `At least ${props.passwordMinLength} characters. A few unrelated words work well; a password manager works best.`,
              minlength: props.passwordMinLength,
              autocomplete: "new-password",
              required: true,
              ...errorOf(props.errors, "password"),
            }}
          />
          <CheckField
            name="practitioner"
            label="I also see patients"
            hint="Adds you as a clinician, so that patients can be assigned to you."
            checked={values.practitioner ?? false}
          />
        </fieldset>
        <Button type="submit" tone="primary" size="large" wide>Create the clinic</Button>
      </form>
    </EntranceLayout>
  );
}
