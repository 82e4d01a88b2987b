/** A link that sets a password: how one is made. A new one kills the older ones of the same sign-in. */
import type { Statement } from "../database.ts";
import type { Clinic } from "../deps.ts";
import { linkToken, spokenToken } from "../mail/link_token.ts";
import { randomId } from "../random.ts";

const minute = 60_000;

/** Lives: asked for by oneself, sent by the clinic, printed by the clinic. */
export const linkLifeMs = { self: 30 * minute, mail: 24 * 60 * minute, print: 60 * minute } as const;

export interface NewLink {
  publicId: string;
  token: string;
  expiresAt: number;
  statements: Statement[];
}

/** The statements of a new link for a sign-in; `madeBy` is the sign-in of whoever of the clinic makes it. */
export async function newResetLink(
  clinic: Pick<Clinic, "signingKey">,
  now: number,
  { signIn, madeBy, way }: { signIn: number; madeBy: number | null; way: "mail" | "print" },
): Promise<NewLink> {
  const publicId = randomId();
  const { token, hash } = way === "print" ? await spokenToken() : await linkToken(clinic, "reset", publicId);
  const expiresAt = now + linkLifeMs[madeBy === null ? "self" : way];
  return {
    publicId,
    token,
    expiresAt,
    statements: [
      {
        sql: "UPDATE reset_link SET ended_at = ? WHERE sign_in = ? AND used_at IS NULL AND ended_at IS NULL",
        args: [now, signIn],
      },
      {
        sql:
          `INSERT INTO reset_link (public_id, token_hash, sign_in, email_key, made_by, way, created_at, expires_at)
          SELECT ?, ?, id, email_key, ?, ?, ?, ? FROM sign_in WHERE id = ? AND disabled_at IS NULL`,
        args: [publicId, hash, madeBy, way, now, expiresAt, signIn],
      },
      { sql: "INSERT INTO must_change VALUES (changes())", args: [] },
    ],
  };
}
