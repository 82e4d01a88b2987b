/** What a clinic's local outbox holds: the mail that its people got, for tests to read and to follow links from. */
import type { Scenario } from "./scenario.ts";

export interface Delivered {
  recipient: string;
  sender: string;
  subject: string;
  text: string;
  html: string;
}

/** Runs the jobs and returns what has been delivered, oldest first. */
export async function delivered({ db, runJobs }: Scenario): Promise<Delivered[]> {
  await runJobs();
  const [found] = await db.read([{
    sql: "SELECT recipient, sender, subject, text, html FROM local_mail ORDER BY id",
    args: [],
  }]);
  return found!.rows as unknown as Delivered[];
}

/** The token of the one-use link in a mail. */
export function tokenIn({ text }: Pick<Delivered, "text">): string {
  const token = /\/(?:reset|invitation)\/([A-Za-z0-9_-]{43})\s/.exec(text)?.[1];
  if (token === undefined) throw new Error(`no link in: ${text}`);
  return token;
}
