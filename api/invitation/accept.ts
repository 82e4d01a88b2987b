/**
 * Accepts an invitation, once: the person's way in, with the password they choose and the terms they agreed to, and
 * (for a clinician) the practitioner. Looking at one uses nothing; it notes that its page was shown.
 */
import type { z } from "@hono/zod-openapi";
import type { Acceptance, ShownInvitation } from "../../schema/invitation.ts";
import { first, mustChange, mustWrite, q, sql, statement } from "../database.ts";
import { Busy } from "../deps.ts";
import { type Outcome, refuse } from "../errors.ts";
import { readToken } from "../mail/link_token.ts";
import { passwordFlaw } from "../password/password_flaw.ts";
import { randomId, sha256 } from "../random.ts";
import { auditEvent, type Scope } from "../scope.ts";
import type { SignedIn } from "../sign_in/sign_in.ts";
import { startSession } from "../sign_in/start_session.ts";

async function openInvitation(scope: Scope, text: string) {
  const token = readToken(text);
  if (token === undefined) return undefined;
  return await first(
    scope.db,
    q.selectFrom("invitation").innerJoin("signIn", "signIn.id", "invitation.invitedBy")
      .select([
        "invitation.id",
        "invitation.publicId",
        "invitation.email",
        "invitation.emailKey",
        "invitation.patient",
        "invitation.givenName",
        "invitation.familyName",
        "invitation.credentials",
        "invitation.isPractitioner",
        "invitation.isAdministrator",
        "invitation.expiresAt",
        "invitation.openedAt",
        "signIn.displayName as invitedBy",
      ])
      .where("invitation.tokenHash", "=", await sha256(token)).where("invitation.acceptedAt", "is", null)
      .where("invitation.endedAt", "is", null).where("invitation.expiresAt", ">", scope.now),
  );
}

/** What the page shows of an open invitation. */
export async function lookAtInvitation(
  scope: Scope,
  token: string,
): Promise<Outcome<z.infer<typeof ShownInvitation>, "link_used">> {
  const invitation = await openInvitation(scope, token);
  if (invitation === undefined) return refuse("link_used");
  if (invitation.openedAt === null) {
    await mustWrite(scope.db, [{
      sql: "UPDATE invitation SET opened_at = ? WHERE id = ? AND opened_at IS NULL",
      args: [scope.now, invitation.id],
    }]);
  }
  const clinic = await first(scope.db, q.selectFrom("organization").select("name"));
  return {
    ok: true,
    value: {
      clinic: clinic?.name ?? "",
      invitedBy: invitation.invitedBy,
      givenName: invitation.givenName,
      email: invitation.email,
      staff: invitation.patient === null,
      expiresAt: new Date(invitation.expiresAt).toISOString(),
    },
  };
}

/** Makes the sign-in and signs in. `email_taken`: somebody signs in with that address since it was sent. */
export async function acceptInvitation(
  scope: Scope,
  input: Acceptance,
): Promise<Outcome<SignedIn, "link_used" | "email_taken" | "invalid" | "busy">> {
  const invitation = await openInvitation(scope, input.token);
  if (invitation === undefined) return refuse("link_used");
  const { givenName, familyName, email } = invitation;
  const flaw = passwordFlaw(input.password, [givenName, familyName, email]);
  if (flaw !== undefined) return refuse("invalid", { errors: [{ field: "password", reason: flaw }] });
  let passwordHash: string;
  try {
    passwordHash = await scope.deps.passwords.hash(input.password);
  } catch (error) {
    if (error instanceof Busy) return refuse("busy");
    throw error;
  }
  const publicId = randomId(), practitioner = randomId();
  const id = sql<number>`(SELECT id FROM sign_in WHERE public_id = ${publicId})`;
  const session = await startSession(scope, { id, patient: invitation.patient });
  const written = await scope.db.write([
    {
      sql: `UPDATE invitation SET accepted_at = ?1, terms = ?2 WHERE id = ?3 AND accepted_at IS NULL
        AND ended_at IS NULL AND expires_at > ?1`,
      args: [scope.now, input.terms, invitation.id],
    },
    mustChange,
    ...(invitation.isPractitioner === 1
      ? [statement(
        q.insertInto("practitioner").values({
          publicId: practitioner,
          givenName,
          familyName,
          credentials: invitation.credentials,
          createdAt: scope.now,
        }),
      )]
      : []),
    statement(
      q.insertInto("signIn").values({
        publicId,
        email,
        emailKey: invitation.emailKey,
        passwordHash,
        patient: invitation.patient,
        practitioner: invitation.isPractitioner === 1
          ? sql<number>`(SELECT id FROM practitioner WHERE public_id = ${practitioner})`
          : null,
        isAdministrator: invitation.isAdministrator,
        displayName: `${givenName} ${familyName}`,
        disabledAt: null,
        createdAt: scope.now,
      }),
    ),
    ...session.statements,
    auditEvent(scope, undefined, {
      action: "invitation.accept",
      patient: invitation.patient,
      entity: publicId,
    }),
  ]);
  if (!written.ok) return refuse(written.at === 1 ? "link_used" : "email_taken");
  return { ok: true, value: { cookies: session.cookies, isPatient: invitation.patient !== null } };
}
