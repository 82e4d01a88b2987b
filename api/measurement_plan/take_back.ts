/**
 * What a patient typed in of late, and taking one of it back: a slip of the thumb must not stand on a chart. Only
 * readings typed in are theirs to take back here; a device's are not, and neither are the clinic's.
 */
import { measurables } from "../../schema/clinic_measurement.ts";
import type { EnteredMeasurement } from "../../schema/measurement_plan.ts";
import type { Actor, Identity } from "../access.ts";
import { type Database, guard, type Row } from "../database.ts";
import { type Outcome, refuse } from "../errors.ts";
import { ingestBatch } from "../observation/ingest_batch.ts";
import { dayMs } from "../observation/local_time.ts";
import { bloodPressureType, diastolicType, systolicType, typeWords } from "../observation/type_words.ts";
import { sha256 } from "../random.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { handSource } from "./enter_measurement.ts";

/** Days in which a reading can be taken back; the clinician's picture of longer ago stays as it was. */
const days = 7;
const most = 20;

interface Entered {
  measurement: EnteredMeasurement;
  parts: { type: string; uuid: string }[];
}

const uuidText = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
const codes = JSON.stringify([...new Set(measurables.flatMap(({ type, parts }) => [type, ...parts]))]);

/** A reading, or both pressures and what binds them. */
function entered(rows: readonly Row[]): Entered | undefined {
  const of = (code: string) => rows.find((row) => row.code === code);
  const first = of(systolicType) ?? rows.find(({ value }) => value !== null);
  if (first === undefined) return undefined;
  const type = first.code === systolicType ? bloodPressureType : first.code as string;
  const { display, unit, unitDisplay, decimals } = typeWords(type);
  return {
    measurement: {
      id: uuidText(first.uuid as string),
      type,
      display,
      value: first.value as number,
      second: type === bloodPressureType ? (of(diastolicType)?.value ?? null) as number | null : null,
      unit,
      unitDisplay,
      decimals,
      at: new Date(first.start as number).toISOString(),
      offset: first.offset as number,
    },
    parts: rows.map((row) => ({ type: row.code as string, uuid: uuidText(row.uuid as string) })),
  };
}

async function readEntered(db: Database, patient: number, now: number): Promise<Entered[]> {
  const [found] = await db.read([{
    sql: `SELECT t.code, s.start, s.offset, s.value, lower(hex(s.uuid)) AS uuid
      FROM json_each(?2) j CROSS JOIN observation_type t ON t.code = j.value
      CROSS JOIN sample s ON s.patient = ?1 AND s.type = t.id AND s.start >= ?3
      CROSS JOIN origin o ON o.id = s.origin AND o.name = ?4
      ORDER BY s.start DESC, t.code LIMIT ?5`,
    args: [patient, codes, now - days * dayMs, handSource.name, most * 3],
  }]);
  const pressures = [bloodPressureType, systolicType, diastolicType];
  const groups = Map.groupBy(
    found!.rows,
    ({ code, start }) => `${pressures.includes(code as string) ? bloodPressureType : code} ${start}`,
  );
  return [...groups.values()].flatMap((rows) => entered(rows) ?? []).slice(0, most);
}

/** What the patient (key) typed in of the last seven days, newest first. `now` is UTC ms. */
export async function listEntered(db: Database, patient: number, now: number): Promise<EnteredMeasurement[]> {
  return (await readEntered(db, patient, now)).map(({ measurement }) => measurement);
}

/** Deletes one for good, both pressures alike, with its buckets and the audit in one batch. */
export async function takeBack(
  scope: Scope,
  actor: Extract<Actor, { kind: "session" }>,
  patient: Identity,
  id: string,
): Promise<Outcome<undefined, "not_found">> {
  const found = (await readEntered(scope.db, patient.key, scope.now)).find(({ measurement }) =>
    measurement.id === id.toLowerCase()
  );
  if (found === undefined) return refuse("not_found");
  const batchId = crypto.randomUUID();
  const result = await ingestBatch(scope.db, {
    patient: patient.key,
    actor: actor.publicId,
    basis: "patient",
    requestHash: await sha256(batchId),
    now: scope.now,
    guards: [guard("SELECT 1 FROM patient WHERE id = ? AND active = 1", [patient.key])],
    audits: [
      auditEvent(scope, actor, {
        action: "measurement.delete",
        patient: patient.key,
        entity: found.measurement.id,
      }),
    ],
  }, {
    batchId,
    patient: patient.publicId,
    groups: [],
    deletions: found.parts.map(({ type, uuid }) => ({ type, uuid: [uuid] })),
  });
  return result.ok ? { ok: true, value: undefined } : refuse("not_found");
}
