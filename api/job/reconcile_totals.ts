/** Once a day: compares the last weeks of every patient whose devices send totals. */
import type { Database } from "../database.ts";
import { reconcilePatient } from "../observation/reconcile.ts";

const longestMs = 20_000;
const dayMs = 24 * 60 * 60_000;
/** Devices send what is late within weeks; older days are compared when somebody asks. */
const nightlyDays = 35;

/** Compares who was not compared within the last 20 hours; false when time ran out before the end. */
export async function reconcileTotals(db: Database, now: number): Promise<boolean> {
  const startedAt = performance.now();
  const mayContinue = () => performance.now() - startedAt < longestMs;
  const [patients] = await db.read([{
    sql: `SELECT p.id FROM patient p LEFT JOIN reconciliation_check c ON c.patient = p.id
      WHERE (c.checked_at IS NULL OR c.checked_at < ?1)
        AND EXISTS (SELECT 1 FROM device_total d WHERE d.patient = p.id)
      ORDER BY c.checked_at`,
    args: [now - dayMs * 20 / 24],
  }]);
  for (const { id } of patients!.rows) {
    if (!mayContinue() || !await reconcilePatient(db, Number(id), now, nightlyDays, mayContinue)) {
      return false;
    }
  }
  return true;
}
