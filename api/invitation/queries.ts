/** Reading invitations. */
import type { Invitation, PatientSignIn } from "../../schema/invitation.ts";
import { all, type Database, first, q } from "../database.ts";

const selectInvitations = () =>
  q.selectFrom("invitation").innerJoin("signIn", "signIn.id", "invitation.invitedBy").select([
    "invitation.publicId",
    "invitation.email",
    "invitation.givenName",
    "invitation.familyName",
    "invitation.patient",
    "invitation.isPractitioner",
    "invitation.isAdministrator",
    "invitation.createdAt",
    "invitation.expiresAt",
    "invitation.openedAt",
    "invitation.bouncedAt",
    "invitation.acceptedAt",
    "invitation.endedAt",
    "signIn.displayName as invitedBy",
  ]);

type Row = ReturnType<ReturnType<typeof selectInvitations>["compile"]> extends { query: unknown }
  ? Awaited<ReturnType<ReturnType<typeof selectInvitations>["executeTakeFirstOrThrow"]>>
  : never;

/**
 * Where an invitation stands. What ends it outranks what happened before; an address that bounced can still be
 * mistaken, so a page that was opened outranks it.
 */
function stateOf(row: Row, now: number): Invitation["state"] {
  if (row.acceptedAt !== null) return "accepted";
  if (row.endedAt !== null) return "withdrawn";
  if (row.expiresAt <= now) return "expired";
  if (row.openedAt !== null) return "opened";
  return row.bouncedAt !== null ? "bounced" : "sent";
}

function toInvitation(row: Row, now: number): Invitation {
  const roles: Invitation["roles"] = [];
  if (row.patient !== null) roles.push("patient");
  if (row.isPractitioner === 1) roles.push("practitioner");
  if (row.isAdministrator === 1) roles.push("administrator");
  return {
    id: row.publicId,
    email: row.email,
    name: { given: row.givenName, family: row.familyName },
    roles,
    state: stateOf(row, now),
    invitedBy: row.invitedBy,
    sentAt: new Date(row.createdAt).toISOString(),
    expiresAt: new Date(row.expiresAt).toISOString(),
    acceptedAt: row.acceptedAt === null ? null : new Date(row.acceptedAt).toISOString(),
  };
}

/** One invitation, which was just written. */
export async function readInvitation(db: Database, publicId: string, now: number): Promise<Invitation> {
  const row = await first(db, selectInvitations().where("invitation.publicId", "=", publicId));
  if (row === undefined) throw new Error("the invitation just written is not there");
  return toInvitation(row, now);
}

const recentMs = 30 * 24 * 60 * 60_000;

/** Invitations of colleagues that are not withdrawn, newest first; accepted ones for a month. */
export async function staffInvitations(db: Database, now: number): Promise<Invitation[]> {
  const rows = await all(
    db,
    selectInvitations().where("invitation.patient", "is", null).where("invitation.endedAt", "is", null)
      .where((expression) =>
        expression.or([
          expression("invitation.acceptedAt", "is", null),
          expression("invitation.acceptedAt", ">", now - recentMs),
        ])
      ).orderBy("invitation.id", "desc").limit(200),
  );
  return rows.map((row) => toInvitation(row, now));
}

/** How a patient gets in: their sign-in and their newest invitation. */
export async function patientSignIn(db: Database, patient: number, now: number): Promise<PatientSignIn> {
  const account = await first(
    db,
    q.selectFrom("signIn").select(["email", "disabledAt"]).where("patient", "=", patient),
  );
  const row = await first(
    db,
    selectInvitations().where("invitation.patient", "=", patient).orderBy("invitation.id", "desc").limit(1),
  );
  return {
    signIn: account === undefined ? null : { email: account.email, disabled: account.disabledAt !== null },
    invitation: row === undefined ? null : toInvitation(row, now),
  };
}
