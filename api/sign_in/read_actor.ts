/** Who calls: the owner of a live session cookie, or the device behind a valid token. Refuses by silence. */
import type { Actor, Role } from "../access.ts";
import { first, q } from "../database.ts";
import { readGrantToken } from "../import_grant/token.ts";
import { sha256 } from "../random.ts";
import type { Scope } from "../scope.ts";
import { cookieName } from "./cookies.ts";

const minute = 60_000, hour = 60 * minute;

/** Idle and absolute life of a session: 15 min and 12 h for staff, 30 min and 24 h for patients. */
export function sessionLife(isPatient: boolean): { idle: number; absolute: number } {
  return isPatient ? { idle: 30 * minute, absolute: 24 * hour } : { idle: 15 * minute, absolute: 12 * hour };
}

/** Reads the caller of this request; a bearer token outranks a cookie. */
export async function readActor(scope: Scope): Promise<Actor | undefined> {
  if (scope.authorization !== undefined) return await readGrantToken(scope, scope.authorization);
  const token = scope.cookies.get(cookieName(scope.clinic, "session"));
  if (token === undefined || !/^[A-Za-z0-9_-]{43}$/.test(token)) return undefined;
  const row = await first(
    scope.db,
    q.selectFrom("session")
      .innerJoin("signIn", "signIn.id", "session.signIn")
      .leftJoin("patient", "patient.id", "signIn.patient")
      .leftJoin("practitioner", "practitioner.id", "signIn.practitioner")
      .select([
        "session.publicId as session",
        "session.createdAt",
        "session.activeAt",
        "session.endedAt",
        "signIn.id as signIn",
        "signIn.publicId",
        "signIn.displayName",
        "signIn.isAdministrator",
        "signIn.disabledAt",
        "signIn.patient",
        "patient.publicId as patientId",
        "signIn.practitioner",
        "practitioner.publicId as practitionerId",
      ])
      .where("session.tokenHash", "=", await sha256(token)),
  );
  if (row === undefined || row.endedAt !== null || row.disabledAt !== null) return undefined;
  const { idle, absolute } = sessionLife(row.patient !== null);
  if (scope.now >= row.activeAt + idle || scope.now >= row.createdAt + absolute) return undefined;
  const roles: Role[] = [];
  if (row.patient !== null) roles.push("patient");
  if (row.practitioner !== null) roles.push("practitioner");
  if (row.isAdministrator === 1) roles.push("administrator");
  return {
    kind: "session",
    signIn: row.signIn,
    publicId: row.publicId,
    session: row.session,
    activeAt: row.activeAt,
    displayName: row.displayName,
    roles,
    patient: row.patient !== null && row.patientId !== null
      ? { key: row.patient, publicId: row.patientId }
      : undefined,
    practitioner: row.practitioner !== null && row.practitionerId !== null
      ? { key: row.practitioner, publicId: row.practitionerId }
      : undefined,
  };
}
