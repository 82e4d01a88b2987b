/**
 * Makes every bucket again from the raw rows, with the SQL of ingest, and tells which were different before:
 * none, bit for bit, unless there is a defect or the file was harmed. What was different is thereby repaired.
 *
 * It goes by patient, type and chunks of days, each in one write, so that ingest goes on in between.
 */
import type { Database, Row, Statement } from "../database.ts";
import { mustWrite } from "../database.ts";
import { healthType } from "../../schema/health_types.ts";
import { aggregationOf } from "./aggregation.ts";
import { rebuildChunk, reviseStream } from "./rebuild_sql.ts";
import { dayOfHourSql, localHourSql } from "./local_time.ts";

/** A bucket (or a stream's summary) that was not what its samples say. */
export interface Difference {
  readonly patient: number;
  readonly type: string;
  readonly table: "rollup_hour" | "rollup_day" | "stream";
  /** What was there; null where there was nothing. */
  readonly before: Row | null;
  /** What the samples say; null where nothing should be. */
  readonly after: Row | null;
}

export interface RebuildProgress {
  readonly done: number;
  readonly total: number;
}

const chunkDays = 120;

/** Rebuilds one patient's buckets (compact key), or everybody's. Progress counts streams. */
export async function rebuildRollups(
  db: Database,
  patient?: number,
  onProgress: (progress: RebuildProgress) => void = () => {},
): Promise<Difference[]> {
  await refreshAggregations(db);
  const [streams] = await db.read([{
    sql: `SELECT st.patient, st.type, t.code FROM stream st CROSS JOIN observation_type t ON t.id = st.type
      WHERE ?1 IS NULL OR st.patient = ?1 ORDER BY st.patient, st.type`,
    args: [patient ?? null],
  }]);
  const differences: Difference[] = [];
  const total = streams!.rows.length;
  for (const [index, row] of streams!.rows.entries()) {
    const key = row.patient as number, type = row.type as number, code = row.code as string;
    for (const [first, last] of await chunksOf(db, key, type)) {
      differences.push(...await rebuild(db, key, type, code, first, last));
    }
    const [before, , after] = await mustWrite(db, reviseStream(key, type));
    differences.push(
      ...compare(before!.rows, after!.rows, []).map((pair) => ({
        patient: key,
        type: code,
        table: "stream" as const,
        ...pair,
      })),
    );
    onProgress({ done: index + 1, total });
  }
  return differences;
}

/** A release may know a type that the last one did not, or know it better. */
async function refreshAggregations(db: Database): Promise<void> {
  const [types] = await db.read([{ sql: "SELECT id, code, aggregation FROM observation_type", args: [] }]);
  const changed = types!.rows.filter((row) =>
    aggregationOf(healthType(row.code as string)) !== row.aggregation
  );
  if (changed.length === 0) return;
  await mustWrite(
    db,
    changed.map((row) => ({
      sql: "UPDATE observation_type SET aggregation = ? WHERE id = ?",
      args: [aggregationOf(healthType(row.code as string)), row.id!],
    })),
  );
}

/** The chunks of local days that samples or buckets of a stream lie in. */
async function chunksOf(db: Database, patient: number, type: number): Promise<[number, number][]> {
  const [found] = await db.read([{
    sql: `SELECT min(first) AS first, max(last) AS last FROM (
        SELECT ${dayOfHourSql(localHourSql("min(start)", "0"))} - 1 AS first,
          ${dayOfHourSql(localHourSql("max(start)", "0"))} + 6 AS last
        FROM sample WHERE patient = ?1 AND type = ?2
        UNION ALL
        SELECT ${dayOfHourSql("min(hour)")}, ${dayOfHourSql("max(hour)")}
        FROM rollup_hour WHERE patient = ?1 AND type = ?2
        UNION ALL
        SELECT min(day), max(day) FROM rollup_day WHERE patient = ?1 AND type = ?2)`,
    args: [patient, type],
  }]);
  const first = found!.rows[0]!.first as number | null, last = found!.rows[0]!.last as number | null;
  const chunks: [number, number][] = [];
  if (first === null || last === null) return chunks;
  for (let day = first; day <= last; day += chunkDays) {
    chunks.push([day, Math.min(last, day + chunkDays - 1)]);
  }
  return chunks;
}

async function rebuild(
  db: Database,
  patient: number,
  type: number,
  code: string,
  first: number,
  last: number,
): Promise<Difference[]> {
  const chunk = rebuildChunk(patient, type, first, last);
  const results = await mustWrite(db, chunk.statements);
  const rows = (index: number) => results[index]!.rows;
  const differences = [
    ...compare(rows(chunk.hoursBefore), rows(chunk.hoursAfter), ["hour", "source"])
      .map((pair) => ({ patient, type: code, table: "rollup_hour" as const, ...pair })),
    ...compare(rows(chunk.daysBefore), rows(chunk.daysAfter), ["day", "source"])
      .map((pair) => ({ patient, type: code, table: "rollup_day" as const, ...pair })),
  ];
  // What was decided from wrong buckets is wrong too.
  if (differences.length > 0) await mustWrite(db, forget(patient, type));
  return differences;
}

function forget(patient: number, type: number): Statement[] {
  return [
    {
      sql: "UPDATE stream SET generation = generation + 1 WHERE patient = ?1 AND type = ?2",
      args: [patient, type],
    },
    { sql: "DELETE FROM merged_day WHERE patient = ?1 AND type = ?2", args: [patient, type] },
    { sql: "DELETE FROM night WHERE patient = ?1", args: [patient] },
  ];
}

function compare(
  before: readonly Row[],
  after: readonly Row[],
  keys: readonly string[],
): { before: Row | null; after: Row | null }[] {
  const keyOf = (row: Row) => keys.map((key) => row[key]).join("|");
  const old = new Map(before.map((row) => [keyOf(row), row]));
  const differences: { before: Row | null; after: Row | null }[] = [];
  for (const row of after) {
    const held = old.get(keyOf(row));
    old.delete(keyOf(row));
    const same = held !== undefined && Object.keys(row).every((name) => Object.is(held[name], row[name]));
    if (!same) differences.push({ before: held ?? null, after: row });
  }
  for (const row of old.values()) differences.push({ before: row, after: null });
  return differences;
}
