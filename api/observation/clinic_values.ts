/** What the clinic itself measured of a type within a range: few values, each drawn as it was over any bucket. */
import type { Chart } from "../../schema/observation.ts";
import type { Database } from "../database.ts";
import { authorName } from "./author_name.ts";
import type { TimeRange } from "./chart.ts";
import { bloodPressureType, diastolicType, systolicType } from "./type_words.ts";

/** Most values that a chart marks; the newest stay. */
const maxValues = 1_000;

const sql = `SELECT s.start, s.offset, s.value, ${authorName} AS author,
    (SELECT x.value FROM clinic_measurement y
     CROSS JOIN sample x ON x.patient = ?1 AND x.type = y.type AND x.start = y.start AND x.uuid = y.uuid
     WHERE y.patient = ?1 AND y.type = (SELECT id FROM observation_type WHERE code = ?5) AND y.start = m.start
       AND y.entry = m.entry) AS second
  FROM observation_type t
  CROSS JOIN clinic_measurement m ON m.patient = ?1 AND m.type = t.id AND m.start >= ?3 AND m.start < ?4
  CROSS JOIN sample s ON s.patient = ?1 AND s.type = m.type AND s.start = m.start AND s.uuid = m.uuid
  CROSS JOIN practitioner p ON p.id = m.practitioner
  WHERE t.code = ?2 ORDER BY m.start DESC LIMIT ${maxValues}`;

/** In order of time; undefined where there are none. */
export async function clinicValues(
  db: Database,
  patient: number,
  type: string,
  range: TimeRange,
): Promise<Chart["clinic"]> {
  const pair = type === bloodPressureType;
  const [found] = await db.read([{
    sql,
    args: [patient, pair ? systolicType : type, range.from, range.to, pair ? diastolicType : ""],
  }]);
  const rows = found!.rows.toReversed();
  if (rows.length === 0) return undefined;
  return {
    at: rows.map((row) => row.start as number),
    offset: rows.map((row) => row.offset as number),
    value: rows.map((row) => row.value as number),
    second: rows.map((row) => row.second as number | null),
    author: rows.map((row) => row.author as string),
  };
}
