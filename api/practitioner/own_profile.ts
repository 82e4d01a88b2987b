/** Whose profile a practitioner's route is about: one's own, or anybody's for administrators. Refusals are audited. */
import type { Actor } from "../access.ts";
import { mustWrite } from "../database.ts";
import { type Outcome, refuse } from "../errors.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { type FoundProfile, profileOf } from "./queries.ts";

/** The profile to read or change, for who may. */
export async function ownProfile(
  scope: Scope,
  actor: Actor,
  publicId: string,
  operation: string,
): Promise<Outcome<FoundProfile, "not_found">> {
  const own = actor.kind === "session" && actor.practitioner?.publicId === publicId;
  const found = own || actor.roles.includes("administrator")
    ? await profileOf(scope.db, publicId)
    : undefined;
  if (found !== undefined) return { ok: true, value: found };
  await mustWrite(scope.db, [
    auditEvent(scope, actor, { action: operation, outcome: "refused", detail: "not_found" }),
  ]);
  return refuse("not_found");
}
