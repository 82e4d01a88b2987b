/**
 * The clinic sends a patient a link for a new password, or prints one. It cannot choose the password, nor the address:
 * the mail goes to the one that the patient signs in with. Whoever sends it never sees the mailed link.
 */
import type { SentReset } from "../../schema/password.ts";
import type { Actor, Identity } from "../access.ts";
import { first, q } from "../database.ts";
import { type Outcome, refuse } from "../errors.ts";
import { queueMail } from "../mail/queue.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { newResetLink } from "./reset_link.ts";

/** `no_sign_in`: the patient never accepted an invitation, so there is no password to reset. */
export async function sendReset(
  scope: Scope,
  actor: Extract<Actor, { kind: "session" }>,
  patient: Identity,
  way: "mail" | "print",
): Promise<Outcome<SentReset, "no_sign_in">> {
  const account = await first(
    scope.db,
    q.selectFrom("signIn").select(["id", "publicId", "email"]).where("patient", "=", patient.key)
      .where("disabledAt", "is", null),
  );
  if (account === undefined) return refuse("no_sign_in");
  const link = await newResetLink(scope.clinic, scope.now, { signIn: account.id, madeBy: actor.signIn, way });
  const written = await scope.db.write([
    ...link.statements,
    // A printed link is told of by mail too: without the link, so that nobody is let in behind the patient's back.
    queueMail(scope.now, {
      kind: way === "mail" ? "password_reset_sent" : "password_reset_printed",
      recipient: account.email,
      signIn: account.id,
      resetLink: link.publicId,
    }),
    auditEvent(scope, actor, {
      action: way === "mail" ? "password_reset.send" : "password_reset.print",
      patient: patient.key,
      entity: account.publicId,
    }),
  ]);
  if (!written.ok) return refuse("no_sign_in");
  return {
    ok: true,
    value: {
      email: account.email,
      expiresAt: new Date(link.expiresAt).toISOString(),
      link: way === "print" ? `${scope.clinic.origin}/reset/${link.token}` : null,
    },
  };
}
