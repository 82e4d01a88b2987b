/** Writing notes on vitals: added, changed, removed; every state stays on record, in the batch of its change. */
import type { Annotation, NewAnnotation } from "../../schema/annotation.ts";
import { healthType } from "../../schema/health_types.ts";
import type { Actor, Identity } from "../access.ts";
import { guard, mustChange, type Statement } from "../database.ts";
import { type Outcome, refuse } from "../errors.ts";
import type { IdempotentRequest } from "../idempotency.ts";
import { randomId } from "../random.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { readAnnotations } from "./queries.ts";

type Session = Extract<Actor, { kind: "session" }>;
type Words = Pick<NewAnnotation, "on" | "text" | "shared">;

const mostOfPatient = 500;

/** The day after tomorrow has come nowhere: later than that, it is a plan, not a note. */
function inFuture(scope: Scope, on: string) {
  if (on <= new Date(scope.now + 14 * 60 * 60_000).toISOString().slice(0, 10)) return undefined;
  return refuse("invalid", { errors: [{ field: "on", reason: "not in the future" }] });
}

async function one(scope: Scope, patient: Identity, id: string): Promise<Annotation | undefined> {
  return (await readAnnotations(scope.db, patient.key, { id, forPatient: false }))[0];
}

/** The newest state of a note, as a row of its history. */
function state(
  scope: Scope,
  actor: Session,
  id: string,
  { on, text, shared }: Words,
  removed: boolean,
): Statement {
  return {
    sql:
      `INSERT INTO annotation_version (annotation, version, day, text, shared, removed, sign_in, recorded_at)
      SELECT id, version, ?, ?, ?, ?, ?, ? FROM annotation WHERE public_id = ?`,
    args: [on, text, shared ? 1 : 0, removed ? 1 : 0, actor.signIn, scope.now, id],
  };
}

/** A repeat returns the note that the first call made. */
export async function addAnnotation(
  scope: Scope,
  actor: Session,
  patient: Identity,
  input: NewAnnotation,
  request: IdempotentRequest,
): Promise<Outcome<Annotation, "invalid">> {
  let id = request.before?.resource ?? randomId();
  if (request.before === undefined) {
    const future = inFuture(scope, input.on);
    if (future !== undefined) return future;
    if (healthType(input.type) === undefined) {
      return refuse("invalid", { errors: [{ field: "type", reason: "a vital that the app knows" }] });
    }
    const record = request.record(201, id);
    const written = await scope.db.write([
      ...record,
      guard("SELECT 1 WHERE (SELECT count(*) FROM annotation WHERE patient = ? AND removed_at IS NULL) < ?", [
        patient.key,
        mostOfPatient,
      ]),
      {
        sql: "INSERT INTO annotation (public_id, patient, type, version, created_at) VALUES (?, ?, ?, 1, ?)",
        args: [id, patient.key, input.type, scope.now],
      },
      state(scope, actor, id, input, false),
      auditEvent(scope, actor, { action: "annotation.create", patient: patient.key, entity: id }),
    ]);
    if (!written.ok) {
      if (written.at === record.length) {
        return refuse("invalid", { errors: [{ field: "text", reason: `at most ${mostOfPatient} notes` }] });
      }
      if (written.at > record.length) throw new Error(`statement ${written.at}: ${written.constraint}`);
      // The same key in a parallel request got there first: its note is the answer.
      const [before] = await scope.db.read([{
        sql: "SELECT resource FROM idempotency_key WHERE actor = ? AND key = ?",
        args: [actor.publicId, request.key],
      }]);
      id = String(before!.rows[0]!.resource);
    }
  }
  const value = await one(scope, patient, id);
  if (value === undefined) throw new Error("the note just written is not there");
  return { ok: true, value };
}

/**
 * Changes a note, or removes it where no words are given. Refused where somebody changed it since `version`.
 */
export async function changeAnnotation(
  scope: Scope,
  actor: Session,
  patient: Identity,
  id: string,
  version: number,
  words: Words | null,
): Promise<Outcome<Annotation, "invalid" | "not_found" | "changed_meanwhile">> {
  const before = await one(scope, patient, id);
  if (before === undefined || before.removed) return refuse("not_found");
  const future = words === null ? undefined : inFuture(scope, words.on);
  if (future !== undefined) return future;
  const written = await scope.db.write([
    {
      sql: `UPDATE annotation SET version = version + 1, removed_at = ?
        WHERE public_id = ? AND patient = ? AND version = ? AND removed_at IS NULL`,
      args: [words === null ? scope.now : null, id, patient.key, version],
    },
    mustChange,
    state(scope, actor, id, words ?? before, words === null),
    auditEvent(scope, actor, {
      action: words === null ? "annotation.remove" : "annotation.change",
      patient: patient.key,
      entity: id,
    }),
  ]);
  if (!written.ok) return refuse("changed_meanwhile");
  const value = await one(scope, patient, id);
  return value === undefined ? refuse("not_found") : { ok: true, value };
}
