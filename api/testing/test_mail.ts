/** Mail for tests: kept in the clinic's own outbox table; the recipient's domain can make the provider fail. */
import { localMail } from "../adapters/local_mail.ts";
import type { Database } from "../database.ts";
import { type Mail, MailRefused } from "../deps.ts";

/** `…@refused.test` is never taken; `…@down.test` fails each time; anything else is delivered once a key. */
export function testMail(open: () => Database, now: () => number): Mail {
  const local = localMail(open, now);
  return {
    async send(message, idempotencyKey) {
      if (message.to.endsWith("@refused.test")) throw new MailRefused("validation_error");
      if (message.to.endsWith("@down.test")) throw new Error("application_error");
      await local.send(message, idempotencyKey);
    },
  };
}
