/**
 * The derived values of one type: usual and spread for every type with daily values, and what guidelines define for
 * blood pressure, glucose, resting heart rate and wearing. Each says what it rests on; none says good or bad.
 */
import type { Derived, DerivedFigure } from "../../schema/provenance.ts";
import type { Database, Row } from "../database.ts";
import { chart } from "./chart.ts";
import { baselineBefore, baselineDays, dayToCompare } from "./derived/baseline.ts";
import { homePressure } from "./derived/home_blood_pressure.ts";
import { weeklySlope } from "./derived/resting_trend.ts";
import { rangeDays, timeInRange } from "./derived/time_in_range.ts";
import { wearTime } from "./derived/wear_time.ts";
import { dayMs, localDay } from "./local_time.ts";
import { bloodPressureType, chartShape, diastolicType, systolicType, typeWords } from "./type_words.ts";

const glucose = "HKQuantityTypeIdentifierBloodGlucose";
const heartRate = "HKQuantityTypeIdentifierHeartRate";
const restingHeartRate = "HKQuantityTypeIdentifierRestingHeartRate";

/** Who says how. */
const sources = {
  robust: "Median and median absolute deviation (Rousseeuw and Croux, 1993)",
  slope: "Theil-Sen slope (Sen, 1968)",
  range: "International consensus on time in range (Battelino et al., 2019; ADA)",
  pressure: "ESH 2021: seven days, the first left out; ACC/AHA 2017 and AHA/AMA 2020: 12 readings or more",
  worn: "Hours with a heart rate; ten make a valid day (Troiano et al., 2008)",
  coverage: "Days with at least one reading",
} as const;

type Figure =
  & Omit<DerivedFigure, "second" | "readings">
  & Partial<Pick<DerivedFigure, "second" | "readings">>;

interface Days {
  readonly values: ReadonlyMap<number, number>;
  readonly hours: ReadonlyMap<number, number>;
  readonly readingsADay: number;
  /** Now, on the clock of the newest day. */
  readonly today: number;
}

/** Values of the last days by local day, as the chart has them. */
async function dailyValues(db: Database, patient: number, code: string, now: number): Promise<Days> {
  const days = await chart(
    db,
    patient,
    code,
    { from: now - (baselineDays + 15) * dayMs, to: now + dayMs },
    "day",
  );
  const values = new Map<number, number>(), hours = new Map<number, number>();
  days.at.forEach((at, index) => {
    const day = localDay(at, days.offset[index]!);
    const value = days.average[index] ?? (days.shape === "event" ? days.count[index]! : null);
    if (value !== null) values.set(day, value);
    hours.set(day, (days.coverage[index] ?? 0) * 24);
  });
  const fills = days.shape === "sum" || days.shape === "event";
  const readings = days.count.reduce((sum, count) => sum + count, 0);
  return {
    values,
    hours,
    readingsADay: fills ? Infinity : days.shape === "night" ? 1 : readings / days.at.length,
    today: localDay(now, days.offset.at(-1) ?? 0),
  };
}

/** All derived values of a type at `now` (UTC ms). A type without data has none. */
export async function derivedFigures(
  db: Database,
  patient: number,
  code: string,
  now: number,
): Promise<Derived> {
  const figures: Figure[] = [];
  const { values, hours, readingsADay, today } = await dailyValues(db, patient, code, now);
  const day = dayToCompare(values, today, readingsADay);
  const baseline = day === undefined ? undefined : baselineBefore(values, day);
  if (baseline !== undefined && chartShape(code) !== "event") {
    const base = { days: baseline.days, ofDays: baselineDays, enough: true, source: sources.robust };
    figures.push({ key: "usual", value: baseline.median, in: "unit", ...base });
    figures.push({ key: "spread", value: baseline.spread, in: "unit", ...base });
  }
  if (code === restingHeartRate) {
    const recent = new Map([...values].filter(([each]) => each > today - baselineDays));
    const change = weeklySlope(recent);
    if (change !== undefined) {
      figures.push({
        key: "weekly_change",
        value: change,
        in: "unit_a_week",
        days: recent.size,
        ofDays: baselineDays,
        enough: true,
        source: sources.slope,
      });
    }
  }
  if (code === bloodPressureType || code === systolicType) figures.push(...await pressure(db, patient, now));
  if (code === glucose) figures.push(...await glucoseRanges(db, patient, now));
  if (code === heartRate) figures.push(...worn(hours, today));
  const within = [...values.keys()].filter((each) => each > today - baselineDays).length;
  if (within > 0) {
    figures.push({
      key: "days_with_data",
      value: within,
      in: "days",
      days: within,
      ofDays: baselineDays,
      enough: true,
      source: sources.coverage,
    });
  }
  return {
    type: code,
    unit: typeWords(code).unit,
    figures: figures.map((figure) => ({ second: null, readings: null, ...figure })),
  };
}

