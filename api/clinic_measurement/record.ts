/**
 * Puts a measurement of the clinic on a chart, corrects one, or takes one back. It goes in by the one way that all
 * health data goes, as its author's own source, so that it stands beside the patient's and is never merged with it.
 */
import type { ClinicMeasurement, NewClinicMeasurement } from "../../schema/clinic_measurement.ts";
import type { ObservationBatch } from "../../schema/observation.ts";
import type { Actor, Identity } from "../access.ts";
import { first, guard, mustChange, q, type Statement } from "../database.ts";
import { type Outcome, refuse } from "../errors.ts";
import { type IdempotentRequest, writtenFirst } from "../idempotency.ts";
import { ingestBatch } from "../observation/ingest_batch.ts";
import { sha256 } from "../random.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { judge } from "./judge.ts";
import { type Entry, readEntry } from "./read.ts";

type SessionActor = Extract<Actor, { kind: "session" }>;
const reason = "measured in the clinic";

/** Gives a measurement up, so that the batch may delete its samples: nothing else can. */
function giveUp(patient: Identity, { measurement }: Entry): Statement[] {
  return [
    {
      sql: "DELETE FROM clinic_measurement WHERE patient = ? AND entry = unhex(?, '-')",
      args: [patient.key, measurement.id],
    },
    mustChange,
  ];
}

function deletionsOf({ parts }: Entry): NonNullable<ObservationBatch["deletions"]> {
  return parts.map(({ type, uuid }) => ({ type, uuid: [uuid] }));
}

/** Makes a sample, by type and uuid, the clinic's. */
function claim(
  patient: Identity,
  practitioner: Identity,
  entry: string,
  { type, uuid, start }: { type: string; uuid: string; start: number },
): Statement[] {
  return [{
    sql: `INSERT INTO clinic_measurement (patient, type, start, uuid, entry, practitioner)
      SELECT s.patient, s.type, s.start, s.uuid, unhex(?5, '-'), ?6
      FROM observation_type t
      CROSS JOIN sample s ON s.patient = ?1 AND s.type = t.id AND s.start = ?3 AND s.uuid = unhex(?4, '-')
      WHERE t.code = ?2`,
    args: [patient.key, type, start, uuid, entry, practitioner.key],
  }, mustChange];
}

async function send(
  scope: Scope,
  actor: SessionActor,
  patient: Identity,
  batch: ObservationBatch,
  statements: { guards: Statement[]; audits: Statement[] },
): Promise<boolean> {
  const result = await ingestBatch(scope.db, {
    patient: patient.key,
    actor: actor.publicId,
    basis: "practitioner",
    reason,
    requestHash: await sha256(batch.batchId),
    now: scope.now,
    ...statements,
  }, batch);
  if (result.ok) {
    if (result.receipt.refused > 0) throw new Error("a measurement was judged good and then refused");
    return true;
  }
  if (result.refusal.tag !== "not_permitted") throw new Error(`a measurement: ${result.refusal.tag}`);
  return false;
}

/**
 * One batch: samples, buckets, author, audit and idempotency key; with `replaces`, also the deletion of what is
 * corrected. A repeat returns what the first call made. `not_found`: what is to be corrected isn't there any more, or
 * the patient isn't active.
 */
export async function recordMeasurement(
  scope: Scope,
  actor: SessionActor,
  practitioner: Identity,
  patient: Identity,
  input: NewClinicMeasurement,
  request: IdempotentRequest,
): Promise<Outcome<ClinicMeasurement, "invalid" | "not_found">> {
  if (request.before !== undefined) return await again(scope, patient, request.before.resource);
  const judged = judge(input, scope.now);
  if (!judged.ok) return refuse("invalid", { errors: judged.errors });
  const replaced = input.replaces === undefined
    ? undefined
    : await readEntry(scope.db, patient.key, input.replaces);
  if (input.replaces !== undefined && replaced === undefined) return refuse("not_found");
  const author = await first(
    scope.db,
    q.selectFrom("practitioner").select(["givenName", "familyName", "credentials"])
      .where("id", "=", practitioner.key),
  );
  if (author === undefined) throw new Error("a practitioner without a row");
  const name = `${author.givenName} ${author.familyName}${
    author.credentials ? `, ${author.credentials}` : ""
  }`;

  const { wireUnit, start, offset } = judged.value;
  const parts = judged.value.parts.map((part) => ({ ...part, start, uuid: crypto.randomUUID() }));
  const entry = parts[0]!.uuid;
  const batchId = crypto.randomUUID();
  const written = await send(scope, actor, patient, {
    batchId,
    patient: patient.publicId,
    groups: parts.map(({ type, value, uuid }) => ({
      type,
      unit: wireUnit,
      source: { name: `Clinic — by ${name}`.slice(0, 200) },
      start: [start],
      offset,
      value: [value],
      uuid: [uuid],
      // Always there: where a detail is, none can be added from outside.
      detail: { 0: { enteredInClinic: true, ...(input.note === undefined ? {} : { note: input.note }) } },
    })),
    ...(replaced === undefined ? {} : { deletions: deletionsOf(replaced) }),
  }, {
    guards: [
      ...request.record(201, entry),
      guard("SELECT 1 FROM patient WHERE id = ? AND active = 1", [patient.key]),
      ...(replaced === undefined ? [] : giveUp(patient, replaced)),
    ],
    audits: [
      ...parts.flatMap((part) => claim(patient, practitioner, entry, part)),
      ...(replaced === undefined ? [] : [auditEvent(scope, actor, {
        action: "observation.delete",
        patient: patient.key,
        entity: replaced.measurement.id,
        detail: "corrected",
      })]),
      auditEvent(scope, actor, { action: "observation.create", patient: patient.key, entity: entry }),
    ],
  });
  if (written) return await again(scope, patient, entry);
  // The same key in a parallel request got there first: its measurement is the answer.
  const before = await writtenFirst(scope, actor, request);
  return before === undefined ? refuse("not_found") : await again(scope, patient, before.resource);
}

async function again(
  scope: Scope,
  patient: Identity,
  id: string,
): Promise<Outcome<ClinicMeasurement, "not_found">> {
  const entry = await readEntry(scope.db, patient.key, id);
  return entry === undefined ? refuse("not_found") : { ok: true, value: entry.measurement };
}

/** Deletes a measurement for good, both pressures of one alike. Device readings are not the clinic's to delete. */
export async function deleteMeasurement(
  scope: Scope,
  actor: SessionActor,
  patient: Identity,
  id: string,
): Promise<Outcome<undefined, "not_found">> {
  const entry = await readEntry(scope.db, patient.key, id);
  if (entry === undefined) return refuse("not_found");
  const batch = {
    batchId: crypto.randomUUID(),
    patient: patient.publicId,
    groups: [],
    deletions: deletionsOf(entry),
  };
  const written = await send(scope, actor, patient, batch, {
    guards: giveUp(patient, entry),
    audits: [auditEvent(scope, actor, {
      action: "observation.delete",
      patient: patient.key,
      entity: entry.measurement.id,
    })],
  });
  return written ? { ok: true, value: undefined } : refuse("not_found");
}
