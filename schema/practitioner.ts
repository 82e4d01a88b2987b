/** FHIR Practitioner. https://hl7.org/fhir/R4/practitioner.html */
import { z } from "@hono/zod-openapi";
import { EmailAddress, PhoneNumber, textLine } from "./contact_point.ts";
import { Language } from "./language.ts";
import { TimeZone } from "./organization.ts";
import { FamilyName, GivenName } from "./patient.ts";

export const Practitioner = z.object({
  id: z.string(),
  name: z.object({ given: z.string(), family: z.string() }),
  credentials: z.string().nullable(),
}).openapi("Practitioner");
export type Practitioner = z.infer<typeof Practitioner>;
export const PractitionerList = z.object({ practitioners: z.array(Practitioner) }).openapi(
  "PractitionerList",
);

/** A practitioner's id in a path. */
export const PractitionerParam = z.object({ practitioner: z.string().min(1).max(40) });

/** What a practitioner may show to patients or keep to the clinic. */
export const showable = ["photo", "specialties", "languages", "phone", "mobile", "email"] as const;
export type Showable = (typeof showable)[number];

/**
 * Whether patients may schedule with this practitioner: at once, as a request that the practitioner confirms, or not
 * at all; then they are told how to reach the clinic instead.
 */
export const patientSchedulings = ["direct", "request", "no"] as const;
export type PatientScheduling = (typeof patientSchedulings)[number];

const unique = (values: readonly string[]) => new Set(values).size === values.length;

const fields = {
  name: z.object({ given: GivenName, family: FamilyName }).strict(),
  /** "MD", "FNP-C". */
  credentials: textLine(40, "credentials").nullable(),
  specialties: z.array(textLine(60, "a specialty")).max(8, "at most eight").refine(unique, "each once"),
  languages: z.array(Language).max(8, "at most eight").refine(unique, "each once"),
  /** Direct line. */
  phone: PhoneNumber.nullable(),
  /** For text messages. */
  mobile: PhoneNumber.nullable(),
  email: EmailAddress.nullable(),
  /** Null: the clinic's. */
  timeZone: TimeZone.nullable(),
  shown: z.array(z.enum(showable)).max(showable.length).refine(unique, "each once"),
  patientScheduling: z.enum(patientSchedulings),
};

export const PractitionerUpdate = z.object({
  /** The version that was read; another one now refuses the change. */
  version: z.number().int().min(1).max(2_147_483_647),
  ...fields,
}).strict().openapi("PractitionerUpdate");
export type PractitionerUpdate = z.infer<typeof PractitionerUpdate>;

/** Everything a practitioner says of themselves, for them and for administrators. */
export const PractitionerProfile = z.object({
  id: z.string(),
  version: z.number().int(),
  /** Path of the photo; another photo has another path. */
  photo: z.string().nullable(),
  ...fields,
}).openapi("PractitionerProfile");
export type PractitionerProfile = z.infer<typeof PractitionerProfile>;
