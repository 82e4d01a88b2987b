/** Invitations to sign in: of patients, and of those who work at the clinic. */
import { z } from "@hono/zod-openapi";
import { ChosenPassword, LinkToken } from "./password.ts";
import { FamilyName, GivenName } from "./patient.ts";
import { Email } from "./sign_in.ts";

/** The version of the terms that an invitation's page shows and its acceptance records. */
export const termsVersion = "2026-11";

export const invitationStates = ["sent", "opened", "accepted", "bounced", "withdrawn", "expired"] as const;

export const Invitation = z.object({
  id: z.string(),
  email: z.string(),
  name: z.object({ given: z.string(), family: z.string() }),
  roles: z.array(z.enum(["patient", "practitioner", "administrator"])),
  /** `opened`: its page was shown, perhaps only to a mail scanner. */
  state: z.enum(invitationStates),
  invitedBy: z.string(),
  sentAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  acceptedAt: z.iso.datetime().nullable(),
}).openapi("Invitation");
export type Invitation = z.infer<typeof Invitation>;
export const InvitationList = z.object({ invitations: z.array(Invitation) }).openapi("InvitationList");

/** How a patient gets in, as their chart shows it. */
export const PatientSignIn = z.object({
  /** The address that the patient signs in with; null: they cannot yet. */
  signIn: z.object({ email: z.string(), disabled: z.boolean() }).nullable(),
  /** The newest invitation. */
  invitation: Invitation.nullable(),
}).openapi("PatientSignIn");
export type PatientSignIn = z.infer<typeof PatientSignIn>;

export const NewPatientInvitation = z.object({
  /** Where it goes, if not to the address on the chart. */
  email: Email.optional(),
}).strict().openapi("NewPatientInvitation");

export const NewStaffInvitation = z.object({
  name: z.object({ given: GivenName, family: FamilyName }).strict(),
  /** 'MD', 'NP'. */
  credentials: z.string().trim().max(40).optional(),
  email: Email,
  practitioner: z.boolean(),
  administrator: z.boolean(),
}).strict().refine(({ practitioner, administrator }) => practitioner || administrator, {
  path: ["practitioner"],
  message: "clinician, administrator or both",
}).openapi("NewStaffInvitation");
export type NewStaffInvitation = z.infer<typeof NewStaffInvitation>;

/** An invitation's id in a path. */
export const InvitationParam = z.object({ invitation: z.string().min(1).max(40) });

/** What an invitation's page says of it. */
export const ShownInvitation = z.object({
  clinic: z.string(),
  invitedBy: z.string(),
  givenName: z.string(),
  email: z.string(),
  staff: z.boolean(),
  expiresAt: z.iso.datetime(),
}).openapi("ShownInvitation");

export const Acceptance = z.object({
  token: LinkToken,
  password: ChosenPassword,
  /** The version of the terms that were shown and agreed to. */
  terms: z.literal(termsVersion, "agreement to the terms"),
}).strict().openapi("Acceptance");
export type Acceptance = z.infer<typeof Acceptance>;
