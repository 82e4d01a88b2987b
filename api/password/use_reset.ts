/**
 * Uses a link, once: sets the password, ends every session and import permission of the person, and signs them in.
 * Of any number of parallel uses exactly one succeeds: the first statement of the batch takes the link.
 */
import { all, first, mustChange, q } from "../database.ts";
import { Busy } from "../deps.ts";
import { type Outcome, refuse } from "../errors.ts";
import { readToken } from "../mail/link_token.ts";
import { sha256 } from "../random.ts";
import { auditEvent, type Scope } from "../scope.ts";
import type { SignedIn } from "../sign_in/sign_in.ts";
import { startSession } from "../sign_in/start_session.ts";
import { passwordFlaw } from "./password_flaw.ts";
import { setPassword } from "./set_password.ts";

/** The link and whose it is, while it would still open. */
async function openLink(scope: Scope, text: string) {
  const token = readToken(text);
  if (token === undefined) return undefined;
  return await first(
    scope.db,
    q.selectFrom("resetLink").innerJoin("signIn", "signIn.id", "resetLink.signIn")
      .select([
        "resetLink.id as link",
        "resetLink.expiresAt",
        "signIn.id",
        "signIn.publicId",
        "signIn.email",
        "signIn.emailKey",
        "signIn.displayName",
        "signIn.patient",
      ])
      .where("resetLink.tokenHash", "=", await sha256(token))
      .where("resetLink.usedAt", "is", null).where("resetLink.endedAt", "is", null)
      .where("resetLink.expiresAt", ">", scope.now)
      .whereRef("resetLink.emailKey", "=", "signIn.emailKey").where("signIn.disabledAt", "is", null),
  );
}

/** Looks at a link without using it; says nothing of whose it is. */
export async function lookAtReset(
  scope: Scope,
  token: string,
): Promise<Outcome<{ clinic: string; expiresAt: string }, "link_used">> {
  const link = await openLink(scope, token);
  if (link === undefined) return refuse("link_used");
  const [clinic] = await all(scope.db, q.selectFrom("organization").select("name"));
  return {
    ok: true,
    value: { clinic: clinic?.name ?? "", expiresAt: new Date(link.expiresAt).toISOString() },
  };
}

/** Sets the password and signs in. An unfit password leaves the link as it was. */
export async function useReset(
  scope: Scope,
  input: { token: string; password: string },
): Promise<Outcome<SignedIn, "link_used" | "invalid" | "busy">> {
  const link = await openLink(scope, input.token);
  if (link === undefined) return refuse("link_used");
  const flaw = passwordFlaw(input.password, [link.displayName, link.email]);
  if (flaw !== undefined) return refuse("invalid", { errors: [{ field: "password", reason: flaw }] });
  let passwordHash: string;
  try {
    passwordHash = await scope.deps.passwords.hash(input.password);
  } catch (error) {
    if (error instanceof Busy) return refuse("busy");
    throw error;
  }
  const session = await startSession(scope, link);
  const written = await scope.db.write([
    {
      sql: `UPDATE reset_link SET used_at = ?1 WHERE id = ?2 AND used_at IS NULL AND ended_at IS NULL
        AND expires_at > ?1 AND EXISTS (SELECT 1 FROM sign_in WHERE sign_in.id = reset_link.sign_in
          AND sign_in.email_key = reset_link.email_key AND disabled_at IS NULL)`,
      args: [scope.now, link.link],
    },
    mustChange,
    ...setPassword(scope, link, passwordHash),
    ...session.statements,
    auditEvent(scope, undefined, {
      action: "password_reset.use",
      patient: link.patient,
      entity: link.publicId,
    }),
  ]);
  if (!written.ok) return refuse("link_used");
  return { ok: true, value: { cookies: session.cookies, isPatient: link.patient !== null } };
}
