/** Removes what has served its time: old sessions, spent grants' codes, idempotency keys. Records are never touched. */
import { type Database, mustWrite } from "../database.ts";

const day = 24 * 60 * 60_000;

export async function sweep(db: Database, now: number): Promise<boolean> {
  await mustWrite(db, [
    { sql: "DELETE FROM session WHERE created_at < ?", args: [now - 30 * day] },
    { sql: "DELETE FROM idempotency_key WHERE created_at < ?", args: [now - 2 * day] },
    { sql: "DELETE FROM sign_in_failure WHERE failed_at < ?", args: [now - day] },
    { sql: "DELETE FROM mail WHERE created_at < ? AND sent_at IS NOT NULL", args: [now - 30 * day] },
    { sql: "DELETE FROM mail WHERE created_at < ?", args: [now - 90 * day] },
    { sql: "DELETE FROM reset_link WHERE created_at < ?", args: [now - 30 * day] },
    {
      sql: "UPDATE import_grant SET code_hash = NULL, code_expires_at = NULL WHERE code_expires_at < ?",
      args: [now],
    },
  ]);
  return true;
}
