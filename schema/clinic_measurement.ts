/**
 * Values measured in the clinic and entered by hand: which, in what units, and how they are sent.
 *
 * A curated list, not the registry: what is taken at a visit. Units here are UCUM as people say them (a percentage is
 * 97, not 0.97); each names the HealthKit spelling it is converted by, so that there is one table of conversions.
 */
import { z } from "@hono/zod-openapi";
import { pressureTypes } from "./fhir_observation.ts";
import { convertToCanonical, healthType, isPlausible } from "./health_types.ts";

export interface MeasurableUnit {
  /** UCUM. */
  readonly code: string;
  readonly display: string;
  /** HealthKit's spelling. */
  readonly wire: string;
  /** One of these is so many of `wire`. */
  readonly factor?: number;
}

export interface Measurable {
  /** HealthKit identifier; blood pressure's is the correlation's. */
  readonly type: string;
  readonly display: string;
  /** The samples that it is kept as: one, or both pressures. */
  readonly parts: readonly [string] | readonly [string, string];
  /** The first is offered first. */
  readonly units: readonly MeasurableUnit[];
}

const perMinute = (display: string): MeasurableUnit => ({ code: "/min", display, wire: "count/min" });
const quantity = (name: string, display: string, units: readonly MeasurableUnit[]): Measurable => ({
  type: `HKQuantityTypeIdentifier${name}`,
  display,
  parts: [`HKQuantityTypeIdentifier${name}`],
  units,
});

/** In the order of the form. */
export const measurables: readonly Measurable[] = [
  {
    type: pressureTypes.panel,
    display: "Blood pressure",
    parts: [pressureTypes.systolic, pressureTypes.diastolic],
    units: [{ code: "mm[Hg]", display: "mmHg", wire: "mmHg" }],
  },
  quantity("HeartRate", "Heart rate", [perMinute("bpm")]),
  quantity("OxygenSaturation", "SpO₂", [{ code: "%", display: "%", wire: "%", factor: 0.01 }]),
  quantity("BodyTemperature", "Temperature", [
    { code: "Cel", display: "°C", wire: "degC" },
    { code: "[degF]", display: "°F", wire: "degF" },
  ]),
  quantity("RespiratoryRate", "Respiratory rate", [perMinute("breaths/min")]),
  quantity("BodyMass", "Weight", [
    { code: "kg", display: "kg", wire: "kg" },
    { code: "[lb_av]", display: "lb", wire: "lb" },
  ]),
  quantity("Height", "Height", [
    { code: "cm", display: "cm", wire: "cm" },
    { code: "[in_i]", display: "in", wire: "in" },
  ]),
  quantity("BloodGlucose", "Glucose", [
    { code: "mg/dL", display: "mg/dL", wire: "mg/dL" },
    { code: "mmol/L", display: "mmol/L", wire: "mmol/L" },
  ]),
];

/** The entry of the list, or undefined for what isn't taken by hand. */
export function measurable(type: string): Measurable | undefined {
  return measurables.find((one) => one.type === type);
}

/**
 * What is wrong with a value of a part in a unit of the list, or undefined: the registry's own bounds, in the unit
 * that was chosen.
 */
export function implausible(part: string, unit: MeasurableUnit, value: number): string | undefined {
  const type = healthType(part)!;
  const convert = convertToCanonical(type, unit.wire)!;
  if (isPlausible(type, convert(value * (unit.factor ?? 1)))) return undefined;
  const { min, max } = type.plausible!;
  const [zero, one] = [convert(0), convert(unit.factor ?? 1)];
  const back = (canonical: number) => Math.round((canonical - zero) / (one - zero) * 10) / 10;
  return `between ${back(min)} and ${back(max)} ${unit.display}`;
}

const Note = z.string().trim().min(1).max(500).regex(/^[^\p{Cc}\p{Cs}]*$/u, "plain text in one paragraph");

export const NewClinicMeasurement = z.object({
  type: z.enum(measurables.map(({ type }) => type)),
  /** Systolic, for blood pressure. */
  value: z.number(),
  /** Diastolic; for blood pressure alone. */
  second: z.number().optional(),
  /** UCUM, e.g. `kg` or `[lb_av]`. */
  unit: z.string().max(20),
  /** When, on the clock where it was measured: `2026-03-10T09:30:00-05:00`. */
  at: z.iso.datetime({ offset: true, error: "an instant with its offset" }),
  note: Note.optional(),
  /** Id of the measurement that this one corrects: it is deleted in the same write. */
  replaces: z.uuid().optional(),
}).strict().openapi("NewClinicMeasurement");
export type NewClinicMeasurement = z.infer<typeof NewClinicMeasurement>;

export const ClinicMeasurement = z.object({
  id: z.uuid(),
  type: z.string(),
  /** Canonical, in `unit`. */
  value: z.number(),
  second: z.number().nullable(),
  unit: z.string(),
  at: z.iso.datetime(),
  /** Minutes east of UTC. */
  offset: z.number().int(),
  author: z.object({ id: z.string(), name: z.string() }),
  note: z.string().nullable(),
}).openapi("ClinicMeasurement");
export type ClinicMeasurement = z.infer<typeof ClinicMeasurement>;

/** A patient and one of the clinic's measurements, in a path. */
export const ClinicMeasurementParam = z.object({
  patient: z.string().min(1).max(40),
  observation: z.uuid(),
});
