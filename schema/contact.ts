/** How a patient reaches their clinic and their clinician: only what was published. */
import { z } from "@hono/zod-openapi";
import { Language } from "./language.ts";
import { Organization } from "./organization.ts";
import { patientSchedulings } from "./practitioner.ts";

/** Whether the clinic is open, as of the answer. */
export const OpenNow = z.object({
  open: z.boolean(),
  /** When that changes next, within two weeks. */
  changesAt: z.iso.datetime().nullable(),
  /** The holiday that today is, in the clinic's zone. */
  holiday: z.string().nullable(),
}).openapi("OpenNow");
export type OpenNow = z.infer<typeof OpenNow>;

/** The patient's primary clinician; null where there is nothing or it was not published. */
export const ContactClinician = z.object({
  name: z.string(),
  photo: z.string().nullable(),
  specialties: z.array(z.string()),
  languages: z.array(Language),
  phone: z.string().nullable(),
  mobile: z.string().nullable(),
  email: z.string().nullable(),
  patientScheduling: z.enum(patientSchedulings),
}).openapi("ContactClinician");
export type ContactClinician = z.infer<typeof ContactClinician>;

export const Contact = z.object({
  organization: Organization,
  /** Null where the clinic has not said its hours. */
  openNow: OpenNow.nullable(),
  clinician: ContactClinician.nullable(),
}).openapi("Contact");
export type Contact = z.infer<typeof Contact>;
