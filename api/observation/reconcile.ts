/**
 * Compares merged readings with the totals that devices sent, and keeps the days on which they differ. It changes
 * no number: where a device sent a total, that is what is shown. A difference tells that readings are missing here,
 * or that the order of sources does not fit this patient.
 */
import type { Reconciliation } from "../../schema/provenance.ts";
import { healthType } from "../../schema/health_types.ts";
import type { Database, Statement } from "../database.ts";
import { guard, mustWrite } from "../database.ts";
import { compareDays } from "./compare_days.ts";
import { dayMs } from "./local_time.ts";
import {
  deviceTotal,
  intervalsOf,
  selectIntervals,
  selectSources,
  selectTotals,
  sourceOrder,
} from "./settle_sql.ts";
import { dateOf } from "./source_queries.ts";
import { typeWords } from "./type_words.ts";

/** Days that are read at once. */
const chunkDays = 31;

/** A difference that the number shown would not show is none. */
function visible(code: string, difference: number): boolean {
  return Math.abs(difference) >= 0.5 * 10 ** -(healthType(code)?.decimals ?? 2);
}

/**
 * Compares the last `days` local days of a patient (compact key) at `now` (UTC ms). Returns false when
 * `mayContinue` said no before the end; then nothing is noted as checked.
 */
export async function reconcilePatient(
  db: Database,
  patient: number,
  now: number,
  days: number,
  mayContinue: () => boolean = () => true,
): Promise<boolean> {
  const [types] = await db.read([{
    sql: `SELECT t.id, t.code FROM stream st CROSS JOIN observation_type t ON t.id = st.type
      WHERE st.patient = ?1 AND t.aggregation = 'sum' AND EXISTS (
        SELECT 1 FROM device_total d WHERE d.patient = ?1 AND d.type = t.id)`,
    args: [patient],
  }]);
  const last = Math.floor(now / dayMs) + 1;
  let compared = 0;
  for (const { id, code } of types!.rows) {
    for (let to = last; to > last - days; to -= chunkDays) {
      if (!mayContinue()) return false;
      const from = Math.max(to - chunkDays + 1, last - days + 1);
      compared += await reconcileChunk(db, patient, id as number, code as string, from, to);
    }
  }
  await mustWrite(db, [{
    sql: "INSERT OR REPLACE INTO reconciliation_check (patient, checked_at, compared) VALUES (?, ?, ?)",
    args: [patient, now, compared],
  }]);
  return true;
}

/** Compares local days `from` to `to` of one type; returns how many had totals. */
async function reconcileChunk(
  db: Database,
  patient: number,
  type: number,
  code: string,
  from: number,
  to: number,
): Promise<number> {
  const args = [patient, type, from, to];
  const anyTotal = `EXISTS (SELECT 1 FROM (${selectTotals}))`;
  const [streams, sources, totals, raw] = await db.read([
    { sql: "SELECT generation FROM stream WHERE patient = ?1 AND type = ?2", args: [patient, type] },
    { sql: selectSources, args },
    { sql: selectTotals, args },
    { sql: selectIntervals(anyTotal), args },
  ]);
  const found = compareDays({
    intervals: intervalsOf(raw),
    totals: totals!.rows.map(deviceTotal),
    order: sourceOrder(sources!.rows),
  }).filter(({ day }) => day >= from && day <= to);
  const rows = found.filter(({ device, readings }) => visible(code, readings - device))
    .map(({ day, shown, device, readings, hours, source }) => [day, shown, device, readings, hours, source]);
  const statements: Statement[] = [
    guard("SELECT 1 FROM stream WHERE patient = ? AND type = ? AND generation = ?", [
      patient,
      type,
      streams!.rows[0]?.generation ?? null,
    ]),
    {
      sql: "DELETE FROM reconciliation WHERE patient = ?1 AND type = ?2 AND day BETWEEN ?3 AND ?4",
      args,
    },
    {
      sql: `INSERT INTO reconciliation (patient, type, day, shown, device, readings, hours, source)
        SELECT ?1, ?2, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
        FROM json_each(?3)`,
      args: [patient, type, JSON.stringify(rows)],
    },
  ];
  // Readings that arrive meanwhile are compared the next time.
  await db.write(statements);
  return found.length;
}

/** A page of differences, newest day first. `after` is `next` of the page before. */
export async function differences(
  db: Database,
  patient: number,
  limit: number,
  after?: string,
): Promise<Reconciliation> {
  const [, day, type] = /^(-?\d{1,7})\.(\d{1,9})$/.exec(after ?? "") ?? [];
  const [checks, counted, rows] = await db.read([
    { sql: "SELECT checked_at, compared FROM reconciliation_check WHERE patient = ?", args: [patient] },
    { sql: "SELECT count(*) AS total FROM reconciliation WHERE patient = ?", args: [patient] },
    {
      sql: `SELECT r.day, r.type, t.code, r.shown, r.device, r.readings, r.hours,
          coalesce((SELECT o.name FROM origin o WHERE o.source = r.source ORDER BY o.id DESC LIMIT 1), '') AS name
        FROM reconciliation r CROSS JOIN observation_type t ON t.id = r.type
        WHERE r.patient = ?1 AND (?2 IS NULL OR r.day < ?2 OR (r.day = ?2 AND r.type > ?3))
        ORDER BY r.day DESC, r.type LIMIT ?4`,
      args: [patient, day === undefined ? null : Number(day), Number(type ?? 0), limit + 1],
    },
  ]);
  const page = rows!.rows.slice(0, limit), last = page.at(-1);
  const check = checks!.rows[0];
  return {
    checkedAt: check === undefined ? null : new Date(check.checkedAt as number).toISOString(),
    compared: check?.compared as number | undefined ?? 0,
    total: counted!.rows[0]!.total as number,
    differences: page.map((row) => {
      const { code, display, kind, unit, unitDisplay, decimals } = typeWords(row.code as string);
      return {
        ...{ type: code, display, kind, unit, unitDisplay, decimals },
        on: dateOf(row.day as number),
        shown: row.shown as number,
        device: row.device as number,
        fromReadings: row.readings as number,
        difference: (row.readings as number) - (row.device as number),
        hours: row.hours as number,
        source: row.name as string,
      };
    }),
    next: rows!.rows.length > limit && last !== undefined ? `${last.day}.${last.type}` : null,
  };
}
