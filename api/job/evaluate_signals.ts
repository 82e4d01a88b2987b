/** Judges the rules of patients who have new data, changed rules, or a new day. Safe to repeat and to overlap. */
import type { Database } from "../database.ts";
import { clinicDay } from "../signal/clinic_day.ts";
import { evaluatePatient } from "../signal/evaluate_patient.ts";

const longestMs = 20_000;
/** A batch may be stamped a little before it is committed. */
const overlapMs = 60_000;

/** Evaluates whom there is something new of; false when time ran out before the end. */
export async function evaluateSignals(db: Database, now: number): Promise<boolean> {
  const startedAt = performance.now();
  const [clinics, marks] = await db.read([
    { sql: "SELECT time_zone FROM organization", args: [] },
    { sql: "SELECT count(*) + count(ended_at) AS rules FROM signal_rule", args: [] },
  ]);
  const zone = clinics!.rows[0]?.timeZone;
  if (zone === undefined) return true;
  const today = clinicDay(now, String(zone)), rules = Number(marks!.rows[0]!.rules);
  const [patients] = await db.read([{
    sql: `SELECT p.id FROM patient p LEFT JOIN signal_evaluation e ON e.patient = p.id
      WHERE p.active = 1 AND EXISTS (SELECT 1 FROM stream WHERE patient = p.id)
        AND (e.patient IS NULL OR e.evaluated_on <> ?1 OR e.rules <> ?2
          OR EXISTS (SELECT 1 FROM ingest_batch WHERE patient = p.id AND received_at > e.evaluated_at - ?3))
      ORDER BY e.evaluated_at`,
    args: [today, rules, overlapMs],
  }]);
  for (const { id } of patients!.rows) {
    if (performance.now() - startedAt > longestMs) return false;
    await evaluatePatient(db, Number(id), now, { rules, today });
  }
  return true;
}
