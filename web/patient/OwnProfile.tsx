/** What a patient keeps of themselves: how they are called and reached. The legal name is shown, not changed, here. */
import { languageNames } from "../../schema/language.ts";
import type { PatientProfile, PatientProfileUpdate } from "../../schema/patient_profile.ts";
import type { Problem } from "../../schema/problem.ts";
import {
  addressField,
  AddressFields,
  addressOf,
  addressValues,
  type FormValues,
} from "../components/AddressFields.tsx";
import { Button, ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { errorOf, ErrorSummary, type FieldError } from "../components/ErrorSummary.tsx";
import { HiddenFields, SelectField, TextField } from "../components/Field.tsx";
import { PageHeader } from "../components/PageHeader.tsx";

export interface OwnProfileProps {
  profile: PatientProfile;
  action: string;
  cancelHref: string;
  /** As `ownValues()` makes them, or as they were typed. */
  values: FormValues;
  errors?: readonly FieldError[];
  message?: string;
}

/** The profile as the form shows it. */
export function ownValues(profile: PatientProfile): Record<string, string> {
  const { emergencyContact } = profile;
  return {
    version: String(profile.version),
    usualName: profile.usualName ?? "",
    phone: profile.phone ?? "",
    otherPhone: profile.otherPhone ?? "",
    language: profile.language ?? "",
    ...addressValues("homeAddress", profile.homeAddress),
    ...addressValues("mailingAddress", profile.mailingAddress),
    "emergencyContact.name": emergencyContact?.name ?? "",
    "emergencyContact.relationship": emergencyContact?.relationship ?? "",
    "emergencyContact.phone": emergencyContact?.phone ?? "",
  };
}

/** What the form says, as the API wants it. */
export function ownUpdate(values: FormValues): PatientProfileUpdate {
  const text = (name: string) => values[name]?.trim() || null;
  const contact = {
    name: text("emergencyContact.name") ?? "",
    relationship: text("emergencyContact.relationship"),
    phone: text("emergencyContact.phone") ?? "",
  };
  return {
    version: Math.trunc(Number(values["version"])) || 1,
    usualName: text("usualName"),
    phone: text("phone"),
    otherPhone: text("otherPhone"),
    // Anything that is no language of the list is for the API to refuse.
    language: text("language") as PatientProfileUpdate["language"],
    homeAddress: addressOf("homeAddress", values),
    mailingAddress: addressOf("mailingAddress", values),
    emergencyContact: contact.name === "" && contact.phone === "" && contact.relationship === null
      ? null
      : contact,
  };
}

/** The API's refusals by the form's field names, one to a field. */
export function ownErrors({ errors = [] }: Problem): FieldError[] {
  const found = new Map<string, string>();
  for (const { field, reason } of errors) {
    const name = addressField(field);
    if (!found.has(name)) found.set(name, `Enter ${reason}.`);
  }
  return [...found].map(([field, message]) => ({ field, message }));
}

/** Inside `PatientLayout`. */
export function OwnProfile({ profile, values, errors = [], ...props }: OwnProfileProps) {
  const field = (name: string) => ({ name, value: values[name] ?? "", ...errorOf(errors, name) });
  return (
    <>
      <PageHeader title="My profile" description="Your clinic sees this and uses it to reach you." />
      <form class="sections" method="post" action={props.action} novalidate>
        <ErrorSummary message={props.message} errors={errors} />
        <HiddenFields values={{ version: values["version"] ?? "1" }} />
        <Card title="Your name">
          <div class="form">
            <dl class="facts">
              <dt>Name</dt>
              <dd>{`${profile.name.given} ${profile.name.family}`}</dd>
              {profile.email !== null && (
                <>
                  <dt>Email</dt>
                  <dd>{profile.email}</dd>
                </>
              )}
            </dl>
            <p class="muted small">These are part of your record. Ask the clinic to change them.</p>
            <div class="form-row">
              <TextField
                label="What should we call you?"
                autocomplete="nickname"
                maxlength={80}
                {...field("usualName")}
              />
              <SelectField
                label="Language you prefer"
                choices={Object.entries(languageNames).map(([value, label]) => ({ value, label }))}
                placeholder="Not said"
                {...field("language")}
              />
            </div>
          </div>
        </Card>
        <Card title="Phones">
          <div class="form-row">
            <TextField label="Phone" type="tel" autocomplete="tel" maxlength={40} {...field("phone")} />
            <TextField label="Another phone" type="tel" maxlength={40} {...field("otherPhone")} />
          </div>
        </Card>
        <Card title="Home address">
          <AddressFields prefix="homeAddress" values={values} errors={errors} autocomplete />
        </Card>
        <Card title="Mailing address" description="Only if letters should go elsewhere.">
          <AddressFields prefix="mailingAddress" values={values} errors={errors} />
        </Card>
        <Card title="Emergency contact" description="Whom the clinic calls if something happens to you.">
          <div class="form-row">
            <TextField
              label="Their name"
              autocomplete="off"
              maxlength={120}
              {...field("emergencyContact.name")}
            />
            <TextField
              label="Who they are to you"
              autocomplete="off"
              maxlength={60}
              {...field("emergencyContact.relationship")}
            />
            <TextField
              label="Their phone"
              type="tel"
              autocomplete="off"
              maxlength={40}
              {...field("emergencyContact.phone")}
            />
          </div>
        </Card>
        <div class="form-actions">
          <Button type="submit" tone="primary">Save</Button>
          <ButtonLink href={props.cancelHref} tone="quiet">Cancel</ButtonLink>
        </div>
      </form>
    </>
  );
}
