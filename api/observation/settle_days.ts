/**
 * The second stage: what is decided across sources for a local day, computed where it is missing and kept.
 *
 * Ingest deletes the days it touches, so a day that is there is current, and one that is not is computed from one
 * snapshot and returned whether or not it could be stored. It is stored only if the stream's generation is still
 * the one that was read: a late writer never overwrites what is newer with what is older.
 */
import type { Database, Result, Row, Statement } from "../database.ts";
import { guard } from "../database.ts";
import { hourMs, localHourSql } from "./local_time.ts";
import type { DeviceTotal, MergedDay, SourceHour } from "./merge_sources.ts";
import { mergeDays } from "./merge_sources.ts";
import type { Night, SleepSample } from "./nights.ts";
import { nightOf, nightWindow } from "./nights.ts";
import { packRows, unpackRows } from "./packed_rows.ts";

/** The amount of an hour (`h`) of a type (`t`): time spent in ms for `duration` types, else the sum. */
const hourAmount = `iif(t.aggregation = 'duration', CAST(h.covered AS REAL), coalesce(h.sum, 0.0))`;

const hourColumns = ["hour", "source", "offset", "amount", "count", "covered"];

/** SQL for source hours out of `rollup_hour h` and `observation_type t`; `from` names and joins both. */
export function selectSourceHours(from: string): string {
  return packRows(
    hourColumns,
    `SELECT h.hour, h.source, h.offset, ${hourAmount} AS amount, h.count, h.covered ${from}`,
  );
}

/** What `selectSourceHours` found. */
export function sourceHours(result: Result | undefined): SourceHour[] {
  return unpackRows(result, ([hour, source, offset, amount, count, covered]) => ({
    hour: hour!,
    source: source!,
    offset: offset!,
    amount: amount!,
    count: count!,
    covered: Math.min(1, covered! / hourMs),
  }));
}

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

/** Days with data and no merged row, of type ?2, from day ?3 to ?4. */
const missingDays = `
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
  )`;

function dayStatements(patient: number, type: number, first: number, last: number): Statement[] {
  const args = [patient, type, first, last];
  return [
    { sql: "SELECT generation FROM stream WHERE patient = ?1 AND type = ?2", args: [patient, type] },
    {
      sql: packRows(
        ["day", "offset", "value", "count", "hours"],
        `SELECT day, offset, value, count, hours FROM merged_day
        WHERE patient = ?1 AND type = ?2 AND day BETWEEN ?3 AND ?4 ORDER BY day`,
      ),
      args,
    },
    {
      sql: selectSourceHours(`FROM (${missingDays}) AS missing
        CROSS JOIN observation_type t ON t.id = ?2
        CROSS JOIN rollup_hour h ON h.patient = ?1 AND h.type = ?2
          AND h.hour BETWEEN missing.day * 24 AND missing.day * 24 + 23`),
      args,
    },
    {
      sql: `SELECT t.period, t.bucket, t.source, t.offset, t.value, t.computed_at
        FROM (${missingDays}) AS missing
        CROSS JOIN device_total t ON t.patient = ?1 AND t.type = ?2
          AND ((t.period = 'hour' AND t.bucket BETWEEN missing.day * 24 AND missing.day * 24 + 23)
            OR (t.period = 'day' AND t.bucket = missing.day))`,
      args,
    },
  ];
}

const statementsPerType = 4;

/**
 * The merged local days of several types (dictionary ids), `first` to `last`, in order. Amounts are in the type's
 * unit; of `duration` types in ms.
 */
export async function settleDays(
  db: Database,
  patient: number,
  types: readonly number[],
  first: number,
  last: number,
): Promise<ReadonlyMap<number, readonly MergedDay[]>> {
  const result = new Map<number, readonly MergedDay[]>();
  if (types.length === 0) return result;
  const results = await db.read(types.flatMap((type) => dayStatements(patient, type, first, last)));
  const writes: Statement[][] = [];
  types.forEach((type, index) => {
    const [streams, stored, hours, totals] = results
      .slice(index * statementsPerType, (index + 1) * statementsPerType);
    const known = unpackRows(stored, ([day, offset, amount, count, hours]): MergedDay => ({
      day: day!,
      offset: offset!,
      amount: amount!,
      count: count!,
      hours: hours!,
    }));
    const computed = mergeDays(sourceHours(hours), totals!.rows.map(deviceTotal));
    result.set(type, [...known, ...computed].sort((a, b) => a.day - b.day));
    const generation = streams!.rows[0]?.generation;
    if (computed.length === 0 || generation === undefined) return;
    writes.push([
      guard("SELECT 1 FROM stream WHERE patient = ? AND type = ? AND generation = ?", [
        patient,
        type,
        generation,
      ]),
      {
        sql: `INSERT OR REPLACE INTO merged_day (patient, type, day, offset, value, count, hours)
          SELECT ?1, ?2, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?3)`,
        args: [
          patient,
          type,
          JSON.stringify(
            computed.map((day) => [day.day, day.offset, day.amount, day.count, day.hours]),
          ),
        ],
      },
    ]);
  });
  // All in one write; should one stream have moved on, each by itself, and that one not at all.
  if (writes.length > 0 && !(await db.write(writes.flat())).ok && writes.length > 1) {
    for (const write of writes) await db.write(write);
  }
  return result;
}

