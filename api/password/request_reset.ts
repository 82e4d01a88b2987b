/**
 * Somebody asks for a new password. The same statements run for every address, and whose it is is found by the job
 * that sends mail: status, body, headers and time tell nothing.
 */
import { emailKey } from "../../schema/sign_in.ts";
import { type Outcome, refuse } from "../errors.ts";
import { queueMail } from "../mail/queue.ts";
import { sha256 } from "../random.ts";
import type { Scope } from "../scope.ts";
import { countTry, type Limit } from "../sign_in/limits.ts";

const minute = 60_000;

async function limitsOf(key: string, network: string): Promise<Limit[]> {
  const bucket = async (...parts: string[]) => (await sha256(parts.join("\u0000"))).slice(0, 16).toHex();
  return [
    { bucket: await bucket("reset+network", network), most: 20, windowMs: 15 * minute },
    // Whoever asks on for one address gets no more mail there, and the same answer.
    { bucket: await bucket("reset+account", key), most: 5, windowMs: 60 * minute },
  ];
}

/** Queues the mail, or quietly does not where this address was asked for too often. */
export async function requestReset(
  scope: Scope,
  email: string,
): Promise<Outcome<null, "too_many_attempts">> {
  const limits = await limitsOf(emailKey(email), scope.network);
  const id = crypto.getRandomValues(new Uint32Array(1))[0]!;
  const written = await scope.db.write([
    ...countTry(limits, scope.now, id),
    queueMail(scope.now, { kind: "password_reset", recipient: email }),
  ]);
  // The first limit's guard is the batch's third statement.
  if (!written.ok && written.at === 2) return refuse("too_many_attempts", { retryAfterSeconds: 900 });
  return { ok: true, value: null };
}
