/** The live sessions of a person, newest use first. */
import type { SessionEntry } from "../../schema/sign_in.ts";
import type { Actor } from "../access.ts";
import { all, q } from "../database.ts";
import type { Scope } from "../scope.ts";
import { sessionLife } from "./read_actor.ts";

export async function listSessions(
  scope: Scope,
  actor: Extract<Actor, { kind: "session" }>,
): Promise<SessionEntry[]> {
  const { idle, absolute } = sessionLife(actor.patient !== undefined);
  const rows = await all(
    scope.db,
    q.selectFrom("session").select(["publicId", "createdAt", "activeAt", "userAgent", "network"])
      .where("signIn", "=", actor.signIn).where("endedAt", "is", null)
      .where("activeAt", ">", scope.now - idle).where("createdAt", ">", scope.now - absolute)
      .orderBy("activeAt", "desc").limit(100),
  );
  return rows.map((row) => ({
    id: row.publicId,
    current: row.publicId === actor.session,
    createdAt: new Date(row.createdAt).toISOString(),
    activeAt: new Date(row.activeAt).toISOString(),
    userAgent: row.userAgent,
    network: row.network,
  }));
}
