/** FHIR Organization: the clinic as it shows itself to everybody. https://hl7.org/fhir/R4/organization.html */
import { z } from "@hono/zod-openapi";
import { Address, EmailAddress, PhoneNumber, textLine } from "./contact_point.ts";
import { OpeningHours } from "./opening_hours.ts";
import { printable } from "./patient.ts";
import { isTimeZone } from "./sign_in.ts";

export const TimeZone = z.string().max(60).refine(isTimeZone, "an IANA time zone such as America/Chicago");

/** Clinics publish these links, so they may lead nowhere but there. */
const page = (origin: string) =>
  z.string().trim().max(300).regex(
    new RegExp(`^${origin.replaceAll(".", "\\.")}/[\\x21-\\x7e]*$`),
    `a link that begins with ${origin}/`,
  );

export const Website = z.string().trim().max(300).regex(
  /^https:\/\/[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?:\/[\x21-\x7e]*)?$/i,
  "a web address such as https://clinic.example.org",
);

/** A place where the clinic sees patients. */
export const ClinicAddress = Address.extend({
  /** What people call it: "Main office". */
  name: textLine(60, "a name such as Main office").nullable(),
}).strict().openapi("ClinicAddress");
export type ClinicAddress = z.infer<typeof ClinicAddress>;

const fields = {
  name: textLine(120, "the clinic's name"),
  timeZone: TimeZone,
  phone: PhoneNumber.nullable(),
  /** Who answers while the clinic is closed. */
  afterHoursPhone: PhoneNumber.nullable(),
  fax: PhoneNumber.nullable(),
  email: EmailAddress.nullable(),
  website: Website.nullable(),
  addresses: z.array(ClinicAddress).max(5),
  /** Null: nobody has said yet. */
  hours: OpeningHours.nullable(),
  /** What to call in an emergency; null: the product's own words name 911 and 112. */
  emergencyPhone: PhoneNumber.nullable(),
  emergencyText: z.string().trim().min(1).max(300).regex(printable, "one paragraph").nullable(),
  appStore: page("https://apps.apple.com").nullable(),
  playStore: page("https://play.google.com").nullable(),
  /** Who helps with the app itself: "Still stuck?". */
  supportEmail: EmailAddress.nullable(),
};

export const OrganizationUpdate = z.object({
  /** The version that was read; another one now refuses the change. */
  version: z.number().int().min(1).max(2_147_483_647),
  ...fields,
}).strict().openapi("OrganizationUpdate");
export type OrganizationUpdate = z.infer<typeof OrganizationUpdate>;

export const Organization = z.object({
  version: z.number().int(),
  /** Path of the logo; another logo has another path. */
  logo: z.string().nullable(),
  ...fields,
}).openapi("Organization");
export type Organization = z.infer<typeof Organization>;
