/** The kinds of mail, in the words of whoever looks after them. */
import type { MailKind } from "../../schema/mail.ts";

export const mailWords: Record<MailKind, { title: string; when: string }> = {
  password_reset: { title: "New password", when: "When somebody asks for it on the sign-in page." },
  password_reset_sent: { title: "New password, sent by the clinic", when: "From a patient's chart." },
  password_reset_printed: { title: "A link was handed out", when: "When a link is printed or read out." },
  password_changed: { title: "Password changed", when: "After every change of a password." },
  new_device: { title: "New browser", when: "After a sign-in from a browser not seen before." },
  invitation: { title: "Invitation of a patient", when: "From a patient's chart." },
  staff_invitation: { title: "Invitation of a colleague", when: "From Settings, by an administrator." },
};

const reasons: Record<string, string> = {
  validation_error: "The provider refuses this address.",
  signing_key_changed: "The deployment's signing key was changed meanwhile.",
  timeout: "The provider did not answer.",
};

/** Why a mail could not be sent; a tag nobody foresaw is shown as it is. */
export const mailReason = (tag: string | null) =>
  tag === null ? "" : reasons[tag] ?? tag.replaceAll("_", " ");
