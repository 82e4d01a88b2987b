/** What a page says of a type: the registry's words, or the bare identifier for a type nobody knows. */
import type { HealthGroup } from "../../schema/health_type.ts";
import { categoryDisplay, healthType } from "../../schema/health_types.ts";
import { workoutActivity } from "../../schema/health_types/workout_activities.ts";
import { aggregationOf } from "./aggregation.ts";
import { sleepType } from "./settle_nights.ts";

/** The correlation that stands for both pressures wherever they are shown. */
export const bloodPressureType = "HKCorrelationTypeIdentifierBloodPressure";
export const systolicType = "HKQuantityTypeIdentifierBloodPressureSystolic";
export const diastolicType = "HKQuantityTypeIdentifierBloodPressureDiastolic";

export interface TypeWords {
  readonly code: string;
  readonly display: string;
  readonly group: HealthGroup;
  readonly kind: string;
  readonly unit: string;
  readonly unitDisplay: string;
  readonly decimals: number;
}

/** `sentUnit` is what an unknown type's samples came in. */
export function typeWords(code: string, sentUnit = ""): TypeWords {
  const known = healthType(code);
  if (known === undefined) {
    return {
      code,
      display: code,
      group: "other",
      kind: "discrete",
      unit: sentUnit,
      unitDisplay: sentUnit,
      decimals: 2,
    };
  }
  const { display, group, kind, unit, unitDisplay, decimals } = known;
  return { code, display, group, kind, unit, unitDisplay, decimals };
}

/** What the columns of a type's chart mean (`Chart.shape`). */
export function chartShape(code: string): "level" | "sum" | "pair" | "night" | "event" {
  if (code === bloodPressureType) return "pair";
  if (code === sleepType) return "night";
  switch (aggregationOf(healthType(code))) {
    case "sum":
    case "duration":
      return "sum";
    case "count":
      return "event";
    case "arithmetic":
    case "temporal":
    case "equivalent_level":
      return "level";
  }
}

/** Milliseconds of an interval type in the type's unit (`h`, `min` or `s`). */
export function spentTime(code: string, ms: number): number {
  const unit = healthType(code)?.unit;
  return unit === "h" ? ms / 3_600_000 : unit === "min" ? ms / 60_000 : ms / 1_000;
}

/** A merged amount in the type's unit. */
export function amountOf(code: string, amount: number): number {
  return aggregationOf(healthType(code)) === "duration" ? spentTime(code, amount) : amount;
}

const workoutType = "HKWorkoutTypeIdentifier";

/** A category's code, or a workout's activity, in words; null for what has none. */
export function valueText(code: string, value: number | null): string | null {
  if (code === workoutType && value !== null) return workoutActivity(value)?.display ?? null;
  const known = healthType(code);
  if (known === undefined || value === null) return null;
  return categoryDisplay(known, value) ?? null;
}
