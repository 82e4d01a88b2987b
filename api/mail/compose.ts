/** Turns an outbox row into a message, with what is true at the moment of sending. */
import type { MailKind } from "../../schema/mail.ts";
import type { Database, Row } from "../database.ts";
import type { Clinic, MailMessage } from "../deps.ts";
import { type LetterFacts, letterOf } from "./letter.ts";
import { letterHtml } from "./letter_html.tsx";
import { letterText } from "./letter_text.ts";
import { linkToken } from "./link_token.ts";

/** A message ready to go, or the reason why there is nothing to send any more. */
export type Composed = { message: MailMessage } | { over: string };

const select = `SELECT mail.kind, mail.recipient, mail.detail, mail.created_at, organization.name AS clinic,
    organization.time_zone,
    coalesce(invitation.given_name, patient.given_name, practitioner.given_name, '') AS given_name,
    sender.display_name AS sender,
    reset_link.public_id AS link_id, reset_link.token_hash AS link_hash,
    reset_link.used_at IS NULL AND reset_link.ended_at IS NULL AND reset_link.expires_at > ?2 AS link_open,
    invitation.public_id AS invitation_id, invitation.token_hash AS invitation_hash,
    invitation.accepted_at IS NULL AND invitation.ended_at IS NULL AND invitation.expires_at > ?2 AS invitation_open
  FROM mail JOIN organization
  LEFT JOIN reset_link ON reset_link.id = mail.reset_link
  LEFT JOIN invitation ON invitation.id = mail.invitation
  LEFT JOIN sign_in ON sign_in.id = mail.sign_in
  LEFT JOIN patient ON patient.id = sign_in.patient
  LEFT JOIN practitioner ON practitioner.id = sign_in.practitioner
  LEFT JOIN sign_in AS sender ON sender.id = coalesce(reset_link.made_by, invitation.invited_by)
  WHERE mail.id = ?1`;

/** An instant on the clinic's clock. */
function clinicTime(at: number, zone: string): string {
  return new Intl.DateTimeFormat("en-US", { timeZone: zone, dateStyle: "long", timeStyle: "short" }).format(
    at,
  );
}

async function linkOf(
  clinic: Pick<Clinic, "origin" | "signingKey">,
  row: Row,
): Promise<{ link?: string } | { over: string }> {
  const [purpose, path] = row.invitationId !== null
    ? ["invitation", "invitation"] as const
    : ["reset", "reset"] as const;
  const [id, hash, open] = purpose === "invitation"
    ? [row.invitationId, row.invitationHash, row.invitationOpen]
    : [row.linkId, row.linkHash, row.linkOpen];
  if (id === null || row.kind === "password_reset_printed") return {};
  if (open !== 1) return { over: "link_over" };
  const { token, hash: derived } = await linkToken(clinic, purpose, String(id));
  // The signing key was changed since: what would be mailed opens nothing.
  if (derived.toHex() !== (hash as Uint8Array).toHex()) return { over: "signing_key_changed" };
  return { link: `${clinic.origin}/${path}/${token}` };
}

/** A message from facts. */
export function messageOf(facts: LetterFacts, to: string): MailMessage {
  const letter = letterOf(facts);
  return {
    senderName: facts.clinic,
    to,
    subject: letter.subject,
    text: letterText(letter, facts.clinic),
    html: letterHtml(letter, facts.clinic),
  };
}

/** Reads what the mail is about and writes it. */
export async function compose(
  db: Database,
  clinic: Pick<Clinic, "origin" | "signingKey">,
  id: number,
  now: number,
): Promise<Composed> {
  const [found] = await db.read([{ sql: select, args: [id, now] }]);
  const row = found?.rows[0];
  if (row === undefined) return { over: "gone" };
  const link = await linkOf(clinic, row);
  if ("over" in link) return link;
  const detail: Record<string, string> = row.detail === null ? {} : JSON.parse(String(row.detail));
  return {
    message: messageOf({
      kind: String(row.kind) as MailKind,
      givenName: String(row.givenName),
      clinic: String(row.clinic),
      origin: clinic.origin,
      at: clinicTime(Number(row.createdAt), String(row.timeZone)),
      ...(row.sender === null ? {} : { sender: String(row.sender) }),
      ...detail,
      ...link,
    }, String(row.recipient)),
  };
}