/** HealthKit's identifier of sleep samples. */
export const sleepType = "HKCategoryTypeIdentifierSleepAnalysis";

const nightColumns = [
  "day",
  "found",
  "start",
  "duration",
  "offset",
  "source",
  "in_bed",
  "awake",
  "rem",
  "core",
  "deep",
  "unspecified",
  "nap",
  "count",
];

/** A night as stored; a day on which nobody slept has `found` 0. */
function storedNight(row: readonly (number | null)[]): Night & { found: boolean } {
  const [
    day,
    found,
    start,
    duration,
    offset,
    source,
    inBed,
    awake,
    rem,
    core,
    deep,
    unspecified,
    nap,
    count,
  ] = row as [
    ...[number, number, number, number, number, number, number],
    ...[number, number, number, number, number, number, number],
  ];
  const end = start + duration;
  return {
    ...{ day, found: found === 1, start, end, offset, source },
    ...{ inBed, awake, rem, core, deep, unspecified, nap, count },
  };
}

/** Nights that local days `first` to `last` end, in order; days without one are absent. */
export async function settleNights(
  db: Database,
  patient: number,
  type: number,
  first: number,
  last: number,
): Promise<readonly Night[]> {
  const [streams, stored, present] = await db.read([
    { sql: "SELECT generation FROM stream WHERE patient = ?1 AND type = ?2", args: [patient, type] },
    {
      sql: packRows(
        nightColumns,
        "SELECT * FROM night WHERE patient = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day",
      ),
      args: [patient, first, last],
    },
    {
      sql: `SELECT DISTINCT day FROM rollup_day
        WHERE patient = ?1 AND type = ?2 AND day BETWEEN ?3 AND ?4 ORDER BY day`,
      args: [patient, type, first, last],
    },
  ]);
  const nights = unpackRows(stored, storedNight);
  const known = new Set(nights.map(({ day }) => day));
  const found = nights.filter((night) => night.found);
  // A night ends on a day that sleep reaches into (its last minute may be the day's first).
  const candidates = new Set<number>();
  for (const row of present!.rows) {
    for (const day of [row.day as number, (row.day as number) + 1]) {
      if (!known.has(day) && day >= first && day <= last) candidates.add(day);
    }
  }
  const generation = streams!.rows[0]?.generation;
  if (candidates.size === 0 || generation === undefined) return found;
  const days = [...candidates].sort((a, b) => a - b);
  const from = nightWindow(days[0]!)[0], to = nightWindow(days.at(-1)!)[1];
  // Read together with the generation: what is computed must be of the snapshot it is stored against.
  const [again, rows] = await db.read([
    { sql: "SELECT generation FROM stream WHERE patient = ?1 AND type = ?2", args: [patient, type] },
    {
      sql: packRows(
        ["start", "duration", "offset", "value", "source"],
        `SELECT s.start, s.duration, s.offset, s.value, s.source
        FROM stream st CROSS JOIN sample s ON s.patient = ?1 AND s.type = ?2
          AND s.start >= ?3 * 86400000 - st.max_offset * 60000
          AND s.start < (?4 + 1) * 86400000 - st.min_offset * 60000
        WHERE st.patient = ?1 AND st.type = ?2
          AND ${localHourSql("s.start", "s.offset")} BETWEEN ?3 * 24 AND ?4 * 24 + 23`,
      ),
      args: [patient, type, from, to],
    },
  ]);
  const samples = unpackRows(rows, ([start, duration, offset, code, source]): SleepSample => ({
    start: start!,
    end: start! + duration!,
    offset: offset!,
    code: code!,
    source: source!,
  }));
  const computed = nightsOf(days, samples);
  await db.write([
    guard("SELECT 1 FROM stream WHERE patient = ? AND type = ? AND generation = ?", [
      patient,
      type,
      again!.rows[0]!.generation!,
    ]),
    {
      sql:
        `INSERT OR REPLACE INTO night (patient, day, found, start, duration, offset, source, in_bed, awake, rem,
          core, deep, unspecified, nap, count)
        SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
          value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, value ->> 13
        FROM json_each(?2)`,
      args: [
        patient,
        JSON.stringify(days.map((day) => {
          const night = computed.get(day);
          if (night === undefined) return [day, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
          return [
            day,
            1,
            night.start,
            night.end - night.start,
            night.offset,
            night.source,
            night.inBed,
            night.awake,
            night.rem,
            night.core,
            night.deep,
            night.unspecified,
            night.nap,
            night.count,
          ];
        })),
      ],
    },
  ]);
  return [...found, ...computed.values()].sort((a, b) => a.day - b.day);
}

/** Each day's night; samples are handed out by local day, so that a year costs a year and not its square. */
function nightsOf(days: readonly number[], samples: readonly SleepSample[]): Map<number, Night> {
  const byDay = new Map<number, SleepSample[]>();
  for (const sample of samples) {
    const day = Math.floor((sample.start + sample.offset * 60_000) / 86_400_000);
    const list = byDay.get(day);
    if (list === undefined) byDay.set(day, [sample]);
    else list.push(sample);
  }
  const nights = new Map<number, Night>();
  for (const day of days) {
    const [first, last] = nightWindow(day);
    const around: SleepSample[] = [];
    for (let d = first; d <= last; d++) around.push(...(byDay.get(d) ?? []));
    const night = nightOf(day, around);
    if (night !== undefined) nights.set(day, night);
  }
  return nights;
}
