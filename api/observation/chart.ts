/**
 * One type between two instants as at most about a thousand points, at the resolution that the range asks for.
 *
 * Raw readings where they are few, else hours, days, weeks or months; never a scan of raw rows that grows with
 * the patient's history. Buckets are local, by the samples' own clocks; one appears where it overlaps the range.
 */
import type { Chart } from "../../schema/observation.ts";
import { healthType } from "../../schema/health_types.ts";
import type { Database, Row } from "../database.ts";
import { aggregationOf } from "./aggregation.ts";
import { clinicValues } from "./clinic_values.ts";
import { daysInMonth, firstOfMonth, mondayOf } from "./calendar.ts";
import type { ChartColumns } from "./chart_columns.ts";
import { addPoint, chartColumns } from "./chart_columns.ts";
import type { LevelBucket, LevelPoint } from "./level_buckets.ts";
import { combineLevels } from "./level_buckets.ts";
import { dayMs, dayStart, hourMs, hourStart } from "./local_time.ts";
import type { Night } from "./nights.ts";
import { settleDays } from "./settle_days.ts";
import { settleNights, sleepType } from "./settle_nights.ts";
import { packRows, unpackRows } from "./packed_rows.ts";
import { amountOf, chartShape, diastolicType, spentTime, systolicType, typeWords } from "./type_words.ts";

/** UTC ms; `to` is excluded. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

type Resolution = Chart["resolution"];

/** Most points that a chart should have; also the most raw readings that are drawn as they are. */
export const maxPoints = 1_000;

/** Most bars that still read as bars: a week of hours, a year of days. */
export const maxBars = 400;

const resolutionMs: readonly (readonly [Resolution, number])[] = [
  ["hour", hourMs],
  ["day", dayMs],
  ["week", 7 * dayMs],
  ["month", 30 * dayMs],
];

/** The finest bucket of which a range (ms) has at most so many. */
export function bucketResolution(rangeMs: number, most: number = maxPoints): Exclude<Resolution, "raw"> {
  for (const [resolution, ms] of resolutionMs) {
    if (resolution !== "raw" && rangeMs / ms <= most) return resolution;
  }
  return "month";
}

/** A stream as charts need it. */
interface ChartStream {
  readonly type: number;
  readonly code: string;
  readonly minOffset: number;
  readonly maxOffset: number;
  readonly unit: string;
}

async function streamsOf(db: Database, patient: number, codes: readonly string[]): Promise<ChartStream[]> {
  const [found] = await db.read([{
    sql: `SELECT st.type, t.code, st.min_offset, st.max_offset, coalesce(o.unit, '') AS unit
      FROM json_each(?2) j
      CROSS JOIN observation_type t ON t.code = j.value
      CROSS JOIN stream st ON st.patient = ?1 AND st.type = t.id
      LEFT JOIN origin o ON o.id = st.latest_origin`,
    args: [patient, JSON.stringify(codes)],
  }]);
  return found!.rows.map((row: Row) => ({
    type: row.type as number,
    code: row.code as string,
    minOffset: row.minOffset as number,
    maxOffset: row.maxOffset as number,
    unit: row.unit as string,
  }));
}

/** Local days that can overlap a range, both included, whatever the clock. */
function dayRange(range: TimeRange): readonly [number, number] {
  return [
    Math.floor((range.from - 18 * hourMs) / dayMs),
    Math.floor((range.to - 1 + 18 * hourMs) / dayMs),
  ];
}

/**
 * The chart of a type for a patient (compact key). A type without data is an empty chart. `resolution` is chosen
 * where it is not given; `hour` for a night is a day, and a bucket too fine for `maxPoints` is made coarser.
 */
