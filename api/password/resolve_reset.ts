/**
 * Finds whose reset was asked for, after the asker has had their answer: so the answer cannot tell. The link goes to
 * the address on file, never to the one that was typed.
 */
import { emailKey } from "../../schema/sign_in.ts";
import { type Database, first, guard, q } from "../database.ts";
import type { Clinic } from "../deps.ts";
import { auditEvent } from "../scope.ts";
import { newResetLink } from "./reset_link.ts";

/** Makes the link and binds the mail to it; false where nobody signs in with that address. */
export async function resolveReset(
  db: Database,
  now: number,
  clinic: Pick<Clinic, "signingKey">,
  mail: number,
  typed: string,
): Promise<boolean> {
  const account = await first(
    db,
    q.selectFrom("signIn").select(["id", "publicId", "email", "patient"]).where(
      "emailKey",
      "=",
      emailKey(typed),
    )
      .where("disabledAt", "is", null),
  );
  if (account === undefined) return false;
  const link = await newResetLink(clinic, now, { signIn: account.id, madeBy: null, way: "mail" });
  const written = await db.write([
    guard("SELECT 1 FROM mail WHERE id = ? AND sign_in IS NULL", [mail]),
    ...link.statements,
    {
      sql: `UPDATE mail SET sign_in = ?, recipient = ?,
        reset_link = (SELECT id FROM reset_link WHERE public_id = ?) WHERE id = ?`,
      args: [account.id, account.email, link.publicId, mail],
    },
    auditEvent({ now, network: "", requestId: "" }, "system", {
      action: "password_reset.request",
      patient: account.patient,
      entity: account.publicId,
    }),
  ]);
  return written.ok;
}
