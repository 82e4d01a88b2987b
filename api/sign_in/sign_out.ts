/** Ends sessions: this one, one of the list, or all. What is ended is refused from the next request on. */
import type { Actor } from "../access.ts";
import { mustChange, q, statement } from "../database.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { setCookie } from "./cookies.ts";

type SignedIn = Extract<Actor, { kind: "session" }>;

/** Ends the caller's sessions that match; returns how many. Import permissions made by the person end with "all". */
export async function signOut(
  scope: Scope,
  actor: SignedIn,
  which: { session: string } | "all",
): Promise<number> {
  let sessions = q.updateTable("session").set({ endedAt: scope.now }).where("signIn", "=", actor.signIn)
    .where("endedAt", "is", null);
  if (which !== "all") sessions = sessions.where("publicId", "=", which.session);
  const statements = [
    statement(sessions),
    // Nothing of the caller's was ended: then nothing is audited as if it had been.
    mustChange,
    auditEvent(scope, actor, {
      action: which === "all" ? "sign_out.everywhere" : "sign_out",
      entity: which === "all" ? null : which.session,
    }),
  ];
  if (which === "all") {
    statements.push(statement(
      q.updateTable("importGrant").set({ revokedAt: scope.now }).where("signIn", "=", actor.signIn)
        .where("revokedAt", "is", null),
    ));
  }
  const written = await scope.db.write(statements);
  return written.ok ? written.results[0]?.changes ?? 0 : 0;
}

/** The cookie that removes the session's. */
export function clearSession(scope: Scope): string {
  return setCookie(scope.clinic, "session", "", 0);
}
