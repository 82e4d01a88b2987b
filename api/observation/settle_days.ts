/**
 * The second stage: what is decided across sources for a local day, computed where it is missing and kept.
 *
 * Ingest deletes the days it touches, so a day that is there is current, and one that is not is computed from one
 * snapshot and returned whether or not it could be stored. It is stored only if the stream's generation is still
 * the one that was read: a late writer never overwrites what is newer with what is older.
 */
import type { Database, Result, Statement } from "../database.ts";
import { guard } from "../database.ts";
import type { MergedDay, MergedHour } from "./merge_sources.ts";
import { mergeDays } from "./merge_sources.ts";
import { packRows, unpackRows } from "./packed_rows.ts";
import type { SettleRun } from "./settle_sql.ts";
import { hoursOfRun, missingDays, runsOf, runStatements, statementsPerRun } from "./settle_sql.ts";

/** What is stored of a day's hours: hour of the day, offset, amount, count, covered. */
type StoredHour = readonly [hour: number, offset: number, amount: number, count: number, covered: number];

/** JSON of a real with all its digits: a device's total is shown as it was sent. */
const exactValue = "json(printf('%!.17g', value))";

function storedDay(row: readonly (number | null)[]): MergedDay {
  const [day, offset, amount, count, hours, byHour] = row as unknown as [
    ...[number, number, number, number, number],
    readonly StoredHour[] | undefined,
  ];
  return {
    ...{ day, offset, amount, count, hours },
    byHour: (byHour ?? []).map(([hour, offset, amount, count, covered]): MergedHour => ({
      ...{ hour: day * 24 + hour, offset, amount, count, covered },
    })),
  };
}

function storeDays(
  { patient, type }: SettleRun,
  generation: number,
  days: readonly MergedDay[],
): Statement[] {
  return [
    guard("SELECT 1 FROM stream WHERE patient = ? AND type = ? AND generation = ?", [
      patient,
      type,
      generation,
    ]),
    {
      sql: `INSERT OR REPLACE INTO merged_day (patient, type, day, offset, value, count, hours, by_hour)
        SELECT ?1, ?2, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
        FROM json_each(?3)`,
      args: [
        patient,
        type,
        JSON.stringify(days.map(({ day, offset, amount, count, hours, byHour }) => [
          ...[day, offset, amount, count, hours],
          JSON.stringify(
            byHour.map(({ hour, offset, amount, count, covered }): StoredHour => [
              hour - day * 24,
              offset,
              amount,
              count,
              covered,
            ]),
          ),
        ])),
      ],
    },
  ];
}

/** Most days whose samples are read at once: memory stays bounded however long the history. */
const maxDaysAtOnce = 372;

/**
 * The merged local days of several types (dictionary ids), `first` to `last`, in order. Amounts are in the type's
 * unit; of `duration` types in ms. `byHour` of a day is filled only where it is asked for.
 */
export async function settleDays(
  db: Database,
  patient: number,
  types: readonly number[],
  first: number,
  last: number,
  { byHour = false } = {},
): Promise<ReadonlyMap<number, readonly MergedDay[]>> {
  const days = new Map<number, MergedDay[]>();
  if (types.length === 0) return days;
  const columns = ["day", "offset", exactValue, "count", "hours", ...(byHour ? ["json(by_hour)"] : [])];
  const results = await db.read(types.flatMap((type): Statement[] => [
    {
      sql: packRows(
        columns,
        `SELECT * FROM merged_day
        WHERE patient = ?1 AND type = ?2 AND day BETWEEN ?3 AND ?4 ORDER BY day`,
      ),
      args: [patient, type, first, last],
    },
    { sql: packRows(["day"], missingDays), args: [patient, type, first, last] },
  ]));
  const runs: SettleRun[] = [];
  types.forEach((type, index) => {
    days.set(type, unpackRows(results[index * 2], storedDay));
    const missing = unpackRows(results[index * 2 + 1], ([day]) => day!);
    runs.push(...runsOf(missing).map((days) => ({ patient, type, days })));
  });
  for (const batch of batchesOf(runs)) {
    for (const [run, computed] of await settleRuns(db, batch)) days.get(run.type)!.push(...computed);
  }
  for (const list of days.values()) list.sort((a, b) => a.day - b.day);
  return days;
}

function* batchesOf(runs: readonly SettleRun[]): Generator<SettleRun[]> {
  let batch: SettleRun[] = [], size = 0;
  for (const run of runs) {
    if (size > 0 && size + run.days.length > maxDaysAtOnce) {
      yield batch;
      batch = [], size = 0;
    }
    batch.push(run);
    size += run.days.length;
  }
  if (size > 0) yield batch;
}

/** Computes runs from one snapshot and stores what is still current. */
async function settleRuns(
  db: Database,
  runs: readonly SettleRun[],
): Promise<(readonly [SettleRun, readonly MergedDay[]])[]> {
  const results = await db.read(runs.flatMap(runStatements));
  const writes: Statement[][] = [];
  const settled = runs.map((run, index) => {
    const own: Result[] = results.slice(index * statementsPerRun, (index + 1) * statementsPerRun);
    const { generation, hours, totals } = hoursOfRun(own);
    const wanted = new Set(run.days);
    const days = mergeDays(hours, totals).filter(({ day }) => wanted.has(day));
    if (days.length > 0 && generation !== undefined) writes.push(storeDays(run, generation, days));
    return [run, days] as const;
  });
  // All in one write; should one stream have moved on, each by itself, and that one not at all.
  if (writes.length > 0 && !(await db.write(writes.flat())).ok && writes.length > 1) {
    for (const write of writes) await db.write(write);
  }
  return settled;
}
