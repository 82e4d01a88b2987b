/**
 * Mail by Resend, over its HTTP API (https://resend.com/docs/api-reference/emails/send-email): one POST. Its SDK would
 * add 35 KB to the Worker, most of it for reading mail.
 */
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

/** The tag of a refusal (`{"name": …}`), or its status. */
async function refusal(response: Response): Promise<string> {
  const body: { name?: unknown } = await response.json().catch(() => ({}));
  return typeof body.name === "string" && /^[a-z_]{1,60}$/.test(body.name)
    ? body.name
    : `status_${response.status}`;
}

/** Sends through one account; `request` is how it is reached. */
export function resendMail(
  { apiKey, from }: ResendSettings,
  request: (url: string, init: RequestInit) => Promise<Response> = (url, init) => fetch(url, init),
): Mail {
  return {
    async send({ senderName, to, subject, text, html }, idempotencyKey) {
      let response: Response;
      try {
        response = await request("https://api.resend.com/emails", {
          method: "POST",
          headers: {
            authorization: `Bearer ${apiKey}`,
            "content-type": "application/json",
            "idempotency-key": idempotencyKey,
          },
          body: JSON.stringify({
            from: `"${displayName(senderName)}" <${from}>`,
            to: [to],
            subject,
            text,
            html,
          }),
          signal: AbortSignal.timeout(timeoutMs),
        });
      } catch (error) {
        throw new Error(error instanceof Error && error.name === "TimeoutError" ? "timeout" : "unreachable");
      }
      if (response.ok) return void await response.body?.cancel();
      const tag = await refusal(response);
      // This key has sent a message already, and words in it (the clinic's name) changed since: it went out.
      if (tag === "invalid_idempotent_request") return;
      if (final.has(tag)) throw new MailRefused(tag);
      throw new Error(tag);
    },
  };
}
