/** Withdraws an open invitation: its link opens nothing from then on. */
import type { Actor } from "../access.ts";
import { mustChange, q, statement } from "../database.ts";
import { auditEvent, type Scope } from "../scope.ts";

/** Of a patient (by key), or of a colleague (by public id). False where there was none open. */
export async function withdrawInvitation(
  scope: Scope,
  actor: Extract<Actor, { kind: "session" }>,
  whose: { patient: number } | { staff: string },
): Promise<boolean> {
  const open = q.updateTable("invitation").set({ endedAt: scope.now }).where("acceptedAt", "is", null)
    .where("endedAt", "is", null);
  const written = await scope.db.write([
    statement(
      "patient" in whose
        ? open.where("patient", "=", whose.patient)
        : open.where("patient", "is", null).where("publicId", "=", whose.staff),
    ),
    mustChange,
    auditEvent(scope, actor, {
      action: "invitation.withdraw",
      patient: "patient" in whose ? whose.patient : null,
      entity: "staff" in whose ? whose.staff : null,
    }),
  ]);
  return written.ok;
}
