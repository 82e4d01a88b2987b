/** Changes a practitioner's profile, unless somebody else did since it was read. */
import type { PractitionerProfile, PractitionerUpdate } from "../../schema/practitioner.ts";
import type { Actor } from "../access.ts";
import { changedFields } from "../changed_fields.ts";
import { mustChange, q, statement } from "../database.ts";
import { type Outcome, refuse } from "../errors.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { displayName, type FoundProfile } from "./queries.ts";

/** One batch: profile, the name that the sign-in goes by, and audit, which names what changed but not to what. */
export async function updatePractitioner(
  scope: Scope,
  actor: Actor,
  { key, profile }: FoundProfile,
  { version, ...update }: PractitionerUpdate,
): Promise<Outcome<PractitionerProfile, "changed_meanwhile">> {
  const { name, specialties, languages, shown, ...fields } = update;
  const written = await scope.db.write([
    statement(
      q.updateTable("practitioner").set({
        ...fields,
        givenName: name.given,
        familyName: name.family,
        specialties: JSON.stringify(specialties),
        languages: JSON.stringify(languages),
        shown: JSON.stringify(shown),
        version: version + 1,
      }).where("id", "=", key).where("version", "=", version),
    ),
    mustChange,
    statement(
      q.updateTable("signIn").set({ displayName: displayName(update) }).where("practitioner", "=", key),
    ),
    auditEvent(scope, actor, {
      action: "practitioner.update",
      entity: profile.id,
      detail: changedFields(profile, update),
    }),
  ]);
  if (!written.ok) return refuse("changed_meanwhile");
  return { ok: true, value: { ...profile, ...update, version: version + 1 } };
}
