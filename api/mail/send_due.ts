/**
 * Sends what is due. At least once: a mail is claimed before it is handed over, so that two senders never meet at
 * one; a crash in between is followed by another try under the same idempotency key.
 */
import { type Database, mustChange, mustWrite, type Row } from "../database.ts";
import { type Clinic, MailRefused } from "../deps.ts";
import { resolveReset } from "../password/resolve_reset.ts";
import { compose } from "./compose.ts";

const minute = 60_000;
/** Waits after each failed try; past the last the mail is dead. Under 24 h in all: so long keys are remembered. */
const waitsMinutes = [1, 3, 10, 30, 60, 180, 360];
const atOnce = 20;
const longestMs = 20_000;

export type Sender = Pick<Clinic, "origin" | "signingKey" | "mail">;

/** Sends due mail; false when there is more to do. Does nothing where no mail is configured: it waits. */
export async function sendDueMail(db: Database, now: number, clinic: Sender): Promise<boolean> {
  if (clinic.mail === undefined) return true;
  const startedAt = performance.now();
  for (;;) {
    const [due] = await db.read([{
      sql: `SELECT id, public_id, kind, recipient, sign_in, due_at, attempts, invitation FROM mail
        WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= ? ORDER BY due_at, id LIMIT ?`,
      args: [now, atOnce],
    }]);
    for (const row of due!.rows) {
      if (performance.now() - startedAt > longestMs) return false;
      await sendOne(db, now, clinic, row);
    }
    if (due!.rows.length < atOnce) return true;
  }
}

async function sendOne(db: Database, now: number, clinic: Sender, row: Row): Promise<void> {
  const id = Number(row.id), attempts = Number(row.attempts);
  const wait = waitsMinutes[attempts];
  const claimed = await db.write([
    {
      sql: `UPDATE mail SET attempts = attempts + 1, due_at = ? WHERE id = ? AND due_at = ? AND attempts = ?
        AND sent_at IS NULL AND failed_at IS NULL`,
      args: [now + (wait ?? 0) * minute, id, row.dueAt!, attempts],
    },
    mustChange,
  ]);
  if (!claimed.ok) return;
  if (row.kind === "password_reset" && row.signIn === null) {
    // Nobody signs in with that address: there is nothing to send, and nothing to keep of it.
    if (!await resolveReset(db, now, clinic, id, String(row.recipient))) {
      await mustWrite(db, [{ sql: "DELETE FROM mail WHERE id = ?", args: [id] }]);
      return;
    }
  }
  const composed = await compose(db, clinic, id, now);
  if ("over" in composed) {
    // Withdrawn, used or replaced before it went out: there is nothing left to tell.
    if (composed.over !== "link_over") return await endMail(db, now, row, composed.over);
    return void await mustWrite(db, [{ sql: "DELETE FROM mail WHERE id = ?", args: [id] }]);
  }
  try {
    await clinic.mail!.send(composed.message, String(row.publicId));
  } catch (error) {
    const tag = error instanceof Error ? error.message.slice(0, 60) : "unknown";
    if (error instanceof MailRefused || wait === undefined) return await endMail(db, now, row, tag);
    return void await mustWrite(db, [{
      sql: "UPDATE mail SET last_error = ? WHERE id = ?",
      args: [tag, id],
    }]);
  }
  await mustWrite(db, [{
    sql: "UPDATE mail SET sent_at = ?, last_error = NULL WHERE id = ?",
    args: [now, id],
  }]);
}

/** Gives a mail up. An invitation that cannot be delivered says so on the chart. */
async function endMail(db: Database, now: number, { id, invitation }: Row, reason: string): Promise<void> {
  await mustWrite(db, [
    { sql: "UPDATE mail SET failed_at = ?, last_error = ? WHERE id = ?", args: [now, reason, id!] },
    {
      sql:
        "UPDATE invitation SET bounced_at = ? WHERE id = ? AND ? NOT IN ('link_over', 'signing_key_changed')",
      args: [now, invitation ?? null, reason],
    },
  ]);
}
