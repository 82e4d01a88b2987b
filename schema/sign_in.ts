/** Signing in, sessions, and the first administrator. */
import { z } from "@hono/zod-openapi";
import { FamilyName, GivenName } from "./patient.ts";

/** At least 15 characters while a password stands alone (NIST SP 800-63B-4, 3.1.1.1); any Unicode. */
export const NewPassword = z.string().min(15, "at least 15 characters").max(256, "at most 256 characters");

export const Email = z.email("an e-mail address such as name@example.org").max(254);

export const Credentials = z.object({
  email: z.string().min(1, "an e-mail address").max(254),
  password: z.string().min(1, "a password").max(256),
}).openapi("Credentials");

export const Session = z.object({
  displayName: z.string(),
  roles: z.array(z.enum(["patient", "practitioner", "administrator"])),
  /** The patient's own id, for patients. */
  patient: z.string().nullable(),
  practitioner: z.string().nullable(),
  clinic: z.string(),
  timeZone: z.string(),
}).openapi("Session");
export type Session = z.infer<typeof Session>;

export const SessionEntry = z.object({
  id: z.string(),
  current: z.boolean(),
  createdAt: z.iso.datetime(),
  activeAt: z.iso.datetime(),
  userAgent: z.string(),
  network: z.string(),
}).openapi("SessionEntry");
export const SessionList = z.object({ sessions: z.array(SessionEntry) }).openapi("SessionList");
export type SessionEntry = z.infer<typeof SessionEntry>;

/** What the one-use setup link asks for: the clinic and its first administrator. */
export const Setup = z.object({
  token: z.string().min(20).max(100),
  clinic: z.string().trim().min(1, "the clinic's name").max(120),
  timeZone: z.string().max(60).refine(isTimeZone, "an IANA time zone such as America/Chicago"),
  given: GivenName,
  family: FamilyName,
  email: Email,
  password: NewPassword,
  /** Also a practitioner who sees patients. */
  practitioner: z.boolean(),
}).openapi("Setup");
export type Setup = z.infer<typeof Setup>;

/** Whether this runtime knows the zone. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return !/^[+-]/.test(zone);
  } catch {
    return false;
  }
}

/**
 * What an address is compared by: composed, lower case.
 * @example emailKey(" Ana@Example.ORG ") // "ana@example.org"
 */
export function emailKey(email: string): string {
  return email.trim().normalize("NFKC").toLowerCase();
}
