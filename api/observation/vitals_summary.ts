/**
 * The tiles of the Vitals and Stats page: for every type with data the newest value, when, how it compares with what
 * is usual for this person, and the last 30 local days. A handful of statements in one read, whatever the length of the history.
 */
import type { VitalsSummary, VitalTile } from "../../schema/observation.ts";
import { healthGroups } from "../../schema/health_type.ts";
import { healthType, healthTypes } from "../../schema/health_types.ts";
import type { Database, Row } from "../database.ts";
import { aggregationOf } from "./aggregation.ts";
import { baselineDays, dayToCompare, trendOn } from "./derived/baseline.ts";
import type { LevelBucket } from "./level_buckets.ts";
import { combineLevels } from "./level_buckets.ts";
import { dayMs, dayStart, localDay } from "./local_time.ts";
import type { MergedDay } from "./merge_sources.ts";
import type { Night } from "./nights.ts";
import { packRows, unpackRows } from "./packed_rows.ts";
import { dateOf } from "./source_queries.ts";
import { settleDays } from "./settle_days.ts";
import { settleNights, sleepType } from "./settle_nights.ts";
import type { TypeWords } from "./type_words.ts";
import {
  amountOf,
  bloodPressureType,
  chartShape,
  diastolicType,
  spentTime,
  systolicType,
  typeWords,
  valueText,
} from "./type_words.ts";

/** Days in a sparkline. */
const sparklineDays = 30;
/** Days that are read: a baseline, and the two weeks in which a day still says something of now. */
const readDays = baselineDays + 15;

const typeOrder = new Map(healthTypes.map(({ code }, index) => [code, index]));

interface Stream {
  readonly type: number;
  readonly code: string;
  readonly words: TypeWords;
  readonly count: number;
  readonly firstStart: number;
  readonly start: number;
  readonly duration: number;
  readonly offset: number;
  readonly value: number | null;
  readonly source: string;
  readonly receivedAt: number;
}

function stream(row: Row): Stream {
  const code = row.code as string;
  return {
    type: row.type as number,
    code,
    words: typeWords(code, row.unit as string),
    count: row.count as number,
    firstStart: row.firstStart as number,
    start: row.lastStart as number,
    duration: row.latestDuration as number,
    offset: row.latestOffset as number,
    value: row.latestValue as number | null,
    source: row.name as string,
    receivedAt: row.lastReceivedAt as number,
  };
}

