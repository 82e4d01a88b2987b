/**
 * What each kind of mail says. Nothing of a patient but the first name; every link starts at the clinic's configured
 * origin. How it looks is `letter_html.tsx`'s business, plain text `letter_text.ts`'s.
 */
import type { MailKind } from "../../schema/mail.ts";

export interface LetterFacts {
  kind: MailKind;
  /** First name of who gets it; empty where nobody knows. */
  givenName: string;
  clinic: string;
  origin: string;
  /** The one-use link, for kinds that carry one. */
  link?: string;
  /** Who of the clinic sent it. */
  sender?: string;
  /** Browser and system in words. */
  device?: string;
  /** An instant in the clinic's words. */
  at?: string;
}

export interface Letter {
  subject: string;
  title: string;
  paragraphs: string[];
  action?: { label: string; href: string };
  /** Small print, below the action. */
  notes: string[];
}

const greeting = (name: string) => name === "" ? "Hello," : `Hello ${name},`;
const byTheClinic = ({ sender, clinic }: LetterFacts) => sender ? `${sender} of ${clinic}` : clinic;

/** The letter of these facts. */
export function letterOf(facts: LetterFacts): Letter {
  const { kind, givenName, clinic, origin, link = "", device = "", at = "" } = facts;
  const hello = greeting(givenName);
  const forgot = `${origin}/forgot`;
  switch (kind) {
    case "password_reset":
      return {
        subject: `Choose a new password for ${clinic}`,
        title: "Choose a new password",
        paragraphs: [
          hello,
          "Somebody, hopefully you, asked for a new password. Use this link within 30 minutes.",
        ],
        action: { label: "Choose a new password", href: link },
        notes: [
          "It works once. If you didn't ask for it, you need do nothing: your password stays as it is.",
        ],
      };
    case "password_reset_sent":
      return {
        subject: `${clinic} sent you a link for a new password`,
        title: "Choose a new password",
        paragraphs: [
          hello,
          `${
            byTheClinic(facts)
          } sent you this link so that you can choose a new password. Use it within 24 hours.`,
        ],
        action: { label: "Choose a new password", href: link },
        notes: [
          "It works once. Nobody at the clinic can see the link or your password.",
          "If you weren't expecting it, leave it and call the clinic.",
        ],
      };
    case "password_reset_printed":
      return {
        subject: `${clinic} made a link for a new password`,
        title: "A link for a new password was handed out",
        paragraphs: [
          hello,
          `${
            byTheClinic(facts)
          } made a link that sets a new password for your account, to be handed to you in ` +
          "person. It works once, within an hour.",
        ],
        notes: ["If you didn't ask for it, call the clinic now."],
      };
    case "password_changed":
      return {
        subject: `Your password at ${clinic} was changed`,
        title: "Your password was changed",
        paragraphs: [
          hello,
          `Your password was changed${
            at && ` on ${at}`
          }. Everywhere else you were signed in has been signed out.`,
        ],
        notes: [`If this wasn't you, choose another password now at ${forgot} and call the clinic.`],
      };
    case "new_device":
      return {
        subject: `New sign-in at ${clinic}`,
        title: "A sign-in from a new browser",
        paragraphs: [
          hello,
          `Your account was opened in a browser we haven't seen before: ${device}, on ${at}.`,
        ],
        notes: [
          `If this was you, you need do nothing. If it wasn't, choose another password now at ${forgot}.`,
        ],
      };
    case "invitation":
      return {
        subject: `${clinic} invites you to its patient app`,
        title: `${clinic} invites you`,
        paragraphs: [
          hello,
          `${
            byTheClinic(facts)
          } invites you to see your health data online and share what your phone and watch ` +
          "measure. Choose a password and you're in.",
        ],
        action: { label: "Accept the invitation", href: link },
        notes: ["The link is yours alone and works once, for 14 days."],
      };
    case "staff_invitation":
      return {
        subject: `Join ${clinic}`,
        title: `Join ${clinic}`,
        paragraphs: [hello, `${byTheClinic(facts)} invites you to work with ${clinic} online.`],
        action: { label: "Accept the invitation", href: link },
        notes: ["The link is yours alone and works once, for 14 days."],
      };
  }
}

/** Facts that every kind can be shown with, for previews. */
export function sampleFacts(kind: MailKind, clinic: string, origin: string): LetterFacts {
  const path = kind.endsWith("invitation") ? "invitation" : "reset";
  return {
    kind,
    givenName: "Robin",
    clinic,
    origin,
    link: `${origin}/${path}/example`,
    sender: "Dr. Example",
    device: "Safari on iPhone",
    at: "March 10, 2026 at 10:00 AM",
  };
}
