/** The outbox row of a mail, to stand in the batch of the change that it tells of. */
import type { MailKind } from "../../schema/mail.ts";
import type { SqlValue, Statement } from "../database.ts";
import { randomId } from "../random.ts";

export interface QueuedMail {
  kind: MailKind;
  recipient: string;
  signIn?: number;
  /** Public id of the link or invitation, which may be made in the same batch. */
  resetLink?: string;
  invitation?: string;
  detail?: Record<string, string>;
}

/** Queues a mail; `when` is a condition (SQL, with its arguments) under which alone it is written. */
export function queueMail(
  now: number,
  { kind, recipient, signIn, resetLink, invitation, detail }: QueuedMail,
  when: { sql: string; args: readonly SqlValue[] } = { sql: "1", args: [] },
): Statement {
  return {
    sql:
      `INSERT INTO mail (public_id, kind, recipient, sign_in, reset_link, invitation, detail, created_at, due_at)
      SELECT ?, ?, ?, ?, (SELECT id FROM reset_link WHERE public_id = ?),
        (SELECT id FROM invitation WHERE public_id = ?), ?, ?, ? WHERE ${when.sql}`,
    args: [
      randomId(),
      kind,
      recipient,
      signIn ?? null,
      resetLink ?? null,
      invitation ?? null,
      detail === undefined ? null : JSON.stringify(detail),
      now,
      now,
      ...when.args,
    ],
  };
}
