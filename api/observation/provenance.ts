/** How the number of a type and a local day came about: who measured, what was kept of it, what the device says. */
import type { Provenance, ProvenanceSource } from "../../schema/provenance.ts";
import { healthType } from "../../schema/health_types.ts";
import type { Database, Result, Row, SqlValue, Statement } from "../database.ts";
import { aggregationOf } from "./aggregation.ts";
import { explainDay } from "./explain_day.ts";
import type { LevelBucket } from "./level_buckets.ts";
import { combineLevels } from "./level_buckets.ts";
import { type Night, nightOf, nightWindow } from "./nights.ts";
import { deviceTotal, intervalsOf, selectIntervals, selectTotals, sourceOrder } from "./settle_sql.ts";
import { selectSleep, settleNights, sleepSamples, sleepType } from "./settle_nights.ts";
import { byBelief, dayOf, namedSource, selectNamedSources } from "./source_queries.ts";
import { amountOf, bloodPressureType, chartShape, spentTime, systolicType, typeWords } from "./type_words.ts";

/** Minutes, to a tenth. */
function minutes(ms: number): number {
  return Math.round(ms / 6_000) / 10;
}

interface Known {
  readonly db: Database;
  readonly patient: number;
  readonly type: number;
  readonly code: string;
  readonly day: number;
}

/** `on` is an ISO date. A type or day without data has the basis `none`. */
export async function provenance(
  db: Database,
  patient: number,
  code: string,
  on: string,
): Promise<Provenance> {
  const shape = chartShape(code);
  // One of a pair speaks for both: they come from one cuff.
  const stored = code === bloodPressureType ? systolicType : code;
  const [found] = await db.read([{
    sql: `SELECT t.id, coalesce(o.unit, '') AS unit FROM observation_type t
      JOIN stream st ON st.patient = ?1 AND st.type = t.id LEFT JOIN origin o ON o.id = st.latest_origin
      WHERE t.code = ?2`,
    args: [patient, stored],
  }]);
  const row = found!.rows[0];
  const base = { type: code, unit: typeWords(code, row?.unit as string | undefined).unit, on, shape };
  const nothing: Provenance = { ...base, shown: null, basis: "none", sources: [], device: null };
  if (row === undefined) return nothing;
  const known: Known = { db, patient, type: row.id as number, code: stored, day: dayOf(on) };
  const explained = shape === "sum"
    ? await explainSum(known)
    : shape === "night"
    ? await explainNight(known)
    : await explainLevel(known);
  return explained === undefined ? nothing : { ...base, ...explained };
}

type Explained = Pick<Provenance, "shown" | "basis" | "sources" | "device">;

function sourcesStatement({ patient, type, day }: Known): Statement {
  return { sql: selectNamedSources, args: [patient, type, day - 2, day + 2] };
}

function withParts(
  rows: readonly Row[],
  part: (id: number) => Omit<ProvenanceSource, keyof ReturnType<typeof namedSource>> | undefined,
): ProvenanceSource[] {
  return byBelief(rows).flatMap((row) => {
    const own = part(row.id as number);
    return own === undefined ? [] : [{ ...namedSource(row), ...own }];
  });
}

async function explainSum(known: Known): Promise<Explained | undefined> {
  const { db, patient, type, code, day } = known;
  const args: SqlValue[] = [patient, type, day, day];
  const [named, totals, raw] = await db.read([
    sourcesStatement(known),
    { sql: selectTotals, args },
    { sql: selectIntervals(), args },
  ]);
  const rows = named!.rows;
  const { shown, parts, device } = explainDay(day, {
    intervals: intervalsOf(raw),
    totals: totals!.rows.map(deviceTotal),
    order: sourceOrder(rows),
  });
  if (shown === undefined) return undefined;
  const bySource = new Map(parts.map((part) => [part.source, part]));
  const amount = (value: number) => amountOf(code, value);
  return {
    shown: amount(shown),
    basis: device === undefined
      ? parts.length > 1 ? "merged" : "single"
      : device.period === "day"
      ? "device"
      : "device_hours",
    sources: withParts(rows, (id) => {
      const part = bySource.get(id);
      return part && {
        count: part.count,
        own: amount(part.own),
        coveredMinutes: minutes(part.coveredMs),
        kept: amount(part.kept),
      };
    }),
    device: device === undefined ? null : {
      period: device.period,
      amount: amount(device.amount),
      hours: device.hours,
      computedAt: new Date(device.computedAt).toISOString(),
      source: rows.find(({ id }) => id === device.source)?.name as string | undefined ?? "",
      fromReadings: amount(device.fromReadings),
      difference: amount(device.fromReadings) - amount(device.amount),
    },
  };
}

async function explainLevel(known: Known): Promise<Explained | undefined> {
  const { db, patient, type, code, day } = known;
  const [named, days] = await db.read([
    sourcesStatement(known),
    {
      sql: `SELECT source, day AS bucket, offset, count, min, max, sum, weight, last, hours FROM rollup_day
        WHERE patient = ?1 AND type = ?2 AND day = ?3 ORDER BY source`,
      args: [patient, type, day],
    },
  ]);
  if (days!.rows.length === 0) return undefined;
  const aggregation = aggregationOf(healthType(code));
  const say = (rows: Result["rows"]) => {
    const { average, count } = combineLevels(rows as unknown as readonly LevelBucket[], aggregation);
    return aggregation === "count" ? count : average;
  };
  const bySource = new Map(days!.rows.map((row) => [row.source, row]));
  return {
    shown: say(days!.rows),
    basis: days!.rows.length > 1 ? "average" : "single",
    sources: withParts(named!.rows, (id) => {
      const row = bySource.get(id);
      return row && { count: row.count as number, own: say([row]), coveredMinutes: null, kept: null };
    }),
    device: null,
  };
}

async function explainNight(known: Known): Promise<Explained | undefined> {
  const { db, patient, type, day } = known;
  const [night] = await settleNights(db, patient, type, day, day);
  if (night === undefined) return undefined;
  const [first, last] = nightWindow(day);
  const [named, raw] = await db.read([
    { sql: selectNamedSources, args: [patient, type, first, last] },
    { sql: selectSleep, args: [patient, type, first, last] },
  ]);
  const samples = sleepSamples(raw);
  const asleep = ({ rem, core, deep, unspecified }: Night) =>
    spentTime(sleepType, (rem + core + deep + unspecified) * 60_000);
  return {
    shown: asleep(night),
    basis: "night",
    sources: withParts(named!.rows, (id) => {
      const own = nightOf(day, samples.filter(({ source }) => source === id));
      return own && {
        count: own.count,
        own: asleep(own),
        coveredMinutes: minutes(own.end - own.start),
        kept: id === night.source ? asleep(night) : 0,
      };
    }),
    device: null,
  };
}
