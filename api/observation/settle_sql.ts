/**
 * What merging a run of local days reads: sources and their order, device totals, and the samples themselves where
 * more than one source could have counted the same. Where one source stands alone its hourly buckets say it all,
 * and no sample is read.
 */
import type { Result, Row, Statement } from "../database.ts";
import type { DeviceTotal } from "./device_totals.ts";
import { hourMs } from "./local_time.ts";
import type { AmountInterval } from "./merge_intervals.ts";
import type { MergedHour } from "./merge_sources.ts";
import { mergeHours } from "./merge_sources.ts";
import { packRows, unpackRows } from "./packed_rows.ts";
import { orderSources } from "./source_order.ts";

/** Days of one stream that are settled together, in order; those between the first and the last are read too. */
export interface SettleRun {
  /** Compact key. */
  readonly patient: number;
  readonly type: number;
  readonly days: readonly number[];
}

/** SQL for days with data and no merged row, of type ?2, from day ?3 to ?4, in order. */
export const missingDays = `
  SELECT day FROM (
    SELECT d.day FROM rollup_day d WHERE d.patient = ?1 AND d.type = ?2 AND d.day BETWEEN ?3 AND ?4
    UNION
    SELECT t.bucket FROM device_total t
    WHERE t.patient = ?1 AND t.type = ?2 AND t.period = 'day' AND t.bucket BETWEEN ?3 AND ?4
    UNION
    SELECT (t.bucket + 960000) / 24 - 40000 FROM device_total t
    WHERE t.patient = ?1 AND t.type = ?2 AND t.period = 'hour' AND t.bucket BETWEEN ?3 * 24 AND ?4 * 24 + 23
  ) AS known
  WHERE NOT EXISTS (
    SELECT 1 FROM merged_day m WHERE m.patient = ?1 AND m.type = ?2 AND m.day = known.day
  ) ORDER BY day`;

const maxRunDays = 31;
const maxGapDays = 3;

/** Days (in order) as runs of at most a month, so that neighbours are read once. */
export function runsOf(days: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run !== undefined && day - run.at(-1)! <= maxGapDays && day - run[0]! < maxRunDays) run.push(day);
    else runs.push([day]);
  }
  return runs;
}

/** Clocks differ by 36 hours at most: who counted the same moment is within two local days. */
const reach = 2;

/** Whether several sources, or totals, meet around days ?3 to ?4 of type ?2. */
const isMixed = `((
  SELECT count(DISTINCT d.source) FROM rollup_day d
  WHERE d.patient = ?1 AND d.type = ?2 AND d.day BETWEEN ?3 - ${reach} AND ?4 + ${reach}
) > 1 OR EXISTS (
  SELECT 1 FROM device_total d WHERE d.patient = ?1 AND d.type = ?2 AND d.period = 'hour'
    AND d.bucket BETWEEN (?3 - ${reach}) * 24 AND (?4 + ${reach}) * 24 + 23
))`;

/** What a sample (`s`) of a type (`t`) adds: its value, or its time in ms; an idle stand hour adds none. */
const sampleAmount = `CASE
  WHEN t.aggregation <> 'duration' THEN coalesce(s.value, 0.0)
  WHEN t.code = 'HKCategoryTypeIdentifierAppleStandHour' AND s.value = 1 THEN 0
  ELSE s.duration
END`;

/** SQL for the samples of type ?2 that reach into local days ?3 to ?4 of any clock; `where` narrows it. */
export function selectIntervals(where = "true"): string {
  return packRows(
    ["start", "duration", "offset", "amount", "source"],
    `SELECT s.start, s.duration, s.offset, ${sampleAmount} AS amount, s.source
    FROM stream st
    CROSS JOIN observation_type t ON t.id = ?2
    CROSS JOIN sample s ON s.patient = ?1 AND s.type = ?2
      AND s.start >= ?3 * 86400000 - st.max_offset * 60000 - st.max_duration
      AND s.start < (?4 + 1) * 86400000 - st.min_offset * 60000
    WHERE st.patient = ?1 AND st.type = ?2 AND ${where}`,
  );
}

/** What `selectIntervals` found. */
export function intervalsOf(result: Result | undefined): AmountInterval[] {
  return unpackRows(result, ([start, duration, offset, amount, source]) => ({
    start: start!,
    end: start! + duration!,
    offset: offset!,
    amount: amount!,
    source: source!,
  }));
}

