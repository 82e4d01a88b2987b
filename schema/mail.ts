/** Mail as the clinic sees it: what waits, what could not be sent, and what each kind looks like. */
import { z } from "@hono/zod-openapi";

/** Every kind of mail there is. */
export const mailKinds = [
  "password_reset",
  "password_reset_sent",
  "password_reset_printed",
  "password_changed",
  "new_device",
  "invitation",
  "staff_invitation",
] as const;
export type MailKind = typeof mailKinds[number];

export const MailEntry = z.object({
  id: z.string(),
  kind: z.enum(mailKinds),
  recipient: z.string(),
  state: z.enum(["waiting", "sent", "failed"]),
  createdAt: z.iso.datetime(),
  attempts: z.number().int(),
  /** A tag that says why the last try failed. */
  lastError: z.string().nullable(),
}).openapi("MailEntry");
export type MailEntry = z.infer<typeof MailEntry>;

export const Outbox = z.object({
  /** Where mail goes: to people, to this machine's outbox, or nowhere yet. */
  delivery: z.enum(["sends", "local", "none"]),
  waiting: z.number().int(),
  /** What nobody tries again by themselves, newest first; at most 100. */
  failed: z.array(MailEntry),
}).openapi("Outbox");
export type Outbox = z.infer<typeof Outbox>;

export const MailPreview = z.object({
  kind: z.enum(mailKinds),
  sender: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
}).openapi("MailPreview");
export const MailPreviews = z.object({ mails: z.array(MailPreview) }).openapi("MailPreviews");
export type MailPreview = z.infer<typeof MailPreview>;

/** A mail's id in a path. */
export const MailParam = z.object({ mail: z.string().min(1).max(40) });

export const LocalMail = z.object({
  id: z.number().int(),
  sender: z.string(),
  recipient: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  sentAt: z.iso.datetime(),
}).openapi("LocalMail");
export const LocalOutbox = z.object({ mails: z.array(LocalMail) }).openapi("LocalOutbox");
export type LocalMail = z.infer<typeof LocalMail>;
