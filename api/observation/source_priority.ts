/**
 * Which of a patient's sources is believed first for one type: as it stands, and chosen anew by a clinician.
 *
 * A choice takes effect at once: what was merged by the old order is forgotten in the same write, and a day that is
 * being merged by it right now is not kept.
 */
import type { z } from "@hono/zod-openapi";
import type { ChosenOrder, RankedSource, SourceOrder } from "../../schema/provenance.ts";
import type { Actor, Identity } from "../access.ts";
import type { Database, Row } from "../database.ts";
import { type Outcome, refuse } from "../errors.ts";
import type { IdempotentRequest } from "../idempotency.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { byBelief, dateOf, namedSource, selectNamedSources } from "./source_queries.ts";
import { chartShape } from "./type_words.ts";

/** All days there are. */
const everFirst = -1_000_000, everLast = 1_000_000;

function ranked(row: Row): RankedSource {
  return {
    ...namedSource(row),
    count: row.count as number,
    firstOn: dateOf(row.firstDay as number),
    lastOn: dateOf(row.lastDay as number),
  };
}

/** Sources of a type, most believed first; none where the patient has no such data. */
export async function sourceOrderOf(db: Database, patient: number, code: string): Promise<SourceOrder> {
  const [rows] = await db.read([{
    sql: selectNamedSources.replaceAll("?2", "(SELECT id FROM observation_type WHERE code = ?2)"),
    args: [patient, code, everFirst, everLast],
  }]);
  const shape = chartShape(code);
  return {
    type: code,
    decides: shape === "sum" ? "moments" : shape === "night" ? "nights" : "nothing",
    isChosen: rows!.rows.some(({ position }) => position !== null),
    sources: byBelief(rows!.rows).map(ranked),
  };
}

/** Stores an order of all or some of the sources; an empty one goes back to the default. */
export async function chooseSourceOrder(
  scope: Scope,
  actor: Extract<Actor, { kind: "session" }>,
  patient: Identity,
  { type, order }: z.infer<typeof ChosenOrder>,
  request: IdempotentRequest,
): Promise<Outcome<SourceOrder, "invalid">> {
  const before = await sourceOrderOf(scope.db, patient.key, type);
  const invalid = (field: string, reason: string) => refuse("invalid", { errors: [{ field, reason }] });
  if (before.decides === "nothing" || before.sources.length === 0) {
    return invalid("type", "one whose sources are merged, with readings of this patient");
  }
  const known = new Set(before.sources.map(({ id }) => id));
  if (new Set(order).size !== order.length || !order.every((id) => known.has(id))) {
    return invalid("order", "sources of this patient and type, each once");
  }
  if (request.before !== undefined) return { ok: true, value: before };
  const key = [patient.key, type];
  const ofType = "type = (SELECT id FROM observation_type WHERE code = ?2)";
  // A refusal can only be the same request, which was faster elsewhere: its outcome is the answer.
  await scope.db.write([
    ...request.record(200, type),
    { sql: `DELETE FROM source_priority WHERE patient = ?1 AND ${ofType}`, args: key },
    {
      sql: `INSERT INTO source_priority (patient, type, position, source)
        SELECT ?1, t.id, j.key, j.value FROM observation_type t CROSS JOIN json_each(?3) j WHERE t.code = ?2`,
      args: [...key, JSON.stringify(order)],
    },
    { sql: `UPDATE stream SET generation = generation + 1 WHERE patient = ?1 AND ${ofType}`, args: key },
    { sql: `DELETE FROM merged_day WHERE patient = ?1 AND ${ofType}`, args: key },
    ...(before.decides === "nights"
      ? [{ sql: "DELETE FROM night WHERE patient = ?1", args: [patient.key] }]
      : []),
    auditEvent(scope, actor, {
      action: "source_priority.choose",
      patient: patient.key,
      entity: type,
      detail: order.length === 0 ? "default" : `${order.length} sources`,
    }),
  ]);
  return { ok: true, value: await sourceOrderOf(scope.db, patient.key, type) };
}
