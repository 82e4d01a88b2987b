/** Whose chart this is, on every page of it: name, birth date with age, sex, numbers, primary clinician; the tabs. */
import type { ComponentChildren } from "preact";
import { ageOn } from "../components/age.ts";
import { Avatar } from "../components/Avatar.tsx";
import { calendarDay } from "../components/instant.ts";
import { type Sex, sexNames } from "../components/sex.ts";
import { type Tab, Tabs } from "../components/Tabs.tsx";

export interface PatientIdentity {
  name: string;
  birthDate: string;
  sex: Sex;
  /** Numbers that people know the patient by: system and value. */
  identifiers: readonly { label: string; value: string }[];
  primary: string | null;
}

/** `today` is the clinic's calendar day. */
export function PatientHeader(
  { patient, tabs, today, actions }: {
    patient: PatientIdentity;
    tabs: readonly Tab[];
    today: string;
    actions?: ComponentChildren;
  },
) {
  return (
    <>
      <header class="chart-header">
        <Avatar name={patient.name} large />
        <div class="chart-header-text">
          <h1>{patient.name}</h1>
          <dl class="chart-facts">
            <div>
              <dt>Born</dt>
              <dd class="tabular">
                <time datetime={patient.birthDate}>{calendarDay(patient.birthDate)}</time>{" "}
                ({ageOn(patient.birthDate, today)})
              </dd>
            </div>
            <div>
              <dt>Sex</dt>
              <dd>{sexNames[patient.sex]}</dd>
            </div>
            {patient.identifiers.map((identifier) => (
              <div key={identifier.label}>
                <dt>{identifier.label}</dt>
                <dd class="tabular">{identifier.value}</dd>
              </div>
            ))}
            <div>
              <dt>Clinician</dt>
              <dd>{patient.primary ?? "Nobody yet"}</dd>
            </div>
          </dl>
        </div>
        {actions !== undefined && <div class="row">{actions}</div>}
      </header>
      <div class="chart-tabs">
        <Tabs label="Chart" tabs={tabs} />
      </div>
    </>
  );
}
