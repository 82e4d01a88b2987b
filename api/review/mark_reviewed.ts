/** A clinician marks a patient's health data, or one type of it, as looked at. */
import type { NewReview, Review } from "../../schema/review.ts";
import type { Actor, Identity } from "../access.ts";
import { type Outcome, refuse } from "../errors.ts";
import { afterRace, type IdempotentRequest } from "../idempotency.ts";
import { randomId } from "../random.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { readReview } from "./queries.ts";

/** How long a page may lie open before what it showed is no longer what there is. */
const oldestPageMs = 24 * 60 * 60_000;

/**
 * One batch: the review, audit, idempotency key. A repeat returns the review that the first call made.
 * Only a practitioner looks at data in the clinic's name: others are refused.
 */
export async function markReviewed(
  scope: Scope,
  actor: Extract<Actor, { kind: "session" }>,
  patient: Identity,
  input: NewReview,
  request: IdempotentRequest,
): Promise<Outcome<Review, "invalid" | "not_found">> {
  if (actor.practitioner === undefined) return refuse("not_found");
  const publicId = request.before?.resource ?? randomId();
  if (request.before === undefined) {
    const seenAt = Date.parse(input.seenAt);
    if (seenAt > scope.now || seenAt < scope.now - oldestPageMs) {
      return refuse("invalid", {
        errors: [{ field: "seenAt", reason: "within the last 24 hours; load the page again" }],
      });
    }
    const written = await scope.db.write([
      ...request.record(201, publicId),
      {
        sql: `INSERT INTO review (public_id, patient, practitioner, code, note, seen_at, reviewed_at)
          VALUES (?, ?, ?, ?, ?, ?, ?)`,
        args: [
          publicId,
          patient.key,
          actor.practitioner.key,
          input.type ?? null,
          input.note || null,
          seenAt,
          scope.now,
        ],
      },
      auditEvent(scope, actor, { action: "review.create", patient: patient.key, entity: publicId }),
    ]);
    if (!written.ok) {
      return await markReviewed(scope, actor, patient, input, await afterRace(scope, actor, request));
    }
  }
  const review = await readReview(scope.db, patient.key, publicId);
  return review === undefined ? refuse("not_found") : { ok: true, value: review };
}
