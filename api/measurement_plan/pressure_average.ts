/**
 * The average of blood pressure measured at home, as the guidelines take it; it says what was averaged, and nothing
 * about what it means.
 *
 * Two readings a minute apart, morning and evening, for seven days and no fewer than three; the first day is left
 * out and all other readings are averaged. Sources: Whelton et al., 2017 ACC/AHA guideline, section 4.2 (J Am Coll
 * Cardiol 2018;71:e127); Stergiou et al., 2021 European Society of Hypertension practice guidelines for office and
 * out-of-office blood pressure measurement (J Hypertens 2021;39:1293).
 */
import type { PressureAverage } from "../../schema/measurement_plan.ts";

export interface PressureReading {
  /** The local day, `YYYY-MM-DD`. */
  readonly on: string;
  /** mmHg. */
  readonly systolic: number;
  readonly diastolic: number;
}

/** Days with readings, the first included, that the guideline asks for at least. */
const daysNeeded = 3;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Averages readings in any order. Without three days of them the figures are null: a number that looks like the
 * guideline's but isn't must not be shown.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * const day = (on: string, systolic: number) => ({ on, systolic, diastolic: 80 });
 * const { systolic, readings } = pressureAverage([
 *   day("2026-03-01", 180), day("2026-03-02", 130), day("2026-03-03", 134),
 * ]);
 * assertEquals([systolic, readings], [132, 2]);
 * ```
 */
export function pressureAverage(readings: readonly PressureReading[]): PressureAverage {
  const days = [...new Set(readings.map(({ on }) => on))].sort();
  const counted = readings.filter(({ on }) => on !== days[0]);
  const enough = days.length >= daysNeeded;
  return {
    systolic: enough ? mean(counted.map(({ systolic }) => systolic)) : null,
    diastolic: enough ? mean(counted.map(({ diastolic }) => diastolic)) : null,
    readings: counted.length,
    days: Math.max(0, days.length - 1),
    daysNeeded,
  };
}