export async function chart(
  db: Database,
  patient: number,
  type: string,
  range: TimeRange,
  resolution?: Resolution,
): Promise<Chart> {
  const shape = chartShape(type);
  const streams = await streamsOf(
    db,
    patient,
    shape === "pair" ? [systolicType, diastolicType] : [type],
  );
  const main = streams.find((stream) => stream.code === (shape === "pair" ? systolicType : type));
  const words = typeWords(type, main?.unit);
  const coarse = bucketResolution(range.to - range.from);
  const clinic = shape === "level" || shape === "pair"
    ? await clinicValues(db, patient, type, range)
    : undefined;
  const answer = (columns: ChartColumns, chosen: Resolution): Chart => ({
    type,
    kind: words.kind,
    shape,
    resolution: chosen,
    unit: words.unit,
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    ...columns,
    ...(clinic === undefined ? {} : { clinic }),
  });
  if (main === undefined) return answer(chartColumns(shape), resolution ?? coarse);

  const order = ["raw", "hour", "day", "week", "month"];
  const wanted = resolution === undefined
    ? shape === "sum" ? bucketResolution(range.to - range.from, maxBars) : coarse
    : resolution === "raw" || order.indexOf(resolution) < order.indexOf(coarse)
    ? coarse
    : resolution;
  if (shape === "level" || shape === "pair" || shape === "event") {
    if (resolution === undefined || resolution === "raw") {
      const second = streams.find((stream) => stream.code === diastolicType);
      const columns = await rawColumns(
        db,
        patient,
        main,
        shape === "pair" ? second : undefined,
        shape,
        range,
      );
      if (columns !== undefined) return answer(columns, "raw");
    }
    return answer(await levelColumns(db, patient, streams, main, shape, wanted, range), wanted);
  }
  if (shape === "night") {
    const chosen = wanted === "hour" ? "day" : wanted;
    const [first, last] = dayRange(range);
    const nights = await settleNights(db, patient, main.type, first, last);
    return answer(nightColumns(nights, chosen, range), chosen);
  }
  return answer(await sumColumns(db, patient, main, wanted, range), wanted);
}

function overlaps(at: number, ms: number, range: TimeRange): boolean {
  return at < range.to && at + ms > range.from;
}

/** Readings as they are, or undefined where they are too many. */
async function rawColumns(
  db: Database,
  patient: number,
  stream: ChartStream,
  second: ChartStream | undefined,
  shape: "level" | "pair" | "event",
  range: TimeRange,
): Promise<ChartColumns | undefined> {
  const [counted] = await db.read([{
    // Hours are exact enough and still few for a month and a half; beyond, a day too many on either side is nothing.
    sql: range.to - range.from < 45 * dayMs
      ? `SELECT coalesce(sum(count), 0) AS count FROM rollup_hour
         WHERE patient = ?1 AND type = ?2 AND hour BETWEEN ?3 AND ?4`
      : `SELECT coalesce(sum(count), 0) AS count FROM rollup_day
         WHERE patient = ?1 AND type = ?2 AND day BETWEEN ?3 / 24 - 1 AND ?4 / 24`,
    args: [
      patient,
      stream.type,
      Math.floor((range.from + stream.minOffset * 60_000) / hourMs),
      Math.floor((range.to + stream.maxOffset * 60_000) / hourMs),
    ],
  }]);
  if ((counted!.rows[0]!.count as number) > maxPoints) return undefined;
  // The second of a pair is the reading of the same source over the same instants.
  const [found] = await db.read([{
    sql: `SELECT s.start, s.offset, s.value,
        (SELECT d.value FROM sample d WHERE d.patient = ?1 AND d.type = ?5 AND d.start = s.start
           AND d.duration = s.duration AND d.source = s.source LIMIT 1) AS second
      FROM sample s WHERE s.patient = ?1 AND s.type = ?2 AND s.start >= ?3 AND s.start < ?4
      ORDER BY s.start, s.uuid`,
    args: [patient, stream.type, range.from, range.to, second?.type ?? null],
  }]);
  const columns = chartColumns(shape);
  for (const row of found!.rows) {
    const value = row.value as number | null;
    const level = shape === "event" ? null : value;
    addPoint(columns, row.start as number, {
      offset: row.offset as number,
      count: 1,
      min: level,
      average: level,
      max: level,
      last: value,
    }, null);
    if (shape === "pair") addSecond(columns, row.second as number | null);
  }
  return columns;
}

function addSecond(columns: ChartColumns, value: number | null): void {
  columns.secondMin!.push(value);
  columns.secondAverage!.push(value);
  columns.secondMax!.push(value);
}

