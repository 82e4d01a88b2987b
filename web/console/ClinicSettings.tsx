/** What the clinic says of itself: one form, everything in sight, saved as a whole. For administrators. */
import { AddressFields, type FormValues } from "../components/AddressFields.tsx";
import { Button, ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { errorOf, ErrorSummary, type FieldError } from "../components/ErrorSummary.tsx";
import { type Choice, HiddenFields, SelectField, TextArea, TextField } from "../components/Field.tsx";
import { Island } from "../components/Island.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import PictureField from "../islands/PictureField.tsx";
import { rowsOf, type textFields } from "./clinic_form.ts";
import { Holidays, WeeklyHours } from "./HoursFields.tsx";

export interface ClinicSettingsProps {
  action: string;
  cancelHref: string;
  /** Path of the logo that is there. */
  logo: string | null;
  zones: readonly Choice[];
  /** As `clinicValues()` makes them, or as they were typed. */
  values: FormValues;
  errors?: readonly FieldError[];
  message?: string;
}

/** Uses the island `PictureField`. Inside `ConsoleLayout` with `width="narrow"`. */
export function ClinicSettings({ values, errors = [], ...props }: ClinicSettingsProps) {
  const field = (name: "name" | "timeZone" | typeof textFields[number]) => ({
    name,
    value: values[name] ?? "",
    ...errorOf(errors, name),
  });
  const addresses = Math.min(5, rowsOf("addresses", values) + 1);
  return (
    <>
      <PageHeader title="Clinic" description="Patients and visitors see what stands here." />
      <div class="sections">
        <ErrorSummary message={props.message} errors={errors} />
        <Card title="Logo">
          <Island
            name="PictureField"
            of={PictureField}
            props={{
              label: "Logo",
              hint: "On the patients' contact and download pages. JPEG or PNG.",
              api: "/api/organization/logo",
              current: props.logo,
              square: false,
            }}
          />
        </Card>
        <form class="sections" method="post" action={props.action} novalidate>
          <HiddenFields values={{ version: values["version"] ?? "1" }} />
          <Card title="The clinic">
            <div class="form-row">
              <TextField label="Name" maxlength={120} required {...field("name")} />
              <SelectField
                label="Time zone"
                hint="Hours and dates are on this clock."
                choices={props.zones}
                required
                {...field("timeZone")}
              />
            </div>
          </Card>
          <Card title="How to reach it" description="What is empty is not shown.">
            <div class="form">
              <div class="form-row">
                <TextField label="Phone" type="tel" maxlength={40} {...field("phone")} />
                <TextField
                  label="Phone after hours"
                  type="tel"
                  maxlength={40}
                  {...field("afterHoursPhone")}
                />
                <TextField label="Fax" type="tel" maxlength={40} {...field("fax")} />
              </div>
              <div class="form-row">
                <TextField label="Email" type="email" maxlength={254} {...field("email")} />
                <TextField label="Website" maxlength={300} {...field("website")} />
              </div>
            </div>
          </Card>
          <Card title="Where it is" description="Empty a place to remove it; save to add another.">
            <div class="form">
              {Array.from({ length: addresses }, (_, row) => (
                <fieldset key={row} class="form-section">
                  <legend>{row === 0 ? "Main address" : `Place ${row + 1}`}</legend>
                  <TextField
                    label="What people call it"
                    maxlength={60}
                    name={`addresses.${row}.name`}
                    value={values[`addresses.${row}.name`] ?? ""}
                    {...errorOf(errors, `addresses.${row}.name`)}
                  />
                  <AddressFields prefix={`addresses.${row}`} values={values} errors={errors} />
                </fieldset>
              ))}
            </div>
          </Card>
          <Card
            title="Opening hours"
            description="A day without times is closed. A range that ends before it begins ends the next day."
          >
            <WeeklyHours values={values} errors={errors} />
          </Card>
          <Card title="Holidays" description="On these dates only the times here count. No times: closed.">
            <Holidays values={values} errors={errors} />
          </Card>
          <Card
            title="In an emergency"
            description="Always in sight of patients, at the head of their contact page."
          >
            <div class="form">
              <TextField label="Number to call" type="tel" maxlength={40} {...field("emergencyPhone")} />
              <TextArea label="What to do" rows={2} maxlength={300} {...field("emergencyText")} />
            </div>
          </Card>
          <Card title="The app" description="Where patients get it, and who helps them with it.">
            <div class="form">
              <div class="form-row">
                <TextField label="App Store link" maxlength={300} {...field("appStore")} />
                <TextField label="Google Play link" maxlength={300} {...field("playStore")} />
              </div>
              <TextField label="Help address" type="email" maxlength={254} {...field("supportEmail")} />
            </div>
          </Card>
          <div class="form-actions">
            <Button type="submit" tone="primary">Save</Button>
            <ButtonLink href={props.cancelHref} tone="quiet">Cancel</ButtonLink>
          </div>
        </form>
      </div>
    </>
  );
}
