/** Mail by Resend (https://resend.com/docs/api-reference/emails/send-email). Loaded when the first mail is sent. */
import { type Mail, MailRefused } from "../deps.ts";

export interface ResendSettings {
  apiKey: string;
  /** The address that mail comes from; its domain is verified at Resend. */
  from: string;
}

/** Refusals that another try cannot change: the message itself is at fault. */
const final = new Set(["validation_error", "missing_required_field", "invalid_parameter"]);
const timeoutMs = 10_000;

/** A display name cannot carry what ends it. */
const displayName = (name: string) => name.replace(/[\p{Cc}"<>\\]/gu, " ").trim();

/** Sends through one account. */
export function resendMail({ apiKey, from }: ResendSettings): Mail {
  return {
    async send({ senderName, to, subject, text, html }, idempotencyKey) {
      const { Resend } = await import("resend");
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error("timeout")), timeoutMs);
      });
      try {
        const sending = new Resend(apiKey).emails.send(
          { from: `"${displayName(senderName)}" <${from}>`, to, subject, text, html },
          { idempotencyKey },
        );
        const { error } = await Promise.race([sending, late]);
        if (error === null) return;
        if (final.has(error.name)) throw new MailRefused(error.name);
        throw new Error(error.name);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
