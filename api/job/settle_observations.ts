/** Decides days and nights of patients who have new health data, so that nobody's first look has to wait for it. */
import type { Database } from "../database.ts";
import { settlePatient } from "../observation/settle_patient.ts";

const longestMs = 20_000;
/** A batch may be stamped a little before it is committed. */
const overlapMs = 60_000;

/** Settles who got data since `sinceAt`; false when time ran out before the end. */
export async function settleObservations(db: Database, _now: number, sinceAt: number): Promise<boolean> {
  const startedAt = performance.now();
  const mayContinue = () => performance.now() - startedAt < longestMs;
  const [patients] = await db.read([{
    sql: `SELECT id FROM patient
      WHERE EXISTS (SELECT 1 FROM ingest_batch WHERE patient = patient.id AND received_at > ?)`,
    args: [sinceAt - overlapMs],
  }]);
  for (const { id } of patients!.rows) {
    if (!await settlePatient(db, Number(id), mayContinue)) return false;
  }
  return true;
}
