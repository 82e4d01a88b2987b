/**
 * What patients keep of themselves: how they are called and reached. Legal name, birth date and sex are the clinic's to
 * change; the e-mail address is how they sign in and changes only once the new one is proven.
 */
import { z } from "@hono/zod-openapi";
import { Address, PhoneNumber, textLine } from "./contact_point.ts";
import { Language } from "./language.ts";

/** FHIR Patient.contact with relationship "emergency contact". */
export const EmergencyContact = z.object({
  name: textLine(120, "a name"),
  relationship: textLine(60, "a word such as sister").nullable(),
  phone: PhoneNumber,
}).strict().openapi("EmergencyContact");
export type EmergencyContact = z.infer<typeof EmergencyContact>;

const fields = {
  /** What they want to be called. */
  usualName: textLine(80, "a name").nullable(),
  phone: PhoneNumber.nullable(),
  otherPhone: PhoneNumber.nullable(),
  homeAddress: Address.nullable(),
  mailingAddress: Address.nullable(),
  language: Language.nullable(),
  emergencyContact: EmergencyContact.nullable(),
};

export const PatientProfileUpdate = z.object({
  /** The version that was read; another one now refuses the change. */
  version: z.number().int().min(1).max(2_147_483_647),
  ...fields,
}).strict().openapi("PatientProfileUpdate");
export type PatientProfileUpdate = z.infer<typeof PatientProfileUpdate>;

export const PatientProfile = z.object({
  version: z.number().int(),
  /** The legal name, as the chart has it. */
  name: z.object({ given: z.string(), family: z.string() }),
  email: z.string().nullable(),
  ...fields,
}).openapi("PatientProfile");
export type PatientProfile = z.infer<typeof PatientProfile>;
