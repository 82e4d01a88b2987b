/** FHIR Patient, as far as this release knows one. https://hl7.org/fhir/R4/patient.html */
import { z } from "@hono/zod-openapi";

/** No control, private, unassigned or invisible direction characters; joiners stay, names in Persian need them. */
export const printable = /^[^\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+$/u;

/** A part of a name as people write it: anything but control and invisible direction characters. */
const NamePart = z.string().trim().min(1, "a name").max(80).regex(printable, "letters that can be seen");
export const GivenName = NamePart;
export const FamilyName = NamePart;

export const administrativeGenders = ["female", "male", "other", "unknown"] as const;

/** A calendar day that exists, from 1880 on. */
export const BirthDate = z.iso.date("a date such as 1985-04-23").refine(
  (day) => day >= "1880-01-01",
  "1880 or later",
);

export const Patient = z.object({
  id: z.string(),
  name: z.object({ given: z.string(), family: z.string() }),
  birthDate: z.string(),
  gender: z.enum(administrativeGenders),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** Primary clinician: "your clinician". */
  generalPractitioner: z.string().nullable(),
  /** When health data last came in. */
  lastHeardAt: z.iso.datetime().nullable(),
}).openapi("Patient");
export type Patient = z.infer<typeof Patient>;

export const NewPatient = z.object({
  name: z.object({ given: GivenName, family: FamilyName }).strict(),
  birthDate: BirthDate,
  gender: z.enum(administrativeGenders),
  email: z.email().max(254).optional(),
  phone: z.string().trim().regex(/^[+0-9 ().x-]{3,30}$/, "a phone number").optional(),
  /** Id of the practitioner who is to be primary. */
  generalPractitioner: z.string().max(40).optional(),
}).strict().openapi("NewPatient");
export type NewPatient = z.infer<typeof NewPatient>;

/** Search is a POST, so that no name ever stands in a URL. */
export const PatientSearch = z.object({
  /** Words of the name, in any order, or a birth date. */
  text: z.string().max(100).default(""),
  page: z.number().int().min(1).max(100_000).default(1),
  sort: z.enum(["name", "birthDate", "lastHeardAt"]).default("name"),
}).strict().openapi("PatientSearch");

export const PatientPage = z.object({
  patients: z.array(Patient),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
}).openapi("PatientPage");
export type PatientPage = z.infer<typeof PatientPage>;

/** A patient's id in a path. */
export const PatientParam = z.object({ patient: z.string().min(1).max(40) });
