/**
 * Every kind of health data that HealthKit knows, looked up by its identifier: what it is called, what unit it is
 * kept in, how its readings convert, combine and read, and which are impossible.
 *
 * It answers for what it lists and refuses to guess: an unknown type, unit or category value is `undefined`.
 */
import type { HealthGroup, HealthType } from "./health_type.ts";
import { healthGroups } from "./health_type.ts";
import { categoryRows } from "./health_types/categories.ts";
import { categoryValues } from "./health_types/category_values.ts";
import { quantityRows } from "./health_types/quantities.ts";
import { measures, unitsOf } from "./health_types/units.ts";

const noUnits = Object.freeze({});

const quantities = quantityRows.map((row): HealthType => {
  const [code, group, kind, display, measure, decimals, min, max, particulars] = row;
  const [, unit, , unitDisplay] = measures[measure];
  return {
    code: `HKQuantityTypeIdentifier${code}`,
    kind,
    group,
    display,
    unit,
    unitDisplay,
    units: unitsOf(measure),
    decimals,
    plausible: { min, max },
    ...(kind === "discrete" && { average: "arithmetic" }),
    ...particulars,
  };
});

const categories = categoryRows.map(([code, group, display, values, duration]): HealthType => ({
  code: `HKCategoryTypeIdentifier${code}`,
  kind: duration ? "interval" : "category",
  group,
  display,
  unit: duration?.[0] ?? "",
  unitDisplay: duration?.[0] ?? "",
  units: noUnits,
  decimals: duration?.[1] ?? 0,
  ...(duration?.[2] && { reference: duration[2] }),
  values: categoryValues[values],
}));

function plain(code: string, kind: HealthType["kind"], group: HealthGroup, display: string): HealthType {
  return { code, kind, group, display, unit: "", unitDisplay: "", units: noUnits, decimals: 0 };
}

const others: readonly HealthType[] = [
  {
    ...plain("HKCorrelationTypeIdentifierBloodPressure", "correlation", "heart", "Blood pressure"),
    loinc: "85354-9",
    unit: "mm[Hg]",
    unitDisplay: "mmHg",
  },
  {
    ...plain("HKCorrelationTypeIdentifierFood", "correlation", "metabolic", "Food"),
    loinc: "80453-4",
  },
  plain("HKWorkoutTypeIdentifier", "workout", "activity", "Workouts"),
  plain("HKDataTypeIdentifierElectrocardiogram", "ecg", "heart", "Electrocardiogram"),
  plain("HKDataTypeIdentifierStateOfMind", "state_of_mind", "other", "State of mind"),
];

/** Every type, by group in the order of the Vitals page; within a group what is looked for most comes first. */
export const healthTypes: readonly HealthType[] = healthGroups.flatMap((group) =>
  [...quantities, ...others, ...categories].filter((type) => type.group === group)
);

const byCode: ReadonlyMap<string, HealthType> = new Map(healthTypes.map((type) => [type.code, type]));

/**
 * The type with this HealthKit identifier, or undefined where there is none.
 *
 * @example
 * ```ts
 * import { healthType } from "./health_types.ts";
 * healthType("HKQuantityTypeIdentifierHeartRate")?.unit; // "/min"
 * ```
 */
export function healthType(code: string): HealthType | undefined {
  return byCode.get(code);
}

/** The double nearest to what was meant: 0.57 of one is 57 %, not 56.99999999999999. */
function tidy(value: number): number {
  // Beyond a million, nine decimals are more digits than a double has.
  return Math.abs(value) < 1e6 ? Math.round(value * 1e9) / 1e9 : value;
}

function same(value: number): number {
  return value;
}

/**
 * How a reading in HealthKit's `unit` becomes one in the type's canonical unit, to nine decimals; undefined where
 * the type does not take that unit. Ask once per group of samples. NaN and infinities pass through: refuse them
 * with `isPlausible`.
 *
 * @example
 * ```ts
 * import { convertToCanonical, healthType } from "./health_types.ts";
 * const saturation = healthType("HKQuantityTypeIdentifierOxygenSaturation")!;
 * convertToCanonical(saturation, "%")?.(0.97); // 97
 * convertToCanonical(saturation, "mmHg"); // undefined
 * ```
 */
export function convertToCanonical(type: HealthType, unit: string): ((value: number) => number) | undefined {
  // Own keys only: a unit called "constructor" comes from outside.
  const conversion = Object.hasOwn(type.units, unit) ? type.units[unit] : undefined;
  if (!conversion) return undefined;
  const { factor, offset = 0 } = conversion;
  return factor === 1 && offset === 0 ? same : (value) => tidy(value * factor + offset);
}

/** Whether a canonical value is finite and physically possible; a type without bounds takes any finite one. */
export function isPlausible(type: HealthType, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  return !type.plausible || (value >= type.plausible.min && value <= type.plausible.max);
}

/** HealthKit's integer for a category value as Apple's export spells it; undefined where the type has none such. */
export function categoryCode(type: HealthType, exportName: string): number | undefined {
  return type.values?.find((value) => value.name === exportName)?.code;
}

/** A category's code in plain words; undefined where the type has no such code. */
export function categoryDisplay(type: HealthType, code: number): string | undefined {
  return type.values?.find((value) => value.code === code)?.display;
}

const numberFormats = new Map<number, Intl.NumberFormat>();

/**
 * A canonical number as a person reads it, with the type's decimals and thousands separated, without its unit.
 * What is no finite number is a dash.
 */
export function formatNumber(type: HealthType, value: number): string {
  if (!Number.isFinite(value)) return "–";
  let format = numberFormats.get(type.decimals);
  if (!format) {
    format = new Intl.NumberFormat("en-US", {
      minimumFractionDigits: type.decimals,
      maximumFractionDigits: type.decimals,
    });
    numberFormats.set(type.decimals, format);
  }
  // A level that rounds to nothing is 0, not -0.
  return format.format(value).replace(/^-(?=[0.]*$)/, "");
}

/**
 * A canonical value as a person reads it: `72 bpm`, `97%`, `12,480 steps`; a category's code in words. An interval's
 * value is its duration in the type's unit, not its code (see `categoryDisplay`). A code nobody knows is shown bare.
 */
export function formatValue(type: HealthType, value: number): string {
  if (type.kind === "category") return categoryDisplay(type, value) ?? String(value);
  const number = formatNumber(type, value);
  if (!Number.isFinite(value) || type.unitDisplay === "") return number;
  return type.unitDisplay === "%" ? `${number}%` : `${number} ${type.unitDisplay}`;
}