/** SQL for the totals of type ?2 that can speak for local days ?3 to ?4. */
export const selectTotals = `
  SELECT period, bucket, source, offset, value, computed_at FROM device_total
  WHERE patient = ?1 AND type = ?2 AND (
    (period = 'hour' AND bucket BETWEEN (?3 - ${reach}) * 24 AND (?4 + ${reach}) * 24 + 23)
    OR (period = 'day' AND bucket BETWEEN ?3 AND ?4)
  )`;

/** A row of `device_total` as the merge wants it. */
export function deviceTotal(row: Row): DeviceTotal {
  return {
    period: row.period as DeviceTotal["period"],
    bucket: row.bucket as number,
    source: row.source as number,
    offset: row.offset as number,
    amount: row.value as number,
    computedAt: row.computedAt as number,
  };
}

/** SQL for the sources of type ?2 around days ?3 to ?4, and their place where a clinician chose one. */
export const selectSources = `
  SELECT c.id, c.name_key, c.product, p.position
  FROM (
    SELECT DISTINCT d.source FROM rollup_day d
    WHERE d.patient = ?1 AND d.type = ?2 AND d.day BETWEEN ?3 - ${reach} AND ?4 + ${reach}
  ) AS known
  CROSS JOIN source c ON c.id = known.source
  LEFT JOIN source_priority p ON p.patient = ?1 AND p.type = ?2 AND p.source = c.id`;

/** Sources, most believed first, of `selectSources`. */
export function sourceOrder(rows: readonly Row[]): number[] {
  const chosen = rows.filter(({ position }) => position !== null)
    .sort((a, b) => (a.position as number) - (b.position as number)).map(({ id }) => id as number);
  return orderSources(
    rows.map(({ id, nameKey, product }) => ({
      id: id as number,
      nameKey: nameKey as string,
      product: product as string,
    })),
    chosen,
  ).map(({ id }) => id);
}

/** The amount of an hour (`h`) of a type (`t`): time spent in ms for `duration` types, else the sum. */
const hourAmount = `iif(t.aggregation = 'duration', CAST(h.covered AS REAL), coalesce(h.sum, 0.0))`;

/** How many statements `runStatements` makes. */
export const statementsPerRun = 5;

/** Everything that settling a run needs, of one snapshot. */
export function runStatements({ patient, type, days }: SettleRun): Statement[] {
  const args = [patient, type, days[0]!, days.at(-1)!];
  return [
    { sql: "SELECT generation FROM stream WHERE patient = ?1 AND type = ?2", args: [patient, type] },
    { sql: selectSources, args },
    { sql: selectTotals, args },
    {
      sql: packRows(
        ["hour", "offset", "amount", "count", "covered"],
        `SELECT h.hour, h.offset, ${hourAmount} AS amount, h.count, h.covered
        FROM observation_type t
        CROSS JOIN rollup_hour h ON h.patient = ?1 AND h.type = ?2
          AND h.hour BETWEEN ?3 * 24 AND ?4 * 24 + 23
        WHERE t.id = ?2 AND NOT ${isMixed} ORDER BY h.hour`,
      ),
      args,
    },
    { sql: selectIntervals(isMixed), args },
  ];
}

/** The merged hours of a run (and some around it) out of what `runStatements` read. */
export function hoursOfRun(
  results: readonly Result[],
): { generation: number | undefined; hours: MergedHour[]; totals: DeviceTotal[] } {
  const [streams, sources, totalRows, alone, raw] = results;
  const totals = totalRows!.rows.map(deviceTotal);
  const intervals = intervalsOf(raw);
  const hours = intervals.length > 0 || totals.length > 0
    ? mergeHours({ intervals, totals, order: sourceOrder(sources!.rows) })
    : [];
  // Of the two kinds of rows one is empty: either a source stands alone, or samples were read.
  hours.push(...unpackRows(alone, ([hour, offset, amount, count, covered]): MergedHour => ({
    hour: hour!,
    offset: offset!,
    amount: amount!,
    count: count!,
    covered: Math.min(1, covered! / hourMs),
  })));
  return { generation: streams!.rows[0]?.generation as number | undefined, hours, totals };
}
