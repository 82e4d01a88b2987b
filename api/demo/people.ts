/**
 * The people of the demo clinic: who works there and whom it cares for.
 *
 * Nobody is real: addresses are at example.org (RFC 2606), telephone numbers from 555-0100 to 555-0199, which are
 * kept for fiction. Ages hold on whatever day the clinic is made.
 */
import type { PractitionerUpdate } from "../../schema/practitioner.ts";
import type { Tables } from "../../schema/tables.ts";
import { type Random, randomOf } from "./random.ts";
import type { StoryName } from "./stories.ts";

type Gender = Tables["patient"]["gender"];

/** The clinic itself. */
export const clinic = {
  name: "Lakeview Family Medicine",
  timeZone: "America/Chicago",
  phone: "(312) 555-0100",
  email: "hello@lakeview.example.org",
} as const;

export interface Colleague {
  readonly given: string;
  readonly family: string;
  /** Absent for who does not treat. */
  readonly credentials?: string;
  readonly email: string;
  readonly isAdministrator: boolean;
  /** What a clinician tells of themselves beyond the name. */
  readonly profile?: Pick<
    PractitionerUpdate,
    "specialties" | "languages" | "phone" | "mobile" | "shown" | "patientScheduling"
  >;
}

/** Three who treat, one who runs the office. */
export const colleagues: readonly Colleague[] = [
  {
    given: "Hannah",
    family: "Osei",
    credentials: "MD",
    email: "hannah.osei@lakeview.example.org",
    isAdministrator: false,
    profile: {
      specialties: ["Family medicine", "Diabetes care"],
      languages: ["en", "fr"],
      phone: "(312) 555-0191",
      mobile: "(312) 555-0192",
      shown: ["photo", "specialties", "languages", "phone", "mobile", "email"],
      patientScheduling: "request",
    },
  },
  {
    given: "Daniel",
    family: "Rivera",
    credentials: "DO",
    email: "daniel.rivera@lakeview.example.org",
    isAdministrator: false,
    profile: {
      specialties: ["Family medicine", "Sports medicine"],
      languages: ["en", "es"],
      phone: "(312) 555-0193",
      mobile: "(312) 555-0194",
      shown: ["photo", "specialties", "languages", "phone", "mobile"],
      patientScheduling: "direct",
    },
  },
  {
    given: "Mei",
    family: "Chen",
    credentials: "FNP-C",
    email: "mei.chen@lakeview.example.org",
    isAdministrator: false,
    profile: {
      specialties: ["Pediatrics"],
      languages: ["en", "cmn", "yue"],
      phone: "(312) 555-0195",
      mobile: null,
      shown: ["photo", "specialties", "languages", "phone"],
      patientScheduling: "no",
    },
  },
  { given: "Jordan", family: "Pruitt", email: "jordan.pruitt@lakeview.example.org", isAdministrator: true },
];

