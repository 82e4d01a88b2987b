/** Adds a patient, with a primary clinician where one is named. */
import type { NewPatient, Patient } from "../../schema/patient.ts";
import type { Actor } from "../access.ts";
import { first, q, sql, statement } from "../database.ts";
import { type Outcome, refuse } from "../errors.ts";
import { afterRace, type IdempotentRequest } from "../idempotency.ts";
import { randomId } from "../random.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { searchName, selectPatients, toPatient } from "./queries.ts";

/** One batch: patient, care team, audit, idempotency key. A repeat returns the patient that the first call made. */
export async function createPatient(
  scope: Scope,
  actor: Extract<Actor, { kind: "session" }>,
  input: NewPatient,
  request: IdempotentRequest,
): Promise<Outcome<Patient, "invalid">> {
  const publicId = request.before?.resource ?? randomId();
  if (request.before === undefined) {
    const today = new Date(scope.now + 14 * 60 * 60_000).toISOString().slice(0, 10);
    if (input.birthDate > today) {
      return refuse("invalid", { errors: [{ field: "birthDate", reason: "not in the future" }] });
    }
    const practitioner = input.generalPractitioner === undefined ? undefined : await first(
      scope.db,
      q.selectFrom("practitioner").select("id").where("publicId", "=", input.generalPractitioner)
        .where("active", "=", 1),
    );
    if (input.generalPractitioner !== undefined && practitioner === undefined) {
      return refuse("invalid", {
        errors: [{ field: "generalPractitioner", reason: "a practitioner of this clinic" }],
      });
    }
    const key = sql<number>`(SELECT id FROM patient WHERE public_id = ${publicId})`;
    const written = await scope.db.write([
      ...request.record(201, publicId),
      statement(
        q.insertInto("patient").values({
          publicId,
          givenName: input.name.given,
          familyName: input.name.family,
          searchName: searchName(input.name.given, input.name.family),
          birthDate: input.birthDate,
          gender: input.gender,
          email: input.email ?? null,
          phone: input.phone ?? null,
          createdAt: scope.now,
        }),
      ),
      ...(practitioner === undefined ? [] : [statement(
        q.insertInto("careTeam").values({
          patient: key,
          practitioner: practitioner.id,
          isPrimary: 1,
          startedAt: scope.now,
          endedAt: null,
        }),
      )]),
      auditEvent(scope, actor, { action: "patient.create", entity: publicId }),
    ]);
    // The same key in a parallel request got there first: its patient is the answer.
    if (!written.ok) return await createPatient(scope, actor, input, await afterRace(scope, actor, request));
  }
  const row = await first(scope.db, selectPatients().where("patient.publicId", "=", publicId));
  if (row === undefined) throw new Error("the patient just written is not there");
  return { ok: true, value: toPatient(row) };
}