/** Tiles by group and, within a group, by the registry's order; unknown types last. `now` is UTC ms. */
export async function vitalsSummary(
  db: Database,
  patient: number,
  now: number,
): Promise<VitalsSummary> {
  // Days differ from the UTC day by at most one, either way.
  const from = Math.floor(now / dayMs) - readDays - 1;
  const [streamRows, levelRows, pairRows] = await db.read([
    {
      sql:
        `SELECT st.type, t.code, st.count, st.first_start, st.last_start, st.latest_duration, st.latest_offset,
          st.latest_value, st.last_received_at, o.name, o.unit
        FROM stream st
        CROSS JOIN observation_type t ON t.id = st.type
        CROSS JOIN origin o ON o.id = st.latest_origin
        WHERE st.patient = ?1 AND st.count > 0`,
      args: [patient],
    },
    {
      sql: packRows(
        ["type", "bucket", "offset", "count", "min", "max", "sum", "weight", "last", "hours"],
        `SELECT d.type, d.day AS bucket, d.offset, d.count, d.min, d.max, d.sum, d.weight, d.last, d.hours
        FROM stream st
        CROSS JOIN observation_type t ON t.id = st.type AND t.aggregation NOT IN ('sum', 'duration')
        CROSS JOIN rollup_day d ON d.patient = ?1 AND d.type = st.type AND d.day >= ?2
        WHERE st.patient = ?1 AND st.count > 0
        ORDER BY d.type, d.day, d.source`,
      ),
      args: [patient, from],
    },
    {
      sql: `SELECT d.value FROM observation_type ts
        CROSS JOIN stream st ON st.patient = ?1 AND st.type = ts.id
        CROSS JOIN sample s ON s.patient = ?1 AND s.type = st.type AND s.start = st.last_start
        CROSS JOIN observation_type td ON td.code = ?3
        CROSS JOIN sample d ON d.patient = ?1 AND d.type = td.id AND d.start = s.start
          AND d.duration = s.duration AND d.source = s.source
        WHERE ts.code = ?2 ORDER BY s.uuid DESC LIMIT 1`,
      args: [patient, systolicType, diastolicType],
    },
  ]);
  const streams = streamRows!.rows.map(stream);
  const levels = new Map<number, LevelBucket[]>();
  unpackRows(levelRows, ([type, bucket, offset, count, min, max, sum, weight, last, hours]) => {
    const row: LevelBucket = {
      ...{ bucket: bucket!, offset: offset!, count: count!, weight: weight!, hours: hours! },
      ...{ min: min ?? null, max: max ?? null, sum: sum ?? null, last: last ?? null },
    };
    const list = levels.get(type!);
    if (list === undefined) levels.set(type!, [row]);
    else list.push(row);
  });
  const sums = await sumDays(db, patient, streams, from, Math.floor(now / dayMs) + 1);
  const sleep = streams.find(({ code }) => code === sleepType);
  const nights = sleep === undefined
    ? []
    : await latestNights(db, patient, sleep, from, Math.floor(now / dayMs) + 1);

  const hasPair = streams.some(({ code }) => code === systolicType);
  const tiles: VitalTile[] = [];
  for (const stream of streams) {
    // One tile speaks for both pressures, by the correlation's name.
    if (hasPair && (stream.code === diastolicType || stream.code === bloodPressureType)) continue;
    switch (chartShape(stream.code)) {
      case "sum":
        tiles.push(sumTile(stream, sums.get(stream.type) ?? [], now));
        break;
      case "night":
        tiles.push(nightTile(stream, nights, now));
        break;
      case "level":
      case "event":
      case "pair": {
        const tile = levelTile(stream, levels.get(stream.type) ?? [], now);
        tiles.push(
          stream.code === systolicType
            ? pairTile(tile, (pairRows!.rows[0]?.value ?? null) as number | null)
            : tile,
        );
      }
    }
  }
  const rank = (tile: VitalTile) =>
    healthGroups.indexOf(tile.group) * 10_000 + (typeOrder.get(tile.type) ?? 9_999);
  return { tiles: tiles.sort((a, b) => rank(a) - rank(b) || (a.type < b.type ? -1 : 1)) };
}

/** The merged days of the sparkline, and of the newest day where that is older. */
async function sumDays(
  db: Database,
  patient: number,
  streams: readonly Stream[],
  from: number,
  to: number,
): Promise<Map<number, readonly MergedDay[]>> {
  const sums = streams.filter(({ code }) => chartShape(code) === "sum");
  const result = new Map(
    await settleDays(db, patient, sums.map(({ type }) => type), from, to),
  );
  for (const { type, start, duration, offset } of sums) {
    if ((result.get(type)?.length ?? 0) > 0) continue;
    const last = localDay(start + duration, offset);
    const days = await settleDays(db, patient, [type], last - 1, last);
    result.set(type, days.get(type) ?? []);
  }
  return result;
}

async function latestNights(
  db: Database,
  patient: number,
  sleep: Stream,
  from: number,
  to: number,
): Promise<readonly Night[]> {
  const recent = await settleNights(db, patient, sleep.type, from, to);
  if (recent.length > 0) return recent;
  const last = localDay(sleep.start + sleep.duration, sleep.offset);
  return await settleNights(db, patient, sleep.type, last - 1, last);
}

function sparkline(
  now: number,
  offset: number,
  values: ReadonlyMap<number, number | null>,
): (number | null)[] {
  const today = localDay(now, offset);
  return Array.from({ length: sparklineDays }, (_, i) => values.get(today - sparklineDays + 1 + i) ?? null);
}

/** How the newest day that can be compared stands to the person's own; `readingsADay` as in `dayToCompare`. */
function trend(
  values: ReadonlyMap<number, number | null>,
  today: number,
  decimals: number,
  readingsADay: number,
): VitalTile["trend"] {
  const known = new Map<number, number>();
  for (const [day, value] of values) if (value !== null) known.set(day, value);
  const day = dayToCompare(known, today, readingsADay);
  const found = day === undefined ? undefined : trendOn(known, day, decimals);
  if (found === undefined) return undefined;
  const { value, baseline, deviation, direction, days } = found;
  return { on: dateOf(found.day), value, baseline, deviation, direction, days };
}

