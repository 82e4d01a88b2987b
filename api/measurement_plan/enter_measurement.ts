/**
 * A patient types in what they measured: the same units and bounds as the clinic's own form, the same way in as a
 * phone's readings, and a source of its own that says so.
 */
import type { OwnMeasurement } from "../../schema/measurement_plan.ts";
import type { Actor, Identity } from "../access.ts";
import { judge } from "../clinic_measurement/judge.ts";
import { guard } from "../database.ts";
import { type Outcome, refuse } from "../errors.ts";
import { type IdempotentRequest, writtenFirst } from "../idempotency.ts";
import { ingestBatch } from "../observation/ingest_batch.ts";
import { bloodPressureType } from "../observation/type_words.ts";
import { sha256 } from "../random.ts";
import { auditEvent, type Scope } from "../scope.ts";

/** The source of readings typed in by patients. */
export const handSource = { name: "Entered by hand" } as const;

/** Whether the patient has typed in a reading of these types at this very instant. */
async function isThere({ db }: Scope, patient: number, codes: readonly string[], start: number) {
  const [found] = await db.read([{
    sql: `SELECT 1 AS one FROM json_each(?2) j CROSS JOIN observation_type t ON t.code = j.value
      CROSS JOIN sample s ON s.patient = ?1 AND s.type = t.id AND s.start = ?3
      CROSS JOIN origin o ON o.id = s.origin AND o.name = ?4 LIMIT 1`,
    args: [patient, JSON.stringify(codes), start, handSource.name],
  }]);
  return found!.rows.length > 0;
}

/**
 * One batch: samples, buckets, audit and idempotency key. Nothing is stored where any part is refused; each field
 * that is wrong is named. A repeat returns what the first call stored.
 */
export async function enterMeasurement(
  scope: Scope,
  actor: Extract<Actor, { kind: "session" }>,
  patient: Identity,
  input: OwnMeasurement,
  request: IdempotentRequest,
): Promise<Outcome<{ id: string }, "invalid" | "not_found">> {
  if (request.before !== undefined) return { ok: true, value: { id: request.before.resource } };
  const judged = judge(input, scope.now);
  if (!judged.ok) return refuse("invalid", { errors: judged.errors });
  const { parts, wireUnit, start, offset } = judged.value;
  if (await isThere(scope, patient.key, parts.map(({ type }) => type), start)) {
    // It may be this very request, sent twice at once.
    const twin = await writtenFirst(scope, actor, request);
    if (twin !== undefined) return { ok: true, value: { id: twin.resource } };
    return refuse("invalid", {
      errors: [{ field: "at", reason: "a reading of that time is there already" }],
    });
  }
  const ids = parts.map(() => crypto.randomUUID());
  const source = handSource;
  const batchId = crypto.randomUUID();
  const detail = { 0: { HKWasUserEntered: true } };
  const result = await ingestBatch(scope.db, {
    patient: patient.key,
    actor: actor.publicId,
    basis: "patient",
    requestHash: await sha256(batchId),
    now: scope.now,
    guards: [
      ...request.record(201, ids[0]!),
      guard("SELECT 1 FROM patient WHERE id = ? AND active = 1", [patient.key]),
    ],
    audits: [
      auditEvent(scope, actor, { action: "measurement.create", patient: patient.key, entity: ids[0]! }),
    ],
  }, {
    batchId,
    patient: patient.publicId,
    groups: [
      ...parts.map(({ type, value }, index) => ({
        type,
        unit: wireUnit,
        source,
        start: [start],
        offset,
        value: [value],
        uuid: [ids[index]!],
        detail,
      })),
      // As a cuff sends it: the correlation binds both pressures.
      ...(input.type === bloodPressureType
        ? [{ type: bloodPressureType, source, start: [start], offset, uuid: [crypto.randomUUID()], detail }]
        : []),
    ],
  });
  if (result.ok) {
    if (result.receipt.refused > 0) throw new Error("a reading was judged good and then refused");
    return { ok: true, value: { id: ids[0]! } };
  }
  if (result.refusal.tag !== "not_permitted") throw new Error(`a reading by hand: ${result.refusal.tag}`);
  // Either the same request won a race, or the patient is not active any more.
  const twin = await writtenFirst(scope, actor, request);
  return twin === undefined ? refuse("not_found") : { ok: true, value: { id: twin.resource } };
}
