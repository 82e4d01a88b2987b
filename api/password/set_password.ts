/** The statements of a new password: it ends every session and import permission, and tells the person by mail. */
import type { Statement } from "../database.ts";
import { queueMail } from "../mail/queue.ts";
import type { Scope } from "../scope.ts";

export interface Account {
  id: number;
  publicId: string;
  email: string;
  patient: number | null;
}

/** To stand after whatever proves the right to it. `keepSession` (public id) goes on. */
export function setPassword(
  scope: Scope,
  { id, email }: Account,
  passwordHash: string,
  keepSession = "",
): Statement[] {
  return [
    { sql: "UPDATE sign_in SET password_hash = ? WHERE id = ?", args: [passwordHash, id] },
    {
      sql: "UPDATE session SET ended_at = ? WHERE sign_in = ? AND ended_at IS NULL AND public_id <> ?",
      args: [scope.now, id, keepSession],
    },
    {
      sql: "UPDATE import_grant SET revoked_at = ? WHERE sign_in = ? AND revoked_at IS NULL",
      args: [scope.now, id],
    },
    // Older links were asked for under the old password.
    {
      sql: "UPDATE reset_link SET ended_at = ? WHERE sign_in = ? AND used_at IS NULL AND ended_at IS NULL",
      args: [scope.now, id],
    },
    queueMail(scope.now, { kind: "password_changed", recipient: email, signIn: id }),
  ];
}
