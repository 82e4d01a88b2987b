/**
 * How often one may fail at the door. Every try is counted before the password is looked at, by a statement that
 * refuses the one too many, so that parallel tries cannot slip through. A browser that has signed in to the account
 * before has a bucket of its own: strangers can shut the account's door for strangers, never for its owner.
 */
import type { Statement } from "../database.ts";
import { sha256 } from "../random.ts";

const minute = 60_000;

export interface Limit {
  bucket: string;
  most: number;
  windowMs: number;
}

async function bucket(...parts: string[]): Promise<string> {
  return (await sha256(parts.join("\u0000"))).slice(0, 16).toHex();
}

/** The limits that apply to one try at an account, known or not. */
export async function signInLimits(key: string, network: string, knownBrowser?: string): Promise<Limit[]> {
  if (knownBrowser !== undefined) {
    return [{ bucket: await bucket("browser", key, knownBrowser), most: 10, windowMs: 15 * minute }];
  }
  return [
    { bucket: await bucket("account+network", key, network), most: 10, windowMs: 15 * minute },
    { bucket: await bucket("account", key), most: 60, windowMs: 60 * minute },
    { bucket: await bucket("network", network), most: 60, windowMs: 15 * minute },
  ];
}

/** The limit on guessing pairing codes from one network. */
export async function codeLimits(network: string): Promise<Limit[]> {
  return [{ bucket: await bucket("code", network), most: 10, windowMs: 15 * minute }];
}

/** Counts one try in each bucket; the batch is refused where a bucket is full. Also forgets tries of yesterday. */
export function countTry(limits: readonly Limit[], now: number, id: number): Statement[] {
  const statements: Statement[] = [
    { sql: "DELETE FROM sign_in_failure WHERE failed_at < ?", args: [now - 24 * 60 * minute] },
  ];
  for (const { bucket, most, windowMs } of limits) {
    statements.push({
      sql: `INSERT INTO sign_in_failure (bucket, failed_at, id) SELECT ?, ?, ?
        WHERE (SELECT count(*) FROM sign_in_failure WHERE bucket = ? AND failed_at > ?) < ?`,
      args: [bucket, now, id, bucket, now - windowMs, most],
    }, { sql: "INSERT INTO must_change VALUES (changes())", args: [] });
  }
  return statements;
}

/** Takes a try back that was never judged. */
export function forgetTry(limits: readonly Limit[], id: number): Statement[] {
  return limits.map(({ bucket }) => ({
    sql: "DELETE FROM sign_in_failure WHERE bucket = ? AND id = ?",
    args: [bucket, id],
  }));
}

/** Takes back a try that turned out to be the owner's, and what failed before it in the same narrow bucket. */
export function forgiveTry(limits: readonly Limit[], id: number): Statement[] {
  const narrow = limits.slice(0, 1).map(({ bucket }) => ({
    sql: "DELETE FROM sign_in_failure WHERE bucket = ?",
    args: [bucket],
  }));
  return [...narrow, ...forgetTry(limits, id)];
}
