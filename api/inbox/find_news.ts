/**
 * The job behind the inbox: finds what patients newly share, what has stopped coming, and what came back.
 *
 * Each finding is written once, whatever a timer does: its key is (patient, type, kind, period), and it is written
 * only while the stream still stands where it was read. Old histories brought in by an export begin, but never
 * stop: nobody promised to go on.
 */
import { type Database, mustWrite } from "../database.ts";
import { dayMs } from "../observation/local_time.ts";
import { bloodPressureType, diastolicType } from "../observation/type_words.ts";
import { randomId } from "../random.ts";
import {
  shortestSilenceDays,
  silenceLimitDays,
  usualIntervalDays,
  usualWindowDays,
} from "./usual_interval.ts";

/** What began longer ago is no news. */
const newsDays = 14;
/** A silence that passed its limit longer ago than this is no news either. */
const lateDays = 30;
/** The longest silence that can still be news: four intervals of a window with ten days in it, and `lateDays`. */
const longestSilenceDays = 4 * usualWindowDays / 9 + lateDays;

/** One entry speaks for both pressures. */
const skipped = JSON.stringify([diastolicType, bloodPressureType]);

interface Stopped {
  patient: number;
  type: number;
  lastStart: number;
  heardAt: number;
  usualDays: number;
}

/** Streams whose silence is now longer than usual. */
async function findStopped(db: Database, now: number): Promise<Stopped[]> {
  const [found] = await db.read([{
    sql: `SELECT st.patient, st.type, st.last_start, st.last_received_at,
        (SELECT json_group_array(DISTINCT d.day) FROM rollup_day d WHERE d.patient = st.patient
          AND d.type = st.type AND d.day > st.last_start / ${dayMs} - ?4) AS days
      FROM stream st
      CROSS JOIN observation_type t ON t.id = st.type
      CROSS JOIN patient p ON p.id = st.patient AND p.active = 1
      WHERE st.count > 0 AND st.has_phone = 1 AND t.aggregation <> 'count'
        AND st.last_received_at < ?1 AND st.last_received_at > ?2
        AND t.code NOT IN (SELECT value FROM json_each(?3))
        AND NOT EXISTS (SELECT 1 FROM inbox_entry e WHERE e.patient = st.patient AND e.type = st.type
          AND e.kind = 'stopped' AND e.period = st.last_start)`,
    args: [now - shortestSilenceDays * dayMs, now - longestSilenceDays * dayMs, skipped, usualWindowDays],
  }]);
  return found!.rows.flatMap((row) => {
    const usualDays = usualIntervalDays(JSON.parse(row.days as string) as number[]);
    if (usualDays === undefined) return [];
    const overdueDays = (now - Number(row.lastReceivedAt)) / dayMs - silenceLimitDays(usualDays);
    if (overdueDays <= 0 || overdueDays > lateDays) return [];
    return [{
      patient: Number(row.patient),
      type: Number(row.type),
      lastStart: Number(row.lastStart),
      heardAt: Number(row.lastReceivedAt),
      usualDays,
    }];
  });
}

/** Public ids for as many rows; SQL has no random ids of ours. */
const withIds = (rows: readonly unknown[][]) => JSON.stringify(rows.map((row) => [randomId(), ...row]));

/** Writes what is new since the last look. `sinceAt`: when it last got to its end. */
export async function findNews(db: Database, now: number, sinceAt: number): Promise<boolean> {
  const [started, resumed] = await db.read([
    {
      // The first reading tells when its type first came in; a later, older one finds the entry made already.
      sql: `SELECT st.patient, st.type, b.received_at FROM stream st
        CROSS JOIN observation_type t ON t.id = st.type
        CROSS JOIN patient p ON p.id = st.patient AND p.active = 1
        CROSS JOIN ingest_batch b ON b.id = (SELECT s.batch FROM sample s WHERE s.patient = st.patient
          AND s.type = st.type AND s.start = st.first_start ORDER BY s.uuid LIMIT 1)
        WHERE st.count > 0 AND st.last_received_at > ?1 AND b.received_at > ?2
          AND t.code NOT IN (SELECT value FROM json_each(?3))
          AND NOT EXISTS (SELECT 1 FROM inbox_entry e WHERE e.patient = st.patient AND e.type = st.type
            AND e.kind = 'started')`,
      args: [sinceAt - dayMs, now - newsDays * dayMs, skipped],
    },
    {
      sql: `SELECT e.patient, e.type, e.period, st.last_received_at FROM inbox_entry e
        CROSS JOIN stream st ON st.patient = e.patient AND st.type = e.type AND st.last_start > e.period
        WHERE e.kind = 'stopped' AND e.seen_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM inbox_entry r
          WHERE r.patient = e.patient AND r.type = e.type AND r.kind = 'resumed' AND r.period = e.period)`,
      args: [],
    },
  ]);
  const stopped = await findStopped(db, now);
  await mustWrite(db, [
    // A silence that ended before anybody saw it is nothing to read about.
    {
      sql: `UPDATE inbox_entry SET seen_at = ?1 WHERE kind = 'stopped' AND seen_at IS NULL AND EXISTS (
        SELECT 1 FROM stream st WHERE st.patient = inbox_entry.patient AND st.type = inbox_entry.type
          AND st.last_start > inbox_entry.period)`,
      args: [now],
    },
    {
      sql: `INSERT OR IGNORE INTO inbox_entry (public_id, patient, type, kind, period, at, found_at)
        SELECT value ->> 0, value ->> 1, value ->> 2, 'started', 0, value ->> 3, ?2 FROM json_each(?1)`,
      args: [withIds(started!.rows.map(({ patient, type, receivedAt }) => [patient, type, receivedAt])), now],
    },
    {
      sql: `INSERT OR IGNORE INTO inbox_entry (public_id, patient, type, kind, period, at, found_at)
        SELECT value ->> 0, value ->> 1, value ->> 2, 'resumed', value ->> 3, value ->> 4, ?2
        FROM json_each(?1)`,
      args: [
        withIds(resumed!.rows.map((row) => [row.patient, row.type, row.period, row.lastReceivedAt])),
        now,
      ],
    },
    {
      sql:
        `INSERT OR IGNORE INTO inbox_entry (public_id, patient, type, kind, period, at, usual_days, found_at)
        SELECT value ->> 0, st.patient, st.type, 'stopped', st.last_start, value ->> 4, value ->> 5, ?2
        FROM json_each(?1) CROSS JOIN stream st
          ON st.patient = value ->> 1 AND st.type = value ->> 2 AND st.last_start = value ->> 3`,
      args: [
        withIds(stopped.map((one) => [one.patient, one.type, one.lastStart, one.heardAt, one.usualDays])),
        now,
      ],
    },
  ]);
  return true;
}