/** Given name, family name, gender, age (ISO 8601 duration), primary clinician (from 0), story. */
const rows: readonly (readonly [string, string, Gender, string, 0 | 1 | 2, StoryName?])[] = [
  ["Marcus", "Bell", "male", "P58Y", 0, "treated"],
  ["Elena", "Vasquez", "female", "P34Y", 1, "drifting"],
  ["Tom", "Lindqvist", "male", "P46Y", 1, "losing"],
  ["Ruth", "Hoffman", "female", "P71Y", 0, "silent"],
  ["Priya", "Raman", "female", "P39Y", 2, "traveller"],
  ["Caleb", "Nguyen", "male", "P31Y", 1, "runner"],
  ["Denise", "Okoye", "female", "P52Y", 0, "diabetic2"],
  ["Noah", "Feldman", "male", "P23Y", 2, "diabetic1"],
  ["Walter", "Jankowski", "male", "P83Y", 0, "elder"],
  ["Maya", "Thompson", "female", "P16Y", 2, "student"],
  ["Sofia", "Vasquez", "female", "P12D", 1],
  ["Theo", "Raman", "male", "P5M", 2],
  ["Amara", "Okoye", "female", "P14M", 2],
  ["Liam", "Kowalczyk", "male", "P3Y", 2],
  ["Zainab", "Hassan", "female", "P4Y", 2],
  ["Oliver", "Nguyen", "male", "P6Y", 2],
  ["Ximena", "Castillo", "female", "P8Y", 2],
  ["Jayden", "Brooks", "male", "P9Y", 2],
  ["Hana", "Takahashi", "female", "P11Y", 2],
  ["Elijah", "Thompson", "male", "P13Y", 2],
  ["River", "Castellano", "other", "P19Y", 1],
  ["Fatima", "Siddiqui", "female", "P21Y", 1],
  ["Andr\u00e9", "Baptiste", "male", "P26Y", 1],
  ["Chlo\u00e9", "Moreau", "female", "P28Y", 1],
  ["Kwame", "Mensah", "male", "P29Y", 0],
  ["Brooke", "Sorensen", "female", "P32Y", 1],
  ["Diego", "Castillo", "male", "P36Y", 1],
  ["Yusuf", "Hassan", "male", "P41Y", 0],
  ["Keisha", "Brooks", "female", "P43Y", 0],
  ["Patrick", "O\u2019Malley", "male", "P48Y", 0],
  ["Lan", "Pham", "female", "P50Y", 1],
  ["Rosa", "N\u00fa\u00f1ez", "female", "P55Y", 0],
  ["Sanjay", "Iyer", "male", "P60Y", 1],
  ["Gloria", "Whitehorse", "female", "P63Y", 0],
  ["Dmitri", "Volkov", "male", "P66Y", 1],
  ["Irene", "Papadakis", "female", "P69Y", 0],
  ["Harold", "Washington", "male", "P76Y", 0],
  ["Esther", "Goldberg", "female", "P79Y", 1],
  ["Min-jun", "Park", "male", "P87Y", 0],
  ["Agnes", "M\u00fcller", "female", "P94Y", 0],
];

export interface DemoPatient {
  readonly publicId: string;
  readonly given: string;
  readonly family: string;
  readonly gender: Gender;
  /** `1985-04-23`. */
  readonly birthDate: string;
  readonly email: string | null;
  readonly phone: string;
  /** Index of the primary clinician in `colleagues`. */
  readonly primary: number;
  readonly story?: StoryName;
  /** How many days ago they came to the clinic; never before their birth. */
  readonly knownForDays: number;
}

/** An id as `randomId()` makes them, but the same every time. */
export function demoId(random: Random): string {
  const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  return Array.from({ length: 20 }, () => alphabet[random.uint32() & 31]).join("");
}

/** The 40 patients as of a calendar day; those with a story come first. */
export function demoPatients(seed: string, today: Temporal.PlainDate): DemoPatient[] {
  return rows.map(([given, family, gender, age, primary, story], index) => {
    const random = randomOf(seed, "patient", index);
    const duration = Temporal.Duration.from(age);
    // Somebody of 34 had that birthday on some day of the last year; an infant's age is meant as it stands.
    const spreadDays = duration.years > 0
      ? random.whole(0, 364)
      : duration.months > 0
      ? random.whole(0, 27)
      : 0;
    const birth = today.subtract(duration).subtract({ days: spreadDays });
    const livedDays = birth.until(today, { largestUnit: "days" }).days;
    const address = `${given}.${family}`.normalize("NFKD").replace(/[^A-Za-z.-]/g, "").toLowerCase();
    return {
      publicId: demoId(random),
      given,
      family,
      gender,
      birthDate: birth.toString(),
      // Small children have no address of their own, nor do some of the very old.
      email: duration.years < 13 || duration.years > 85 ? null : `${address}@example.org`,
      phone: `(312) 555-0${101 + index}`,
      primary,
      ...(story === undefined ? {} : { story }),
      knownForDays: Math.min(livedDays, random.whole(400, 1_100)),
    };
  });
}
