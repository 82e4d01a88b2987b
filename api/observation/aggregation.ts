/**
 * How the buckets of a type are made from its samples; stored with the type so that SQL can tell.
 */
import type { HealthType } from "../../schema/health_type.ts";

/**
 * - `count`: events; only how many.
 * - `sum`: values add up; intervals are split over hours by duration.
 * - `arithmetic`, `temporal`, `equivalent_level`: HKQuantityAggregationStyle of levels: every sample alike,
 *   weighted by duration, or energy-averaged (and weighted by duration).
 * - `duration`: what adds up is time itself, split over hours (sleep, mindful minutes).
 */
export type Aggregation = "count" | "sum" | "arithmetic" | "temporal" | "equivalent_level" | "duration";

/** The aggregation of a registered type; an unknown type (`undefined`) is taken for a level. */
export function aggregationOf(type: HealthType | undefined): Aggregation {
  switch (type?.kind) {
    case undefined:
      return "arithmetic";
    case "cumulative":
      return "sum";
    case "discrete":
      return type?.average ?? "arithmetic";
    case "interval":
      return "duration";
    case "category":
    case "correlation":
    case "workout":
    case "ecg":
    case "state_of_mind":
      return "count";
  }
}

/** Whether a sample's interval is split over the hours it covers. */
export function isSplit(aggregation: Aggregation): boolean {
  return aggregation === "sum" || aggregation === "duration";
}
