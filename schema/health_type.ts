/**
 * The shape of one entry of the health-type registry (`health_types.ts`).
 *
 * A type is named by its HealthKit identifier everywhere: on the wire, in the database's dictionary and in URLs.
 * Values are stored and served in `unit` (UCUM); the wire carries HealthKit's own unit strings (see `units`).
 */

/** How a clinician thinks of it; the order is the order of the Vitals page. */
export const healthGroups = [
  "heart",
  "activity",
  "sleep",
  "body",
  "respiratory",
  "metabolic",
  "mobility",
  "other",
] as const;
export type HealthGroup = (typeof healthGroups)[number];

/**
 * - `cumulative`: adds up over time (steps); intervals are split over buckets by duration.
 * - `discrete`: a level at an instant (heart rate); has minimum, average and maximum, never a sum.
 * - `category`: a code at an instant or over an interval (a symptom, a high-heart-rate event).
 * - `interval`: a category whose duration is what matters (sleep, a mindful session, stand hours).
 * - `correlation`: binds other samples (blood pressure, food).
 * - `workout`, `ecg`, `state_of_mind`: what their names say; the particulars are in the sample's detail.
 */
export type HealthKind =
  | "cumulative"
  | "discrete"
  | "category"
  | "interval"
  | "correlation"
  | "workout"
  | "ecg"
  | "state_of_mind";

/** canonical = wire × factor + offset. */
export interface UnitConversion {
  readonly factor: number;
  readonly offset?: number;
}

export interface CategoryValue {
  /** HealthKit's integer. */
  readonly code: number;
  /** As Apple's export spells it, e.g. `HKCategoryValueSleepAnalysisAsleepCore`. */
  readonly name: string;
  readonly display: string;
}

export interface ReferenceRange {
  readonly low?: number;
  readonly high?: number;
  /** Who says so: guideline and year. */
  readonly source: string;
}

export interface HealthType {
  /** HealthKit identifier, e.g. `HKQuantityTypeIdentifierHeartRate`. */
  readonly code: string;
  readonly kind: HealthKind;
  readonly group: HealthGroup;
  readonly display: string;
  /**
   * Canonical unit, UCUM; `""` for kinds that have none. Percentages are 0–100 here. An interval's is the unit that
   * its duration is read in, blood pressure's that of both its parts; neither has `units` on the wire.
   */
  readonly unit: string;
  /** What a person reads after the number, e.g. `bpm`, `mmHg`, `%`. */
  readonly unitDisplay: string;
  /** Accepted HealthKit unit strings (what `HKUnit.unitString` and export.xml say; `%` there is a 0–1 fraction). */
  readonly units: Readonly<Record<string, UnitConversion>>;
  /** Digits after the point when shown. */
  readonly decimals: number;
  readonly loinc?: string;
  readonly reference?: ReferenceRange;
  /** Canonical bounds outside which a reading is refused as not physically possible. */
  readonly plausible?: { readonly min: number; readonly max: number };
  /** HKQuantityAggregationStyle of discrete types. */
  readonly average?: "arithmetic" | "temporal" | "equivalent_level";
  /** Of categories and intervals; an old spelling follows the current one with the same code. */
  readonly values?: readonly CategoryValue[];
}
