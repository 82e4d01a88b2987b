/**
 * Decides everything of a patient that is still undecided, so that nobody's first look has to: for a job after
 * commit, or the end of an import. Small reads and writes; ingest goes on in between.
 */
import type { Database } from "../database.ts";
import { localDay } from "./local_time.ts";
import { settleDays } from "./settle_days.ts";
import { settleNights, sleepType } from "./settle_nights.ts";

const chunkDays = 180;

/** Settles newest days first; stops early, and returns false, once `mayContinue` says no. */
export async function settlePatient(
  db: Database,
  patient: number,
  mayContinue: () => boolean = () => true,
): Promise<boolean> {
  const [streams] = await db.read([{
    sql: `SELECT st.type, t.code, st.first_start, st.last_start, st.min_offset, st.max_offset
      FROM stream st CROSS JOIN observation_type t ON t.id = st.type
      WHERE st.patient = ?1 AND st.count > 0 AND t.aggregation IN ('sum', 'duration')`,
    args: [patient],
  }]);
  for (const stream of streams!.rows) {
    const type = stream.type as number;
    const first = localDay(stream.firstStart as number, stream.minOffset as number);
    // An interval reaches at most four days on, and a night ends the day after.
    let last = localDay(stream.lastStart as number, stream.maxOffset as number) + 5;
    for (; last >= first; last -= chunkDays) {
      if (!mayContinue()) return false;
      const from = Math.max(first, last - chunkDays + 1);
      if (stream.code === sleepType) await settleNights(db, patient, type, from, last);
      else await settleDays(db, patient, [type], from, last);
    }
  }
  return true;
}
