/** Choosing a password: by oneself, by a link that the clinic sends or prints, or while signed in. */
import { z } from "@hono/zod-openapi";

/** As typed; whether it is good enough depends on whose it is and is decided where that is known. */
export const ChosenPassword = z.string().min(1, "a password").max(256, "at most 256 characters");

/** The secret of a one-use link. Any text: one that is none opens nothing. */
export const LinkToken = z.string().min(1).max(200);

export const ResetRequest = z.object({
  email: z.string().trim().min(1, "an e-mail address").max(254),
}).strict().openapi("ResetRequest");

export const LinkLook = z.object({ token: LinkToken }).strict().openapi("LinkLook");
export const ResetLink = z.object({ clinic: z.string(), expiresAt: z.iso.datetime() }).openapi("ResetLink");

export const ResetUse = z.object({ token: LinkToken, password: ChosenPassword }).strict().openapi("ResetUse");

export const NewReset = z.object({
  /** By mail to the address on file, or as a link that the clinic prints or reads out. */
  way: z.enum(["mail", "print"]),
}).strict().openapi("NewReset");

export const SentReset = z.object({
  /** Where it goes, or whom it lets in. */
  email: z.string(),
  expiresAt: z.iso.datetime(),
  /** The printed link, this once; null for one that is mailed: nobody but the patient sees it. */
  link: z.string().nullable(),
}).openapi("SentReset");
export type SentReset = z.infer<typeof SentReset>;

export const PasswordChange = z.object({
  current: z.string().min(1, "your present password").max(256),
  password: ChosenPassword,
}).strict().openapi("PasswordChange");
