/** The outbox as an administrator sees it, and the outbox of a deployment on this machine. */
import type { LocalMail, MailEntry, MailPreview, Outbox } from "../../schema/mail.ts";
import { mailKinds } from "../../schema/mail.ts";
import { all, first, mustChange, q, sql, statement } from "../database.ts";
import type { Actor } from "../access.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { isLoopback } from "../settings.ts";
import { messageOf } from "./compose.ts";
import { sampleFacts } from "./letter.ts";

const instant = (at: number) => new Date(at).toISOString();

/** What waits (as a number) and what is dead. */
export async function readOutbox(scope: Scope): Promise<Outbox> {
  const waiting = q.selectFrom("mail").select(sql<number>`count(*)`.as("waiting")).where("sentAt", "is", null)
    .where("failedAt", "is", null);
  const dead = await all(
    scope.db,
    q.selectFrom("mail").select(["publicId", "kind", "recipient", "createdAt", "attempts", "lastError"])
      .where("failedAt", "is not", null).orderBy("failedAt", "desc").limit(100),
  );
  const { mail, origin } = scope.clinic;
  return {
    delivery: mail === undefined ? "none" : isLoopback(origin) ? "local" : "sends",
    waiting: (await first(scope.db, waiting))?.waiting ?? 0,
    failed: dead.map(({ publicId, createdAt, ...rest }): MailEntry => ({
      id: publicId,
      state: "failed",
      createdAt: instant(createdAt),
      ...rest,
    })),
  };
}

/** Lets a dead mail be tried again, from now on; false where there is none of that id. */
export async function sendAgain(
  scope: Scope,
  actor: Extract<Actor, { kind: "session" }>,
  publicId: string,
): Promise<boolean> {
  const written = await scope.db.write([
    statement(
      q.updateTable("mail").set({ failedAt: null, attempts: 0, dueAt: scope.now }).where(
        "publicId",
        "=",
        publicId,
      )
        .where("failedAt", "is not", null),
    ),
    mustChange,
    auditEvent(scope, actor, { action: "mail.send_again", entity: publicId }),
  ]);
  return written.ok;
}

/** Every kind of mail as the clinic's people would get it, with an invented name. */
export async function previewMails(scope: Scope): Promise<MailPreview[]> {
  const clinic = await first(scope.db, q.selectFrom("organization").select("name"));
  return mailKinds.map((kind) => {
    const { senderName, subject, text, html } = messageOf(
      sampleFacts(kind, clinic?.name ?? "", scope.clinic.origin),
      "",
    );
    return { kind, sender: senderName, subject, text, html };
  });
}

/** The networks of this machine itself, as the scope names them. */
const here = new Set(["127.0.0.0/24", "0:0:0::/48"]);

/** What this machine kept of its mail, newest first; undefined anywhere but on this machine, and for anyone else. */
export async function readLocalOutbox(scope: Scope): Promise<LocalMail[] | undefined> {
  if (!isLoopback(scope.clinic.origin) || !here.has(scope.network)) return undefined;
  const rows = await all(
    scope.db,
    q.selectFrom("localMail").select(["id", "sender", "recipient", "subject", "text", "html", "sentAt"])
      .orderBy("id", "desc").limit(100),
  );
  return rows.map(({ sentAt, ...rest }) => ({ ...rest, sentAt: instant(sentAt) }));
}
