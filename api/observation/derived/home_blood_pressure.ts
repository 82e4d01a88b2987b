/**
 * Blood pressure measured at home, averaged as guidelines say. Pure.
 *
 * - Never one reading: at least two on at least two occasions (ACC/AHA, Whelton et al., Hypertension 2018;71:e13).
 * - Over seven days, at least three; the first day is left out, all other readings are averaged alike (ESH,
 *   Stergiou et al., J Hypertens 2021;39:1293).
 * - At least 12 readings are wanted (AHA/AMA, Shimbo et al., Circulation 2020;142:e42).
 */

/** One reading, in mmHg, on a local day. */
export interface PressureReading {
  readonly day: number;
  readonly systolic: number;
  readonly diastolic: number;
}

export interface PressureDay {
  readonly day: number;
  readonly systolic: number;
  readonly diastolic: number;
  readonly readings: number;
}

export interface HomePressure {
  readonly systolic: number;
  readonly diastolic: number;
  /** Days and readings that were averaged. */
  readonly days: number;
  readonly readings: number;
  readonly firstDay: number;
  readonly lastDay: number;
  /** Whether a first day was left out. */
  readonly leftOutFirstDay: boolean;
  /** At least three days and 12 readings. */
  readonly enough: boolean;
}

const periodDays = 7, fewestDays = 3, fewestReadings = 12;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Each day's mean, in order. */
export function pressureDays(readings: readonly PressureReading[]): PressureDay[] {
  return [...Map.groupBy(readings, ({ day }) => day)]
    .map(([day, own]) => ({
      day,
      systolic: mean(own.map(({ systolic }) => systolic)),
      diastolic: mean(own.map(({ diastolic }) => diastolic)),
      readings: own.length,
    }))
    .sort((a, b) => a.day - b.day);
}

/**
 * The mean of the seven days that end with the newest reading. The first day is left out where at least three
 * remain. Undefined without two readings.
 */
export function homePressure(readings: readonly PressureReading[]): HomePressure | undefined {
  const newest = Math.max(...readings.map(({ day }) => day));
  const recent = readings.filter(({ day }) => day > newest - periodDays);
  const days = [...new Set(recent.map(({ day }) => day))].sort((a, b) => a - b);
  const leftOutFirstDay = days.length > fewestDays;
  const used = leftOutFirstDay ? recent.filter(({ day }) => day !== days[0]) : recent;
  if (used.length < 2) return undefined;
  const usedDays = leftOutFirstDay ? days.slice(1) : days;
  return {
    systolic: mean(used.map(({ systolic }) => systolic)),
    diastolic: mean(used.map(({ diastolic }) => diastolic)),
    days: usedDays.length,
    readings: used.length,
    firstDay: usedDays[0]!,
    lastDay: usedDays.at(-1)!,
    leftOutFirstDay,
    enough: usedDays.length >= fewestDays && used.length >= fewestReadings,
  };
}
