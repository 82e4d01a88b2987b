/**
 * Glucose by ranges, as the international consensus on time in range has them (Battelino et al., Diabetes Care
 * 2019;42:1593; taken over in the ADA Standards of Care): 70-180 mg/dL in range, below 70 and below 54, above 180
 * and above 250; over 14 days, of which a sensor should cover at least 70%. Pure.
 */

/** Days that the consensus looks at. */
export const rangeDays = 14;
/** Share of the time that a sensor must have covered. */
export const enoughCoverage = 0.7;

/** Shares of the readings, 0-1. `low` includes `veryLow`, `high` includes `veryHigh`. */
export interface TimeInRange {
  readonly inRange: number;
  readonly low: number;
  readonly veryLow: number;
  readonly high: number;
  readonly veryHigh: number;
  readonly readings: number;
  /** Share of the hours that have a reading. */
  readonly coverage: number;
  /** Whether shares of readings may be read as shares of time. */
  readonly enough: boolean;
}

/**
 * Shares of readings (mg/dL). `hours` are those with at least one reading, of `rangeDays` days. Undefined for none.
 * A sensor reads at even intervals, so that a share of readings is a share of time; single finger-stick readings
 * cover too few hours, and `enough` says so.
 *
 * @example
 * ```ts
 * import { timeInRange } from "./time_in_range.ts";
 * timeInRange([100, 180, 181, 50], 300)?.inRange; // 0.5
 * ```
 */
export function timeInRange(readings: readonly number[], hours: number): TimeInRange | undefined {
  if (readings.length === 0) return undefined;
  const share = (within: (value: number) => boolean) => readings.filter(within).length / readings.length;
  const coverage = Math.min(1, hours / (rangeDays * 24));
  return {
    inRange: share((value) => value >= 70 && value <= 180),
    low: share((value) => value < 70),
    veryLow: share((value) => value < 54),
    high: share((value) => value > 180),
    veryHigh: share((value) => value > 250),
    readings: readings.length,
    coverage,
    enough: coverage >= enoughCoverage,
  };
}
