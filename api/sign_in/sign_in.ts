/**
 * Signs a person in by e-mail address and password. The answer, its time and what is written are the same for an
 * unknown address, a wrong password and a disabled account.
 */
import { agentWords } from "../../schema/agent_words.ts";
import { emailKey } from "../../schema/sign_in.ts";
import { first, guard, mustWrite, q } from "../database.ts";
import { Busy } from "../deps.ts";
import { type Outcome, refuse } from "../errors.ts";
import { queueMail } from "../mail/queue.ts";
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
    q.selectFrom("signIn").select(["id", "publicId", "email", "passwordHash", "patient", "disabledAt"]).where(
      "emailKey",
      "=",
      key,
    ),
  );
  const known = await knownHere(scope, account?.id);
  const limits = await signInLimits(key, scope.network, known);
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
  const written = await scope.db.write([
    // A password that was reset, or a person who was disabled, while the old one was being checked.
    guard("SELECT 1 FROM sign_in WHERE id = ? AND password_hash = ? AND disabled_at IS NULL", [
      account.id,
      account.passwordHash,
    ]),
    ...(known === undefined ? [newDeviceMail(scope, account)] : []),
    ...session.statements,
    ...forgiveTry(limits, id),
    auditEvent(scope, undefined, { action: "sign_in", entity: account.publicId }),
  ]);
  if (!written.ok) return refuse("wrong_credentials");
  return { ok: true, value: { cookies: session.cookies, isPatient: account.patient !== null } };
}

/** Tells a person who has signed in before that a new browser did; the first one ever is no news. */
function newDeviceMail(scope: Scope, account: { id: number; email: string }) {
  return queueMail(scope.now, {
    kind: "new_device",
    recipient: account.email,
    signIn: account.id,
    detail: { device: agentWords(scope.userAgent) },
  }, { sql: "EXISTS (SELECT 1 FROM known_browser WHERE sign_in = ?)", args: [account.id] });
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