function worn(hours: ReadonlyMap<number, number>, today: number): Figure[] {
  // Today is not over.
  const recent = new Map([...hours].filter(([day]) => day > today - 15 && day < today));
  const found = wearTime(recent, 14);
  if (found === undefined) return [];
  return [{
    key: "worn",
    value: found.hoursADay,
    in: "hours",
    days: found.validDays,
    ofDays: found.ofDays,
    enough: found.validDays * 2 >= found.ofDays,
    source: sources.worn,
  }];
}

async function pressure(db: Database, patient: number, now: number): Promise<Figure[]> {
  const [found] = await db.read([{
    sql: `SELECT s.start, s.offset, s.value AS systolic, d.value AS diastolic
      FROM observation_type ts
      CROSS JOIN sample s ON s.patient = ?1 AND s.type = ts.id AND s.start >= ?2
      CROSS JOIN observation_type td ON td.code = ?4
      CROSS JOIN sample d ON d.patient = ?1 AND d.type = td.id AND d.start = s.start
        AND d.duration = s.duration AND d.source = s.source
      WHERE ts.code = ?3 ORDER BY s.start DESC LIMIT 1000`,
    args: [patient, now - 30 * dayMs, systolicType, diastolicType],
  }]);
  const mean = homePressure(found!.rows.map((row: Row) => ({
    day: localDay(row.start as number, row.offset as number),
    systolic: row.systolic as number,
    diastolic: row.diastolic as number,
  })));
  if (mean === undefined) return [];
  return [{
    key: "home_pressure",
    value: mean.systolic,
    second: mean.diastolic,
    in: "unit",
    days: mean.days,
    ofDays: 7,
    readings: mean.readings,
    enough: mean.enough,
    source: sources.pressure,
  }];
}

async function glucoseRanges(db: Database, patient: number, now: number): Promise<Figure[]> {
  const [values, covered] = await db.read([
    {
      sql: `SELECT json_group_array(s.value) AS packed FROM observation_type t
        CROSS JOIN sample s ON s.patient = ?1 AND s.type = t.id AND s.start >= ?2 WHERE t.code = ?3`,
      args: [patient, now - rangeDays * dayMs, glucose],
    },
    {
      sql:
        `SELECT count(DISTINCT h.hour) AS hours, count(DISTINCT h.hour / 24) AS days FROM observation_type t
        CROSS JOIN rollup_hour h ON h.patient = ?1 AND h.type = t.id AND h.hour >= ?2 WHERE t.code = ?3`,
      args: [patient, Math.floor((now - rangeDays * dayMs) / 3_600_000) - 12, glucose],
    },
  ]);
  const readings = (JSON.parse(values!.rows[0]!.packed as string) as (number | null)[]).filter((value) =>
    value !== null
  );
  const hours = covered!.rows[0]!.hours as number, days = covered!.rows[0]!.days as number;
  const found = timeInRange(readings, hours);
  if (found === undefined) return [];
  const share = (key: Figure["key"], value: number): Figure => ({
    key,
    value: value * 100,
    in: "percent",
    days: Math.min(days, rangeDays),
    ofDays: rangeDays,
    readings: found.readings,
    enough: found.enough,
    source: sources.range,
  });
  return [
    share("in_range", found.inRange),
    share("below_range", found.low),
    share("far_below_range", found.veryLow),
    share("above_range", found.high),
    share("far_above_range", found.veryHigh),
  ];
}
