/** Invites somebody by mail. A new invitation of the same person ends the older one, and so its link. */
import { emailKey } from "../../schema/sign_in.ts";
import type { NewStaffInvitation } from "../../schema/invitation.ts";
import type { Actor, Identity } from "../access.ts";
import { first, guard, q, type Statement, statement } from "../database.ts";
import { type Outcome, refuse } from "../errors.ts";
import { linkToken } from "../mail/link_token.ts";
import { queueMail } from "../mail/queue.ts";
import { randomId } from "../random.ts";
import { auditEvent, type Scope } from "../scope.ts";

type SignedIn = Extract<Actor, { kind: "session" }>;
const lifeMs = 14 * 24 * 60 * 60_000;

interface Invitee {
  email: string;
  patient: number | null;
  givenName: string;
  familyName: string;
  credentials: string | null;
  isPractitioner: 0 | 1;
  isAdministrator: 0 | 1;
}

/** One batch: ends the older invitation, stores the new one, queues its mail. Returns its public id. */
async function invite(
  scope: Scope,
  actor: SignedIn,
  invitee: Invitee,
  more: readonly Statement[] = [],
): Promise<Outcome<string, "email_taken">> {
  const publicId = randomId(), key = emailKey(invitee.email);
  const { hash } = await linkToken(scope.clinic, "invitation", publicId);
  const open = q.updateTable("invitation").set({ endedAt: scope.now }).where("acceptedAt", "is", null)
    .where("endedAt", "is", null);
  const written = await scope.db.write([
    guard("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM sign_in WHERE email_key = ? OR patient = ?)", [
      key,
      invitee.patient,
    ]),
    statement(
      invitee.patient === null
        ? open.where("patient", "is", null).where("emailKey", "=", key)
        : open.where("patient", "=", invitee.patient),
    ),
    statement(
      q.insertInto("invitation").values({
        publicId,
        tokenHash: hash,
        emailKey: key,
        invitedBy: actor.signIn,
        createdAt: scope.now,
        expiresAt: scope.now + lifeMs,
        openedAt: null,
        bouncedAt: null,
        acceptedAt: null,
        terms: null,
        endedAt: null,
        ...invitee,
      }),
    ),
    queueMail(scope.now, {
      kind: invitee.patient === null ? "staff_invitation" : "invitation",
      recipient: invitee.email,
      invitation: publicId,
    }),
    ...more,
    auditEvent(scope, actor, { action: "invitation.send", patient: invitee.patient, entity: publicId }),
  ]);
  return written.ok ? { ok: true, value: publicId } : refuse("email_taken");
}

/** Invites a patient to the address on the chart, or to the one given; a chart without one keeps it. */
export async function invitePatient(
  scope: Scope,
  actor: SignedIn,
  patient: Identity,
  email: string | undefined,
): Promise<Outcome<string, "email_taken" | "already_signed_up" | "invalid">> {
  const row = await first(
    scope.db,
    q.selectFrom("patient").leftJoin("signIn", "signIn.patient", "patient.id")
      .select(["patient.givenName", "patient.familyName", "patient.email", "signIn.id as signIn"])
      .where("patient.id", "=", patient.key),
  );
  if (row === undefined) throw new Error("a patient who was reached is gone");
  if (row.signIn !== null) return refuse("already_signed_up");
  const to = email ?? row.email;
  if (to === null) {
    return refuse("invalid", { errors: [{ field: "email", reason: "an e-mail address to invite to" }] });
  }
  return await invite(scope, actor, {
    email: to,
    patient: patient.key,
    givenName: row.givenName,
    familyName: row.familyName,
    credentials: null,
    isPractitioner: 0,
    isAdministrator: 0,
  }, [{ sql: "UPDATE patient SET email = ? WHERE id = ? AND email IS NULL", args: [to, patient.key] }]);
}

/** Invites a colleague. */
export async function inviteStaff(
  scope: Scope,
  actor: SignedIn,
  { name, credentials, email, practitioner, administrator }: NewStaffInvitation,
): Promise<Outcome<string, "email_taken">> {
  return await invite(scope, actor, {
    email,
    patient: null,
    givenName: name.given,
    familyName: name.family,
    credentials: practitioner && credentials ? credentials : null,
    isPractitioner: practitioner ? 1 : 0,
    isAdministrator: administrator ? 1 : 0,
  });
}

/** The same invitation of a colleague once more, with a new link. */
export async function inviteStaffAgain(
  scope: Scope,
  actor: SignedIn,
  publicId: string,
): Promise<Outcome<string, "not_found" | "email_taken">> {
  const row = await first(
    scope.db,
    q.selectFrom("invitation").select([
      "email",
      "patient",
      "givenName",
      "familyName",
      "credentials",
      "isPractitioner",
      "isAdministrator",
    ]).where("publicId", "=", publicId).where("patient", "is", null).where("acceptedAt", "is", null),
  );
  return row === undefined ? refuse("not_found") : await invite(scope, actor, row);
}
