/**
 * Nights out of sleep samples, computed where they are missing and kept: the second stage for sleep.
 *
 * As in `settle_days.ts`, what is there is current, and a night is stored only against the generation it was read at.
 */
import type { Database, Result } from "../database.ts";
import { guard } from "../database.ts";
import { localHourSql } from "./local_time.ts";
import type { Night, SleepSample } from "./nights.ts";
import { nightOf, nightWindow } from "./nights.ts";
import { packRows, unpackRows } from "./packed_rows.ts";

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

/** SQL for the sleep of type ?2 that begins on local days ?3 to ?4, in order of time. */
export const selectSleep = packRows(
  ["start", "duration", "offset", "value", "source"],
  `SELECT s.start, s.duration, s.offset, s.value, s.source
  FROM stream st CROSS JOIN sample s ON s.patient = ?1 AND s.type = ?2
    AND s.start >= ?3 * 86400000 - st.max_offset * 60000
    AND s.start < (?4 + 1) * 86400000 - st.min_offset * 60000
  WHERE st.patient = ?1 AND st.type = ?2
    AND ${localHourSql("s.start", "s.offset")} BETWEEN ?3 * 24 AND ?4 * 24 + 23
  ORDER BY s.start, s.uuid`,
);

/** What `selectSleep` found. */
export function sleepSamples(result: Result | undefined): SleepSample[] {
  return unpackRows(result, ([start, duration, offset, code, source]) => ({
    start: start!,
    end: start! + duration!,
    offset: offset!,
    code: code!,
    source: source!,
  }));
}

/** Nights that local days `first` to `last` end, in order; days without one are absent. */
export async function settleNights(
  db: Database,
  patient: number,
  type: number,
  first: number,
  last: number,
): Promise<readonly Night[]> {
  const [stored, present] = await db.read([
    {
      sql: packRows(
        nightColumns,
        "SELECT * FROM night WHERE patient = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day",
      ),
      args: [patient, first, last],
    },
    {
      sql: `SELECT DISTINCT day FROM rollup_day
        WHERE patient = ?1 AND type = ?2 AND day BETWEEN ?3 - 1 AND ?4 ORDER BY day`,
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
  if (candidates.size === 0) return found;
  const days = [...candidates].sort((a, b) => a - b);
  const from = nightWindow(days[0]!)[0], to = nightWindow(days.at(-1)!)[1];
  // Read together with the generation: what is computed must be of the snapshot it is stored against.
  const [streams, chosen, rows] = await db.read([
    { sql: "SELECT generation FROM stream WHERE patient = ?1 AND type = ?2", args: [patient, type] },
    {
      sql: "SELECT source FROM source_priority WHERE patient = ?1 AND type = ?2 ORDER BY position",
      args: [patient, type],
    },
    { sql: selectSleep, args: [patient, type, from, to] },
  ]);
  const generation = streams!.rows[0]?.generation;
  if (generation === undefined) return found;
  const samples = sleepSamples(rows);
  const order = chosen!.rows.map(({ source }) => source as number);
  const computed = nightsOf(days, samples, order);
  await db.write([
    guard("SELECT 1 FROM stream WHERE patient = ? AND type = ? AND generation = ?", [
      patient,
      type,
      generation,
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
function nightsOf(
  days: readonly number[],
  samples: readonly SleepSample[],
  order: readonly number[],
): Map<number, Night> {
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
    const night = nightOf(day, around, order);
    if (night !== undefined) nights.set(day, night);
  }
  return nights;
}
