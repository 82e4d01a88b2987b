/** A clinician's inbox: whose data began, ceased or began again to come in. It tells what happened, never what it means. */
import { z } from "@hono/zod-openapi";
import { TypeCode } from "./observation.ts";

/** `started`: shared for the first time. `stopped`: nothing for longer than usual. `resumed`: back after a stop. */
export const inboxKinds = ["started", "resumed", "stopped"] as const;
export type InboxKind = (typeof inboxKinds)[number];

export const InboxEntry = z.object({
  id: z.string(),
  kind: z.enum(inboxKinds),
  type: TypeCode,
  display: z.string(),
  /** When it was first, or last, heard of. */
  at: z.iso.datetime(),
  /** stopped: median days between days with readings. */
  usualDays: z.number().nullable(),
}).openapi("InboxEntry");
export type InboxEntry = z.infer<typeof InboxEntry>;

export const InboxPatient = z.object({
  id: z.string(),
  name: z.object({ given: z.string(), family: z.string() }),
  entries: z.array(InboxEntry),
}).openapi("InboxPatient");
export type InboxPatient = z.infer<typeof InboxPatient>;

export const Inbox = z.object({
  /** Who has news that the caller has not seen, newest first; at most 50. */
  patients: z.array(InboxPatient),
  /** How many there are in all. */
  total: z.number().int(),
}).openapi("Inbox");
export type Inbox = z.infer<typeof Inbox>;

export const InboxCount = z.object({ patients: z.number().int() }).openapi("InboxCount");

/** Ids of the entries that were on the page: what came later stays. */
export const SeenEntries = z.object({
  entries: z.array(z.string().min(1).max(40)).min(1).max(500),
}).strict().openapi("SeenEntries");
export const SeenCount = z.object({ seen: z.number().int() }).openapi("SeenCount");
