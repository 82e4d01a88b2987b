/**
 * Signs a person in by e-mail address and password. The answer, its time and what is written are the same for an
 * unknown address, a wrong password and a disabled account.
 */
import { emailKey } from "../../schema/sign_in.ts";
import { first, mustWrite, q } from "../database.ts";
import { Busy } from "../deps.ts";
import { type Outcome, refuse } from "../errors.ts";
import { sha256 } from "../random.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { countTry, forgetTry, forgiveTry, signInLimits } from "./limits.ts";
import { browserToken, startSession } from "./start_session.ts";

export interface SignedIn {
  cookies: string[];
  isPatient: boolean;
}

/** Counts the try, checks the password, begins a session. */
export async function signIn(
  scope: Scope,
  input: { email: string; password: string },
): Promise<Outcome<SignedIn, "wrong_credentials" | "too_many_attempts" | "busy">> {
  const key = emailKey(input.email);
  const account = await first(
    scope.db,
    q.selectFrom("signIn").select(["id", "publicId", "passwordHash", "patient", "disabledAt"]).where(
      "emailKey",
      "=",
      key,
    ),
  );
  const limits = await signInLimits(key, scope.network, await knownHere(scope, account?.id));
  const id = crypto.getRandomValues(new Uint32Array(1))[0]!;
  const counted = await scope.db.write(countTry(limits, scope.now, id));
  if (!counted.ok) {
    await mustWrite(scope.db, [
      auditEvent(scope, undefined, { action: "sign_in", outcome: "refused", detail: "too_many_attempts" }),
    ]);
    return refuse("too_many_attempts", { retryAfterSeconds: 900 });
  }

  let right: boolean;
  try {
    right = await scope.deps.passwords.verify(input.password, account?.passwordHash);
  } catch (error) {
    if (!(error instanceof Busy)) throw error;
    await mustWrite(scope.db, forgetTry(limits, id));
    return refuse("busy");
  }
  if (!right || account === undefined || account.disabledAt !== null) {
    await mustWrite(scope.db, [auditEvent(scope, undefined, {
      action: "sign_in",
      outcome: "refused",
      entity: account?.publicId ?? null,
      detail: "wrong_credentials",
    })]);
    return refuse("wrong_credentials");
  }
  const session = await startSession(scope, account);
  await mustWrite(scope.db, [
    ...session.statements,
    ...forgiveTry(limits, id),
    auditEvent(scope, undefined, { action: "sign_in", entity: account.publicId }),
  ]);
  return { ok: true, value: { cookies: session.cookies, isPatient: account.patient !== null } };
}

/** The browser's mark if it is one of this account's; for an unknown account the same work for nothing. */
async function knownHere(scope: Scope, signIn: number | undefined): Promise<string | undefined> {
  const token = browserToken(scope);
  if (token === undefined) return undefined;
  const row = await first(
    scope.db,
    q.selectFrom("knownBrowser").select("createdAt").where("tokenHash", "=", await sha256(token))
      .where("signIn", "=", signIn ?? -1),
  );
  return row && token;
}
