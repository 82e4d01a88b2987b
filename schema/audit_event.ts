/** FHIR AuditEvent: who did what to whose record, when, from where. https://hl7.org/fhir/R4/auditevent.html */
import { z } from "@hono/zod-openapi";

export const AuditEvent = z.object({
  id: z.number().int(),
  recordedAt: z.iso.datetime(),
  action: z.string(),
  outcome: z.enum(["success", "refused"]),
  /** Who, by name; a device or the system where nobody was. */
  agent: z.string(),
  /** The capacity in which they acted. */
  role: z.enum(["practitioner", "administrator", "patient", "device", "system"]),
  /** Why, where one had to say so. */
  reason: z.string().nullable(),
  detail: z.string().nullable(),
  network: z.string(),
}).openapi("AuditEvent");
export type AuditEvent = z.infer<typeof AuditEvent>;

export const AuditEventPage = z.object({
  events: z.array(AuditEvent),
  /** Give this back as `before` for older events; null on the last page. */
  next: z.number().int().nullable(),
  total: z.number().int(),
}).openapi("AuditEventPage");
