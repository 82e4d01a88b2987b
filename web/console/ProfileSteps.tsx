/** A practitioner's profile in three short forms: who they are, how they are reached, how they are scheduled with. */
import type { ComponentChildren } from "preact";
import { languageNames } from "../../schema/language.ts";
import { type Showable, showable } from "../../schema/practitioner.ts";
import type { FormValues } from "../components/AddressFields.tsx";
import { Button, ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { errorOf, ErrorSummary, type FieldError } from "../components/ErrorSummary.tsx";
import { CheckField, type Choice, HiddenFields, SelectField, TextField } from "../components/Field.tsx";
import { Island } from "../components/Island.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import PictureField from "../islands/PictureField.tsx";

/** The steps in order, by the last part of their path. */
export const profileSteps = ["who", "contact", "scheduling"] as const;
export type ProfileStep = (typeof profileSteps)[number];

const stepNames: Record<ProfileStep, string> = {
  who: "Who you are",
  contact: "Contact and photo",
  scheduling: "Scheduling",
};
const shownWords: Record<Showable, string> = {
  photo: "Photo",
  specialties: "Specialties",
  languages: "Languages",
  phone: "Direct phone",
  mobile: "Mobile for texts",
  email: "Email",
};
/** The words of the dropdown, wherever they are shown. */
export const schedulingWords = {
  direct: "Yes, book directly",
  request: "Yes, on request (I confirm)",
  no: "No",
} as const;
const languageChoices: Choice[] = Object.entries(languageNames).map(([value, label]) => ({ value, label }));
const languageFields = 4;

export interface ProfileStepsProps {
  step: ProfileStep;
  /** The profile's own page; steps are below it. */
  base: string;
  name: string;
  /** Where the photo is put. */
  photoApi: string;
  photo: string | null;
  zones: readonly Choice[];
  values: FormValues;
  errors: readonly FieldError[];
  message?: string | undefined;
}

function Steps({ base, step }: { base: string; step: ProfileStep }) {
  return (
    <nav aria-label="Steps">
      <ol class="steps">
        {profileSteps.map((one, index) => (
          <li key={one}>
            <a
              class="step"
              href={`${base}/${one}`}
              {...(one === step ? { "aria-current": "step" as const } : {})}
            >
              <span class="step-number">{index + 1}</span>
              {stepNames[one]}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Who({ values, errors }: ProfileStepsProps) {
  const field = (name: string) => ({ name, value: values[name] ?? "", ...errorOf(errors, name) });
  return (
    <Card title="Who you are">
      <div class="form">
        <div class="form-row">
          <TextField label="Given name" maxlength={80} required {...field("given")} />
          <TextField label="Family name" maxlength={80} required {...field("family")} />
        </div>
        <TextField
          label="Credentials"
          hint="After your name, such as MD or FNP-C."
          maxlength={40}
          {...field("credentials")}
        />
        <TextField
          label="Specialties"
          hint="With commas between them, such as Family medicine, Diabetes care."
          maxlength={500}
          {...field("specialties")}
        />
        <fieldset class="form-section">
          <legend>Languages you speak with patients</legend>
          <div class="form-row">
            {Array.from({ length: languageFields }, (_, index) => (
              <SelectField
                key={index}
                label={`Language ${index + 1}`}
                choices={languageChoices}
                placeholder="None"
                {...field(`languages.${index}`)}
              />
            ))}
          </div>
        </fieldset>
      </div>
    </Card>
  );
}

function Reach({ values, errors, photoApi, photo }: ProfileStepsProps) {
  const field = (name: string) => ({ name, value: values[name] ?? "", ...errorOf(errors, name) });
  return (
    <>
      <Card title="Photo">
        <Island
          name="PictureField"
          of={PictureField}
          props={{
            label: "Photo",
            hint: "A square is cut from the middle. It is saved as soon as you choose it.",
            api: photoApi,
            current: photo,
            square: true,
          }}
        />
      </Card>
      <Card title="How you are reached">
        <div class="form">
          <div class="form-row">
            <TextField label="Direct phone" type="tel" maxlength={40} {...field("phone")} />
            <TextField label="Mobile for texts" type="tel" maxlength={40} {...field("mobile")} />
          </div>
          <TextField
            label="Email"
            type="email"
            hint="For patients. How you sign in is another matter."
            maxlength={254}
            {...field("email")}
          />
        </div>
      </Card>
      <Card
        title="What patients see"
        description="Your name and credentials are always shown. What is off stays within the clinic."
      >
        <div class="form-row">
          {showable.map((one) => (
            <CheckField
              key={one}
              name={`shown.${one}`}
              label={shownWords[one]}
              checked={values[`shown.${one}`] === "on"}
            />
          ))}
        </div>
      </Card>
    </>
  );
}

function Scheduling({ values, errors, zones }: ProfileStepsProps) {
  return (
    <Card title="Scheduling">
      <div class="form">
        <SelectField
          name="patientScheduling"
          label="Allow patients to schedule appointments"
          hint="With No, patients are told how to reach the clinic instead."
          choices={Object.entries(schedulingWords).map(([value, label]) => ({ value, label }))}
          value={values["patientScheduling"] ?? ""}
          {...errorOf(errors, "patientScheduling")}
        />
        <SelectField
          name="timeZone"
          label="Your time zone"
          choices={zones}
          placeholder="As the clinic"
          value={values["timeZone"] ?? ""}
          {...errorOf(errors, "timeZone")}
        />
      </div>
    </Card>
  );
}

const parts: Record<ProfileStep, (props: ProfileStepsProps) => ComponentChildren> = {
  who: Who,
  contact: Reach,
  scheduling: Scheduling,
};

/** Uses the island `PictureField`. Inside `ConsoleLayout` with `width="narrow"`. */
export function ProfileSteps(props: ProfileStepsProps) {
  const { step, base, name, values, errors, message } = props;
  const Part = parts[step];
  const last = step === profileSteps.at(-1);
  return (
    <>
      <PageHeader title="Edit Profile" description={name} />
      <Steps base={base} step={step} />
      <form class="sections" method="post" action={`${base}/${step}`} novalidate>
        <ErrorSummary message={message} errors={errors} />
        <HiddenFields values={{ version: values["version"] ?? "1" }} />
        <Part {...props} />
        <div class="form-actions">
          <Button type="submit" tone="primary">{last ? "Save" : "Save and continue"}</Button>
          <ButtonLink href={base} tone="quiet">Cancel</ButtonLink>
        </div>
      </form>
    </>
  );
}