/** Start and length (ms) of the bucket of a resolution that a local hour (`hour`) or day falls into. */
function bucketOf(
  resolution: Exclude<Resolution, "raw">,
  bucket: number,
): { key: number; at: (offset: number) => number; hours: number } {
  if (resolution === "hour") return { key: bucket, at: (offset) => hourStart(bucket, offset), hours: 1 };
  const day = resolution === "day" ? bucket : resolution === "week" ? mondayOf(bucket) : firstOfMonth(bucket);
  const days = resolution === "day" ? 1 : resolution === "week" ? 7 : daysInMonth(day);
  return { key: day, at: (offset) => dayStart(day, offset), hours: days * 24 };
}

/** Groups rows (in order of bucket) into the buckets of a resolution. */
function grouped<T extends { bucket: number }>(rows: readonly T[], resolution: Exclude<Resolution, "raw">) {
  const groups = new Map<number, { at: (offset: number) => number; hours: number; rows: T[] }>();
  for (const row of rows) {
    const { key, at, hours } = bucketOf(resolution, row.bucket);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { at, hours, rows: [row] });
    else group.rows.push(row);
  }
  return groups;
}

const levelColumnNames = ["bucket", "offset", "count", "min", "max", "sum", "weight", "last", "hours"];

function levelBucket(row: readonly (number | null)[]): LevelBucket {
  return {
    bucket: row[0]!,
    offset: row[1]!,
    count: row[2]!,
    min: row[3] ?? null,
    max: row[4] ?? null,
    sum: row[5] ?? null,
    weight: row[6]!,
    last: row[7] ?? null,
    hours: row[8]!,
  };
}

async function levelColumns(
  db: Database,
  patient: number,
  streams: readonly ChartStream[],
  main: ChartStream,
  shape: "level" | "pair" | "event",
  resolution: Exclude<Resolution, "raw">,
  range: TimeRange,
): Promise<ChartColumns> {
  const results = await db.read(streams.map((stream) => {
    const [first, last] = wholeBuckets(dayRange(range), resolution);
    return resolution === "hour"
      ? {
        sql: packRows(
          levelColumnNames,
          `SELECT hour AS bucket, offset, count, min, max, sum, weight, last, 1 AS hours FROM rollup_hour
          WHERE patient = ?1 AND type = ?2 AND hour BETWEEN ?3 AND ?4 ORDER BY hour, source`,
        ),
        args: [patient, stream.type, first * 24, last * 24 + 23],
      }
      : {
        sql: packRows(
          levelColumnNames,
          `SELECT day AS bucket, offset, count, min, max, sum, weight, last, hours FROM rollup_day
          WHERE patient = ?1 AND type = ?2 AND day BETWEEN ?3 AND ?4 ORDER BY day, source`,
        ),
        args: [patient, stream.type, first, last],
      };
  }));
  const points = streams.map((stream, index) => {
    const rows = unpackRows(results[index], levelBucket);
    const combined = new Map<number, { at: number; hours: number; point: LevelPoint }>();
    for (const [key, group] of grouped(rows, resolution)) {
      const point = combineLevels(group.rows, aggregationOf(healthType(stream.code)));
      combined.set(key, { at: group.at(point.offset), hours: group.hours, point });
    }
    return combined;
  });
  const columns = chartColumns(shape);
  const first = points[streams.indexOf(main)]!;
  const second = points[streams.findIndex((stream) => stream !== main)];
  for (const [key, { at, hours, point }] of first) {
    if (!overlaps(at, hours * hourMs, range)) continue;
    addPoint(
      columns,
      at,
      shape === "event" ? { ...point, average: null } : point,
      Math.min(1, point.hours / hours),
    );
    if (shape !== "pair") continue;
    const other = second?.get(key)?.point;
    columns.secondMin!.push(other?.min ?? null);
    columns.secondAverage!.push(other?.average ?? null);
    columns.secondMax!.push(other?.max ?? null);
  }
  return columns;
}

/** A range of days widened to whole weeks or months: a bucket that is shown is shown whole. */
function wholeBuckets(
  [first, last]: readonly [number, number],
  resolution: Exclude<Resolution, "raw">,
): readonly [number, number] {
  switch (resolution) {
    case "hour":
    case "day":
      return [first, last];
    case "week":
      return [mondayOf(first), mondayOf(last) + 6];
    case "month":
      return [firstOfMonth(first), firstOfMonth(last) + daysInMonth(last) - 1];
  }
}

