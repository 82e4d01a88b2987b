/** Changes the clinic's settings, unless somebody else did since they were read. */
import type { Organization, OrganizationUpdate } from "../../schema/organization.ts";
import type { Actor } from "../access.ts";
import { changedFields } from "../changed_fields.ts";
import { mustChange, q, statement } from "../database.ts";
import { type Outcome, refuse } from "../errors.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { readOrganization } from "./queries.ts";

/** One batch: settings and audit, which names what changed but not to what. */
export async function updateOrganization(
  scope: Scope,
  actor: Actor,
  { version, addresses, hours, ...fields }: OrganizationUpdate,
): Promise<Outcome<Organization, "not_found" | "changed_meanwhile">> {
  const before = await readOrganization(scope.db);
  if (before === undefined) return refuse("not_found");
  const written = await scope.db.write([
    statement(
      q.updateTable("organization").set({
        ...fields,
        addresses: JSON.stringify(addresses),
        hours: hours === null ? null : JSON.stringify(hours),
        version: version + 1,
      }).where("id", "=", 1).where("version", "=", version),
    ),
    mustChange,
    auditEvent(scope, actor, {
      action: "organization.update",
      detail: changedFields(before, { ...fields, addresses, hours }),
    }),
  ]);
  if (!written.ok) return refuse("changed_meanwhile");
  const { logo } = before;
  return { ok: true, value: { ...fields, addresses, hours, version: version + 1, logo } };
}
