/**
 * One value a day of the metrics that rules look at, read for all of them together. The days are those of the Vitals
 * page: levels combined over sources, sums and nights as they were settled.
 */
import { healthType } from "../../schema/health_types.ts";
import type { SignalRuleDefinition } from "../../schema/signal.ts";
import type { Database, Row } from "../database.ts";
import { aggregationOf } from "../observation/aggregation.ts";
import { combineLevels, type LevelBucket, type LevelPoint } from "../observation/level_buckets.ts";
import { localDay } from "../observation/local_time.ts";
import { settleDays } from "../observation/settle_days.ts";
import { settleNights, sleepType } from "../observation/settle_nights.ts";
import { amountOf, chartShape, diastolicType, spentTime, systolicType } from "../observation/type_words.ts";
import { type DailyValue, reachOf } from "./evaluate.ts";

/** What a rule is judged on: `last` is the newest day that can be judged. */
export interface RuleDays {
  readonly last: number;
  readonly values: readonly DailyValue[];
}

interface Stream {
  type: number;
  code: string;
  offset: number;
}

const codesOf = (metric: string) => chartShape(metric) === "pair" ? [systolicType, diastolicType] : [metric];

/** Values for each rule, in the rules' order; undefined where the patient never shared the metric. */
export async function dailyValues(
  db: Database,
  patient: number,
  rules: readonly SignalRuleDefinition[],
  now: number,
): Promise<(RuleDays | undefined)[]> {
  const codes = [...new Set(rules.flatMap(({ metric }) => codesOf(metric)))];
  const [found] = await db.read([{
    sql: `SELECT st.type, t.code, st.latest_offset AS offset FROM json_each(?2) j
      CROSS JOIN observation_type t ON t.code = j.value
      CROSS JOIN stream st ON st.patient = ?1 AND st.type = t.id
      WHERE st.count > 0`,
    args: [patient, JSON.stringify(codes)],
  }]);
  const streams = new Map(
    (found!.rows as unknown as Stream[]).map((stream) => [stream.code, stream]),
  );
  const spans = rules.map((rule) => {
    const stream = streams.get(codesOf(rule.metric)[0]!);
    if (stream === undefined) return undefined;
    const today = localDay(now, stream.offset), shape = chartShape(rule.metric);
    // What adds up, and what is missing, is only known once the day is over.
    const last = shape === "sum" || rule.condition.kind === "missing" ? today - 1 : today;
    return { stream, shape, first: last - reachOf(rule), last };
  });
  const present = spans.filter((span) => span !== undefined);
  if (present.length === 0) return rules.map(() => undefined);
  const first = Math.min(...present.map((span) => span.first));
  const last = Math.max(...present.map((span) => span.last));

  const levels = await levelDays(db, patient, [...streams.values()], first, last);
  const sums = await settleDays(
    db,
    patient,
    [...new Set(present.filter(({ shape }) => shape === "sum").map(({ stream }) => stream.type))],
    first,
    last,
  );
  const sleep = streams.get(sleepType);
  const nights = sleep === undefined ? [] : await settleNights(db, patient, sleep.type, first, last);

  return rules.map((rule, index): RuleDays | undefined => {
    const span = spans[index];
    if (span === undefined) return undefined;
    const { stream, shape } = span;
    let values: DailyValue[] = [];
    if (shape === "sum") {
      values = (sums.get(stream.type) ?? []).map(({ day, amount, count, hours }) => ({
        ...{ day, value: amountOf(stream.code, amount), second: null, readings: count, hours },
      }));
    } else if (shape === "night") {
      values = nights.map((night) => {
        const asleep = night.rem + night.core + night.deep + night.unspecified;
        const value = spentTime(sleepType, asleep * 60_000);
        return {
          ...{ day: night.day, value, second: null, readings: night.count },
          hours: Math.min(24, Math.round((night.end - night.start) / 3_600_000)),
        };
      });
    } else {
      const others = levels.get(streams.get(diastolicType)?.type ?? -1);
      for (const [day, point] of levels.get(stream.type) ?? []) {
        const value = statisticOf(point, rule);
        if (value === null) continue;
        const other = shape === "pair" ? others?.get(day) : undefined;
        const second = other === undefined ? null : statisticOf(other, rule);
        values.push({ day, value, second, readings: point.count, hours: point.hours });
      }
    }
    return {
      last: span.last,
      values: values.filter(({ day }) => day >= span.first && day <= span.last),
    };
  });
}

function statisticOf(point: LevelPoint, { statistic }: SignalRuleDefinition): number | null {
  return statistic === "average" ? point.average : statistic === "lowest" ? point.min : point.max;
}

/** Levels by type and day. */
async function levelDays(
  db: Database,
  patient: number,
  streams: readonly Stream[],
  first: number,
  last: number,
): Promise<ReadonlyMap<number, ReadonlyMap<number, LevelPoint>>> {
  const wanted = streams.filter(({ code }) => chartShape(code) === "level");
  const result = new Map<number, Map<number, LevelPoint>>();
  if (wanted.length === 0) return result;
  const [found] = await db.read([{
    sql: `SELECT d.type, d.day AS bucket, d.offset, d.count, d.min, d.max, d.sum, d.weight, d.last, d.hours
      FROM json_each(?2) j
      CROSS JOIN rollup_day d ON d.patient = ?1 AND d.type = j.value AND d.day BETWEEN ?3 AND ?4
      ORDER BY d.type, d.day, d.source`,
    args: [patient, JSON.stringify(wanted.map(({ type }) => type)), first, last],
  }]);
  const aggregations = new Map(wanted.map(({ type, code }) => [type, aggregationOf(healthType(code))]));
  const byType = new Map<number, Map<number, LevelBucket[]>>();
  for (const row of found!.rows as Row[]) {
    const type = Number(row.type), day = Number(row.bucket);
    const days = byType.get(type) ?? new Map<number, LevelBucket[]>();
    byType.set(type, days.set(day, [...(days.get(day) ?? []), row as unknown as LevelBucket]));
  }
  for (const [type, days] of byType) {
    result.set(
      type,
      new Map([...days].map(([day, rows]) => [day, combineLevels(rows, aggregations.get(type)!)])),
    );
  }
  return result;
}