async function sumColumns(
  db: Database,
  patient: number,
  stream: ChartStream,
  resolution: Exclude<Resolution, "raw">,
  range: TimeRange,
): Promise<ChartColumns> {
  const columns = chartColumns("sum");
  const [first, last] = wholeBuckets(dayRange(range), resolution);
  if (resolution === "hour") {
    const days = await settleDays(db, patient, [stream.type], first, last, { byHour: true });
    for (const hour of days.get(stream.type)?.flatMap(({ byHour }) => byHour) ?? []) {
      const at = hourStart(hour.hour, hour.offset);
      if (overlaps(at, hourMs, range)) addSum(columns, at, hour.offset, hour, hour.covered, stream.code);
    }
    return columns;
  }
  const days = (await settleDays(db, patient, [stream.type], first, last)).get(stream.type) ?? [];
  for (
    const { at, hours, rows } of grouped(days.map((day) => ({ ...day, bucket: day.day })), resolution)
      .values()
  ) {
    const offset = rows.at(-1)!.offset;
    const start = at(offset);
    if (!overlaps(start, hours * hourMs, range)) continue;
    const amount = rows.reduce((sum, day) => sum + day.amount, 0);
    const count = rows.reduce((sum, day) => sum + day.count, 0);
    const covered = rows.reduce((sum, day) => sum + day.hours, 0) / hours;
    const low = Math.min(...rows.map((day) => day.amount)), high = Math.max(...rows.map((day) => day.amount));
    const last = rows.at(-1)!.amount;
    addSum(columns, start, offset, { amount, count, low, high, last }, Math.min(1, covered), stream.code);
  }
  return columns;
}

/** A sum's point: `average` is the sum; `min`, `max` and `last` those of its days (or itself). */
function addSum(
  columns: ChartColumns,
  at: number,
  offset: number,
  sum: { amount: number; count: number; low?: number; high?: number; last?: number },
  coverage: number,
  code: string,
): void {
  addPoint(columns, at, {
    offset,
    count: sum.count,
    min: amountOf(code, sum.low ?? sum.amount),
    average: amountOf(code, sum.amount),
    max: amountOf(code, sum.high ?? sum.amount),
    last: amountOf(code, sum.last ?? sum.amount),
  }, coverage);
}

/** Hours asleep; a week or month shows its mean night. */
function nightColumns(
  nights: readonly Night[],
  resolution: "day" | "week" | "month",
  range: TimeRange,
): ChartColumns {
  const columns = chartColumns("night");
  const mean = (rows: readonly Night[], of: (night: Night) => number) =>
    rows.reduce((sum, night) => sum + of(night), 0) / rows.length;
  const hoursAsleep = (night: Night) =>
    spentTime(sleepType, (night.rem + night.core + night.deep + night.unspecified) * 60_000);
  for (
    const { at, hours, rows } of grouped(nights.map((n) => ({ ...n, bucket: n.day })), resolution).values()
  ) {
    const offset = rows.at(-1)!.offset;
    const start = at(offset);
    if (!overlaps(start, hours * hourMs, range)) continue;
    const asleep = rows.map(hoursAsleep);
    addPoint(columns, start, {
      offset,
      count: rows.reduce((sum, night) => sum + night.count, 0),
      min: Math.min(...asleep),
      average: mean(rows, hoursAsleep),
      max: Math.max(...asleep),
      last: asleep.at(-1)!,
    }, Math.min(1, rows.length * 24 / hours));
    columns.stages!.inBed.push(mean(rows, (night) => night.inBed));
    columns.stages!.awake.push(mean(rows, (night) => night.awake));
    columns.stages!.rem.push(mean(rows, (night) => night.rem));
    columns.stages!.core.push(mean(rows, (night) => night.core));
    columns.stages!.deep.push(mean(rows, (night) => night.deep));
    columns.stages!.unspecified.push(mean(rows, (night) => night.unspecified));
  }
  return columns;
}
