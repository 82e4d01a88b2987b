/** Changes one's own password: who sits there must know the present one. Guesses are counted as at the door. */
import { emailKey } from "../../schema/sign_in.ts";
import type { Actor } from "../access.ts";
import { first, guard, mustWrite, q } from "../database.ts";
import { Busy } from "../deps.ts";
import { type Outcome, refuse } from "../errors.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { countTry, forgetTry, signInLimits } from "../sign_in/limits.ts";
import { passwordFlaw } from "./password_flaw.ts";
import { setPassword } from "./set_password.ts";

/** This session goes on; every other ends. */
export async function changePassword(
  scope: Scope,
  actor: Extract<Actor, { kind: "session" }>,
  input: { current: string; password: string },
): Promise<Outcome<null, "invalid" | "too_many_attempts" | "busy">> {
  const account = await first(
    scope.db,
    q.selectFrom("signIn").select(["id", "publicId", "email", "displayName", "patient", "passwordHash"])
      .where("id", "=", actor.signIn),
  );
  if (account === undefined) throw new Error("a session without its sign-in");
  const flaw = passwordFlaw(input.password, [account.displayName, account.email]);
  if (flaw !== undefined) return refuse("invalid", { errors: [{ field: "password", reason: flaw }] });
  const limits = await signInLimits(emailKey(account.email), scope.network, actor.publicId);
  const id = crypto.getRandomValues(new Uint32Array(1))[0]!;
  if (!(await scope.db.write(countTry(limits, scope.now, id))).ok) {
    return refuse("too_many_attempts", { retryAfterSeconds: 900 });
  }
  const { passwords } = scope.deps;
  let passwordHash: string;
  try {
    if (!await passwords.verify(input.current, account.passwordHash)) {
      await mustWrite(scope.db, [auditEvent(scope, actor, {
        action: "password.change",
        outcome: "refused",
        patient: account.patient,
        entity: account.publicId,
        detail: "wrong_credentials",
      })]);
      return refuse("invalid", { errors: [{ field: "current", reason: "not your present password" }] });
    }
    passwordHash = await passwords.hash(input.password);
  } catch (error) {
    if (!(error instanceof Busy)) throw error;
    await mustWrite(scope.db, forgetTry(limits, id));
    return refuse("busy");
  }
  const written = await scope.db.write([
    // A reset in between has the last word.
    guard("SELECT 1 FROM sign_in WHERE id = ? AND password_hash = ?", [account.id, account.passwordHash]),
    ...setPassword(scope, account, passwordHash, actor.session),
    ...forgetTry(limits, id),
    auditEvent(scope, actor, {
      action: "password.change",
      patient: account.patient,
      entity: account.publicId,
    }),
  ]);
  if (written.ok) return { ok: true, value: null };
  return refuse("invalid", { errors: [{ field: "current", reason: "not your present password" }] });
}