function tile(
  stream: Stream,
  latest: Pick<VitalTile["latest"], "value" | "day"> & { at: number; offset: number },
  values: ReadonlyMap<number, number | null>,
  now: number,
  /** Undefined: the type has no trend. */
  readingsADay?: number,
): VitalTile {
  const { words } = stream;
  const compared = readingsADay === undefined
    ? undefined
    : trend(values, localDay(now, latest.offset), words.decimals, readingsADay);
  const reference = healthType(stream.code)?.reference;
  return {
    type: stream.code,
    display: words.display,
    group: words.group,
    kind: words.kind,
    unit: words.unit,
    unitDisplay: words.unitDisplay,
    decimals: words.decimals,
    latest: {
      value: latest.value,
      second: null,
      text: words.kind === "category" || words.kind === "workout"
        ? valueText(stream.code, latest.value)
        : null,
      at: new Date(latest.at).toISOString(),
      offset: latest.offset,
      day: latest.day,
      source: stream.source,
    },
    firstAt: new Date(stream.firstStart).toISOString(),
    receivedAt: new Date(stream.receivedAt).toISOString(),
    sparkline: sparkline(now, latest.offset, values),
    count: stream.count,
    ...(compared !== undefined && { trend: compared }),
    ...(reference !== undefined && { reference }),
  };
}

function levelTile(stream: Stream, buckets: readonly LevelBucket[], now: number): VitalTile {
  const aggregation = aggregationOf(healthType(stream.code));
  const byDay = new Map<number, LevelBucket[]>();
  for (const bucket of buckets) byDay.set(bucket.bucket, [...(byDay.get(bucket.bucket) ?? []), bucket]);
  const values = new Map<number, number | null>();
  for (const [day, rows] of byDay) {
    const { average, count } = combineLevels(rows, aggregation);
    values.set(day, aggregation === "count" ? count : average);
  }
  const { value, start, duration, offset } = stream;
  const readings = buckets.reduce((sum, { count }) => sum + count, 0);
  const readingsADay = aggregation === "count" ? undefined : readings / byDay.size;
  return tile(stream, { value, day: false, at: start + duration, offset }, values, now, readingsADay);
}

function pairTile(systolic: VitalTile, diastolic: number | null): VitalTile {
  const words = typeWords(bloodPressureType);
  return {
    ...systolic,
    type: bloodPressureType,
    display: words.display,
    group: words.group,
    kind: words.kind,
    latest: { ...systolic.latest, second: diastolic },
  };
}

function sumTile(stream: Stream, days: readonly MergedDay[], now: number): VitalTile {
  const values = new Map(days.map((day) => [day.day, amountOf(stream.code, day.amount)]));
  const newest = days.at(-1);
  const end = stream.start + stream.duration;
  if (newest === undefined) {
    return tile(stream, { value: null, day: true, at: end, offset: stream.offset }, values, now);
  }
  // The day is still going on where its samples are of today; then it speaks until the newest of them.
  const at = Math.max(
    dayStart(newest.day, newest.offset),
    Math.min(end, dayStart(newest.day + 1, newest.offset) - 1),
  );
  return tile(
    stream,
    { value: amountOf(stream.code, newest.amount), day: true, at, offset: newest.offset },
    values,
    now,
    // A day that adds up is not over before it ends.
    Infinity,
  );
}

function nightTile(stream: Stream, nights: readonly Night[], now: number): VitalTile {
  const hours = (night: Night) =>
    spentTime(sleepType, (night.rem + night.core + night.deep + night.unspecified) * 60_000);
  const newest = nights.at(-1);
  return tile(
    stream,
    newest === undefined
      ? { value: null, day: true, at: stream.start + stream.duration, offset: stream.offset }
      : { value: hours(newest), day: true, at: newest.end, offset: newest.offset },
    new Map(nights.map((night) => [night.day, hours(night)])),
    now,
    1,
  );
}
