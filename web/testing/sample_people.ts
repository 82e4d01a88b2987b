/** Invented people and entries for looking at the screens, one of them with a hostile name. */
import type { AccessRow } from "../console/AccessLog.tsx";
import type { PatientIdentity } from "../console/PatientHeader.tsx";
import type { PatientRow } from "../console/PatientList.tsx";
import type { SessionRow } from "../console/Settings.tsx";
import type { Sex } from "../components/sex.ts";
import { now } from "./sample_vitals.ts";

const nowMs = Date.parse(now);
const minutesAgo = (minutes: number) => new Date(nowMs - minutes * 60_000).toISOString();

/** A name as an attacker would choose it. */
export const hostileName = "<script>alert(1)</script> O’Hara";

export const organization = "Lakeview Family Medicine";
export const person = {
  name: "Dr. Lena Hoffmann",
  role: "Clinician, administrator",
  profileHref: "/settings/profile",
};

export const patient: PatientIdentity = {
  name: "Tomás Okonkwo-Reyes",
  birthDate: "1971-03-09",
  sex: "male",
  identifiers: [{ label: "Patient no.", value: "LF-20418" }],
  primary: "Dr. Lena Hoffmann",
};

const people: [string, string, Sex, string | null, number | null][] = [
  ["Abernathy, Josephine", "1948-11-02", "female", "Dr. Lena Hoffmann", 14],
  ["Adeyemi, Folake", "1989-07-23", "female", "Dr. Samir Patel", 190],
  ["Bergström, Elsa", "2026-10-30", "female", "Dr. Samir Patel", null],
  ["Castellanos, Diego", "1994-01-17", "male", null, 2900],
  ["Chaudhary, Priya", "1979-05-05", "female", "Dr. Lena Hoffmann", 47],
  ["D’Angelo, Marco", "1966-09-12", "male", "Dr. Lena Hoffmann", 62_000],
  ["Ferreira da Silva, Ana Beatriz", "2015-02-28", "female", "Dr. Samir Patel", 9_000],
  ["Goldberg, Ruth", "1938-04-14", "female", "Nora Lindqvist, NP", 33],
  [hostileName, "1983-12-24", "other", "Nora Lindqvist, NP", 1_100],
  ["Huang, Wei", "1957-08-08", "male", "Dr. Lena Hoffmann", 5],
  ["Ivanova, Katya", "2001-06-19", "female", null, null],
  ["Jackson, Marcus", "1975-10-31", "male", "Dr. Samir Patel", 540],
  ["Kowalczyk, Piotr", "1969-03-03", "male", "Dr. Lena Hoffmann", 700],
  ["Nakamura, Haruto", "2023-04-11", "male", "Nora Lindqvist, NP", 26_000],
  ["Okonkwo-Reyes, Tomás", "1971-03-09", "male", "Dr. Lena Hoffmann", 8],
  ["Papadopoulos, Eleni", "1990-01-29", "female", "Dr. Samir Patel", 95],
];

export const patients: readonly PatientRow[] = people.map((
  [name, birthDate, sex, primary, minutes],
  index,
) => ({
  id: `p${index}`,
  name,
  birthDate,
  sex,
  primary,
  lastHeardAt: minutes === null ? null : minutesAgo(minutes),
  href: `/patients/p${index}`,
}));

const accesses: [string, string, string, string | null, boolean, number][] = [
  ["Dr. Lena Hoffmann", "Clinician", "Opened the vitals", null, false, 1],
  ["Dr. Lena Hoffmann", "Clinician", "Opened the chart", null, false, 2],
  ["Tomás Okonkwo-Reyes", "Patient", "Sent 412 readings", null, false, 8],
  [
    "Nora Lindqvist, NP",
    "Clinician",
    "Imported an Apple Health export",
    "Asked for at the visit of Nov 17",
    false,
    4_300,
  ],
  ["Marco D’Angelo", "Patient", "Tried to open the vitals", null, true, 6_800],
  ["Grace Whitfield", "Administrator", "Changed the primary clinician", null, false, 21_000],
];

export const accessRows: readonly AccessRow[] = accesses.map((
  [who, role, action, reason, refused, minutes],
  index,
) => ({
  id: `a${index}`,
  at: minutesAgo(minutes),
  who,
  role,
  action,
  reason,
  refused,
}));

export const sessions: readonly SessionRow[] = [
  {
    id: "s1",
    agent: "Chrome on Windows",
    current: true,
    signedInAt: minutesAgo(85),
    lastActiveAt: minutesAgo(0),
  },
  {
    id: "s2",
    agent: "Safari on iPhone",
    current: false,
    signedInAt: minutesAgo(610),
    lastActiveAt: minutesAgo(44),
  },
  {
    id: "s3",
    agent: "Firefox on macOS",
    current: false,
    signedInAt: minutesAgo(690),
    lastActiveAt: minutesAgo(660),
  },
];
