/** The statements that rebuild a chunk of one stream's buckets and show them before and after. */
import type { SqlValue, Statement } from "../database.ts";
import * as rollup from "./rollup_sql.ts";

export interface RebuildChunk {
  readonly statements: Statement[];
  /** Indices of the four selections among the statements. */
  readonly hoursBefore: number;
  readonly daysBefore: number;
  readonly hoursAfter: number;
  readonly daysAfter: number;
}

/** Local days `first` to `last` of a stream, in one write. */
export function rebuildChunk(patient: number, type: number, first: number, last: number): RebuildChunk {
  const args: SqlValue[] = [patient, type, first, last];
  const hours: Statement = {
    sql: `SELECT * FROM rollup_hour WHERE patient = ?1 AND type = ?2
      AND hour BETWEEN ?3 * 24 AND ?4 * 24 + 23 ORDER BY hour, source`,
    args,
  };
  const days: Statement = {
    sql: `SELECT * FROM rollup_day WHERE patient = ?1 AND type = ?2 AND day BETWEEN ?3 AND ?4
      ORDER BY day, source`,
    args,
  };
  const statements: Statement[] = [
    { sql: "DELETE FROM touched_run", args: [] },
    {
      sql: `INSERT INTO touched_run (type, first_hour, last_hour, shrinks)
        VALUES (?1, ?2 * 24, ?3 * 24 + 23, 1)`,
      args: [type, first, last],
    },
    hours,
    days,
    ...[rollup.clearHours, rollup.fillLevelHours, rollup.fillSplitHours, rollup.clearDays, rollup.fillDays]
      .map((sql) => ({ sql, args: [patient] })),
    hours,
    days,
  ];
  return { statements, hoursBefore: 2, daysBefore: 3, hoursAfter: 9, daysAfter: 10 };
}

/** Shows what a stream says of itself, puts it right from the samples, and shows it again. */
export function reviseStream(patient: number, type: number): Statement[] {
  const args: SqlValue[] = [patient, type];
  const show: Statement = {
    sql: `SELECT count, first_start, last_start, latest_duration, latest_offset, latest_value, latest_origin
      FROM stream WHERE patient = ?1 AND type = ?2`,
    args,
  };
  return [
    show,
    {
      sql: `UPDATE stream SET
          count = (SELECT count(*) FROM sample s WHERE s.patient = ?1 AND s.type = ?2),
          first_start = (SELECT min(s.start) FROM sample s WHERE s.patient = ?1 AND s.type = ?2),
          (last_start, latest_duration, latest_offset, latest_value, latest_origin) = (
            SELECT s.start, s.duration, s.offset, s.value, s.origin FROM sample s
            WHERE s.patient = ?1 AND s.type = ?2 ORDER BY s.start DESC, s.uuid DESC LIMIT 1
          )
        WHERE patient = ?1 AND type = ?2`,
      args,
    },
    show,
  ];
}
