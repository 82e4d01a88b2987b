/** Mail of a deployment on one's own machine: kept in the database, shown at `/dev/outbox`, sent to nobody. */
import { type Database, mustWrite } from "../database.ts";
import type { Mail } from "../deps.ts";

const kept = 200;

/** `open` gives a database for one message; `now` is the clock that stamps it. */
export function localMail(open: () => Database, now: () => number = Date.now): Mail {
  return {
    async send({ senderName, to, subject, text, html }, idempotencyKey) {
      const db = open();
      try {
        await mustWrite(db, [
          {
            sql: `INSERT INTO local_mail (idempotency_key, sender, recipient, subject, text, html, sent_at)
              VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
            args: [idempotencyKey, senderName, to, subject, text, html, now()],
          },
          {
            sql: "DELETE FROM local_mail WHERE id <= (SELECT max(id) FROM local_mail) - ?",
            args: [kept],
          },
        ]);
      } finally {
        db.close();
      }
    },
  };
}
