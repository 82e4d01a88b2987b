/** A clinician asks a patient for measurements, and stops asking. What was measured stays either way. */
import type { MeasurementPlan, NewMeasurementPlan } from "../../schema/measurement_plan.ts";
import type { Actor, Identity } from "../access.ts";
import { first, mustWrite, q } from "../database.ts";
import { type FieldError, type Outcome, refuse } from "../errors.ts";
import { afterRace, type IdempotentRequest } from "../idempotency.ts";
import { randomId } from "../random.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { readPlan } from "./queries.ts";
import { dayIn, isTimeZone } from "./slots.ts";

type SessionActor = Extract<Actor, { kind: "session" }>;

/** Nobody plans further ahead, in days. */
const furthestDays = 92;
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function wrongs(input: NewMeasurementPlan, timeZone: string, now: number): FieldError[] {
  const errors: FieldError[] = [];
  if (!isTimeZone(timeZone)) return [{ field: "timeZone", reason: "an IANA zone such as America/Chicago" }];
  if (input.startsOn < dayIn(now, timeZone)) errors.push({ field: "startsOn", reason: "today or later" });
  if (input.startsOn > dayIn(now + furthestDays * 86_400_000, timeZone)) {
    errors.push({ field: "startsOn", reason: "within three months" });
  }
  const times = input.times.map(minutes).sort((a, b) => a - b);
  // The last and the first are neighbours too, over midnight.
  if (times.length > 1 && times.some((time, index) => ((times[index + 1] ?? times[0]! + 1440) - time) < 60)) {
    errors.push({ field: "times", reason: "at least an hour apart" });
  }
  if (new Set(input.types).size < input.types.length) errors.push({ field: "types", reason: "each once" });
  return errors;
}

/** One batch: the plan, audit, idempotency key. A repeat returns the plan that the first call made. */
export async function makePlan(
  scope: Scope,
  actor: SessionActor,
  patient: Identity,
  input: NewMeasurementPlan,
  request: IdempotentRequest,
): Promise<Outcome<MeasurementPlan, "invalid" | "not_found">> {
  if (actor.practitioner === undefined) return refuse("not_found");
  const publicId = request.before?.resource ?? randomId();
  if (request.before === undefined) {
    const clinic = await first(scope.db, q.selectFrom("organization").select("timeZone").where("id", "=", 1));
    const timeZone = input.timeZone ?? clinic?.timeZone ?? "UTC";
    const errors = wrongs(input, timeZone, scope.now);
    if (errors.length > 0) return refuse("invalid", { errors });
    const written = await scope.db.write([
      ...request.record(201, publicId),
      {
        sql:
          `INSERT INTO measurement_plan (public_id, patient, practitioner, codes, times, readings, starts_on,
          days, time_zone, instruction, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        args: [
          publicId,
          patient.key,
          actor.practitioner.key,
          JSON.stringify(input.types),
          JSON.stringify([...input.times].sort()),
          input.readings,
          input.startsOn,
          input.days,
          timeZone,
          input.instruction || null,
          scope.now,
        ],
      },
      auditEvent(scope, actor, { action: "measurement_plan.create", patient: patient.key, entity: publicId }),
    ]);
    if (!written.ok) {
      return await makePlan(scope, actor, patient, input, await afterRace(scope, actor, request));
    }
  }
  const plan = await readPlan(scope.db, patient.key, publicId, scope.now);
  return plan === undefined ? refuse("not_found") : { ok: true, value: plan };
}

/** Stops a plan; one that was stopped before stays as it is. */
export async function stopPlan(
  scope: Scope,
  actor: SessionActor,
  patient: Identity,
  id: string,
): Promise<Outcome<MeasurementPlan, "not_found">> {
  const before = await readPlan(scope.db, patient.key, id, scope.now);
  if (before === undefined || actor.practitioner === undefined) return refuse("not_found");
  if (before.stoppedAt !== null) return { ok: true, value: before };
  await mustWrite(scope.db, [
    {
      sql: `UPDATE measurement_plan SET stopped_at = ?, stopped_by = ?
        WHERE patient = ? AND public_id = ? AND stopped_at IS NULL`,
      args: [scope.now, actor.practitioner.key, patient.key, id],
    },
    auditEvent(scope, actor, { action: "measurement_plan.stop", patient: patient.key, entity: id }),
  ]);
  const plan = await readPlan(scope.db, patient.key, id, scope.now);
  return plan === undefined ? refuse("not_found") : { ok: true, value: plan };
}
