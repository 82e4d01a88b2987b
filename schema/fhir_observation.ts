/**
 * A stored reading as a FHIR R4 Observation: pure, and the only file that knows how the two correspond.
 *
 * Vital signs follow their HL7 profiles (codes, category, UCUM units); everything else is a plain Observation under
 * its HealthKit identifier and, where there is one, its LOINC code. What cannot be said is a `dataAbsentReason`,
 * never an invented value. Sources: https://hl7.org/fhir/R4/observation.html, …/observation-vitalsigns.html.
 */
import { z } from "@hono/zod-openapi";
import type { HealthType } from "./health_type.ts";
import { healthType } from "./health_types.ts";
import { workoutActivity } from "./health_types/workout_activities.ts";

export const loincSystem = "http://loinc.org";
export const ucumSystem = "http://unitsofmeasure.org";
/** Names HealthKit's identifiers and category values in codings. */
export const healthKitSystem = "http://developer.apple.com/documentation/healthkit";
const categorySystem = "http://terminology.hl7.org/CodeSystem/observation-category";
const absentSystem = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
const profileBase = "http://hl7.org/fhir/StructureDefinition/";

/** The pressures, and the panel that stands for both. */
export const pressureTypes = {
  panel: "HKCorrelationTypeIdentifierBloodPressure",
  systolic: "HKQuantityTypeIdentifierBloodPressureSystolic",
  diastolic: "HKQuantityTypeIdentifierBloodPressureDiastolic",
} as const;

const Coding = z.object({ system: z.string(), code: z.string(), display: z.string().optional() });
const CodeableConcept = z.object({ coding: z.array(Coding).optional(), text: z.string().optional() });
const Quantity = z.object({
  value: z.number(),
  unit: z.string(),
  system: z.string().optional(),
  code: z.string().optional(),
});
const Reference = z.object({ reference: z.string().optional(), display: z.string().optional() });
const Measured = {
  code: CodeableConcept,
  valueQuantity: Quantity.optional(),
  valueCodeableConcept: CodeableConcept.optional(),
  valueInteger: z.number().int().optional(),
  dataAbsentReason: CodeableConcept.optional(),
};

/** The part of FHIR's Observation that readings need. */
export const FhirObservation = z.object({
  resourceType: z.literal("Observation"),
  id: z.string(),
  meta: z.object({ profile: z.array(z.string()) }).optional(),
  identifier: z.array(z.object({ system: z.string(), value: z.string() })),
  status: z.literal("final"),
  category: z.array(CodeableConcept).optional(),
  subject: Reference,
  effectiveDateTime: z.string().optional(),
  effectivePeriod: z.object({ start: z.string(), end: z.string() }).optional(),
  issued: z.string(),
  performer: z.array(Reference).optional(),
  device: Reference.optional(),
  note: z.array(z.object({ text: z.string() })).optional(),
  ...Measured,
  component: z.array(z.object(Measured)).optional(),
}).openapi("FhirObservation", {
  externalDocs: { url: "https://hl7.org/fhir/R4/observation.html" },
});
export type FhirObservation = z.infer<typeof FhirObservation>;
type Value = Pick<
  FhirObservation,
  "valueQuantity" | "valueCodeableConcept" | "valueInteger" | "dataAbsentReason"
>;

/** A search's page, or a whole collection. */
export const FhirBundle = z.object({
  resourceType: z.literal("Bundle"),
  type: z.enum(["searchset", "collection"]),
  timestamp: z.string(),
  link: z.array(z.object({ relation: z.string(), url: z.string() })).optional(),
  entry: z.array(z.object({
    fullUrl: z.string(),
    resource: FhirObservation,
    search: z.object({ mode: z.literal("match") }).optional(),
  })).optional(),
}).openapi("FhirBundle", { externalDocs: { url: "https://hl7.org/fhir/R4/bundle.html" } });
export type FhirBundle = z.infer<typeof FhirBundle>;

/** A reading as it is stored. Instants are UTC ms, `offset` minutes east of UTC, `value` canonical or a code. */
export interface StoredReading {
  readonly type: string;
  readonly uuid: string;
  readonly start: number;
  readonly duration: number;
  readonly offset: number;
  readonly value: number | null;
  /** As sent; what an unknown type's value is in. */
  readonly sentUnit: string;
  readonly source: string;
  /** Tells sources apart, whatever they call themselves. */
  readonly sourceKey: number;
  /** Hardware, `""` where not said. */
  readonly product: string;
  readonly receivedAt: number;
  /** Who measured it in the clinic; null for what a device sent. */
  readonly author: { readonly id: string; readonly name: string } | null;
  readonly note: string | null;
}

/** Vital signs by their profile; the first code is the one that it demands. */
const profiles: ReadonlyMap<string, { profile: string; loinc: readonly string[] }> = new Map([
  ["HKQuantityTypeIdentifierHeartRate", { profile: "heartrate", loinc: ["8867-4"] }],
  ["HKQuantityTypeIdentifierRespiratoryRate", { profile: "resprate", loinc: ["9279-1"] }],
  // The profile's own code first; 59408-5 says that it was by pulse oximetry.
  ["HKQuantityTypeIdentifierOxygenSaturation", { profile: "oxygensat", loinc: ["2708-6", "59408-5"] }],
  ["HKQuantityTypeIdentifierBodyTemperature", { profile: "bodytemp", loinc: ["8310-5"] }],
  ["HKQuantityTypeIdentifierBodyMass", { profile: "bodyweight", loinc: ["29463-7"] }],
  ["HKQuantityTypeIdentifierHeight", { profile: "bodyheight", loinc: ["8302-2"] }],
  ["HKQuantityTypeIdentifierBodyMassIndex", { profile: "bmi", loinc: ["39156-5"] }],
  [pressureTypes.panel, { profile: "bp", loinc: ["85354-9"] }],
]);

/** Vital signs by category that have no profile of their own. */
const otherVitalSigns: ReadonlySet<string> = new Set(["HKQuantityTypeIdentifierRestingHeartRate"]);

/** The LOINC codes that a type's readings carry; none for many. */
export function loincCodes(type: string): readonly string[] {
  const own = healthType(type)?.loinc;
  return profiles.get(type)?.loinc ?? (own === undefined ? [] : [own]);
}

/** The code of a type's readings in FHIR's observation categories; undefined where none of them fits. */
export function categoryOf(type: string): string | undefined {
  if (profiles.has(type) || otherVitalSigns.has(type)) return "vital-signs";
  if (type === "HKQuantityTypeIdentifierBloodGlucose") return "laboratory";
  const group = healthType(type)?.group;
  return group === "activity" || group === "mobility" ? "activity" : undefined;
}

/**
 * An instant on the clock where it was measured. FHIR knows offsets up to 14 hours; beyond, it is said in UTC.
 *
 * @example
 * ```ts
 * import { fhirInstant } from "./fhir_observation.ts";
 * fhirInstant(Date.UTC(2026, 2, 3, 20, 2, 5), -360); // "2026-03-03T14:02:05-06:00"
 * ```
 */
export function fhirInstant(at: number, offset: number): string {
  const zone = Math.abs(offset) > 14 * 60 ? 0 : offset;
  const local = new Date(at + zone * 60_000).toISOString().slice(0, -1).replace(/\.000$/, "");
  if (zone === 0) return `${local}Z`;
  const two = (value: number) => String(value).padStart(2, "0");
  const size = Math.abs(zone);
  return `${local}${zone < 0 ? "-" : "+"}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
}

/** LOINC's codes where there are any, then HealthKit's identifier. */
function concept(type: string): FhirObservation["code"] {
  const display = healthType(type)?.display;
  return {
    coding: [
      ...loincCodes(type).map((code) => ({ system: loincSystem, code })),
      { system: healthKitSystem, code: type, ...(display === undefined ? {} : { display }) },
    ],
    text: display ?? type,
  };
}

function absent(reason: "unknown" | "unsupported"): Value {
  return { dataAbsentReason: { coding: [{ system: absentSystem, code: reason }] } };
}

/** Registry units are UCUM; a unit that only a device named is given in its own words, without a code. */
function quantity(known: HealthType | undefined, value: number, sentUnit: string): Value {
  if (known === undefined) return { valueQuantity: { value, unit: sentUnit === "" ? "1" : sentUnit } };
  return {
    valueQuantity: { value, unit: known.unitDisplay || known.unit, system: ucumSystem, code: known.unit },
  };
}

function coded(code: string, display: string): Value {
  return {
    valueCodeableConcept: { coding: [{ system: healthKitSystem, code, display }], text: display },
  };
}

/** A value, or why there is none: its particulars aren't mapped (`unsupported`), or nobody knows (`unknown`). */
function valueOf(type: string, value: number | null, sentUnit: string): Value {
  const known = healthType(type);
  switch (known?.kind) {
    case undefined:
    case "cumulative":
    case "discrete":
      return value === null ? absent("unknown") : quantity(known, value, sentUnit);
    case "category":
    case "interval": {
      if (value === null) return absent("unknown");
      const entry = known.values?.find(({ code }) => code === value);
      return entry === undefined ? { valueInteger: value } : coded(entry.name, entry.display);
    }
    case "workout": {
      const activity = value === null ? undefined : workoutActivity(value);
      return activity === undefined ? absent("unsupported") : coded(activity.name, activity.display);
    }
    case "correlation":
    case "ecg":
    case "state_of_mind":
      return absent("unsupported");
  }
}

/** Everything but code and value. */
function frame(
  type: string,
  reading: StoredReading,
  patient: string,
  uuids: readonly string[],
): Omit<FhirObservation, "code"> {
  // R4's rule vs-1 can't hold for a period, so what lasted keeps the codes and claims no profile.
  const profile = reading.duration === 0 ? profiles.get(type)?.profile : undefined;
  const category = categoryOf(type);
  const { start, duration, offset, author, note, product, source } = reading;
  return {
    resourceType: "Observation",
    id: uuids[0]!,
    ...(profile === undefined ? {} : { meta: { profile: [profileBase + profile] } }),
    identifier: uuids.map((uuid) => ({ system: "urn:ietf:rfc:3986", value: `urn:uuid:${uuid}` })),
    status: "final",
    ...(category === undefined ? {} : {
      category: [{ coding: [{ system: categorySystem, code: category }] }],
    }),
    subject: { reference: `Patient/${patient}` },
    ...(duration === 0 ? { effectiveDateTime: fhirInstant(start, offset) } : {
      effectivePeriod: { start: fhirInstant(start, offset), end: fhirInstant(start + duration, offset) },
    }),
    issued: new Date(reading.receivedAt).toISOString(),
    ...(author === null
      ? { device: { display: product === "" ? source : `${source} (${product})` } }
      : { performer: [{ reference: `Practitioner/${author.id}`, display: author.name }] }),
    ...(note === null ? {} : { note: [{ text: note }] }),
  };
}

/** One reading of a type that stands alone; `patient` is the patient's id. */
export function observationOf(reading: StoredReading, patient: string): FhirObservation {
  const { type, value, sentUnit } = reading;
  return {
    ...frame(type, reading, patient, [reading.uuid]),
    code: concept(type),
    ...valueOf(type, value, sentUnit),
  };
}

/** A blood pressure panel; a pressure that was not measured is a component that says so. One of both is needed. */
export function pressureOf(
  systolic: StoredReading | undefined,
  diastolic: StoredReading | undefined,
  patient: string,
): FhirObservation {
  const first = systolic ?? diastolic;
  if (first === undefined) throw new TypeError("a blood pressure without any pressure");
  const uuids = [systolic, diastolic].flatMap((reading) => reading === undefined ? [] : [reading.uuid]);
  // LOINC alone: validators tell the parts of the panel apart by it.
  const component = (type: string, reading: StoredReading | undefined) => ({
    code: {
      coding: loincCodes(type).map((code) => ({ system: loincSystem, code })),
      text: healthType(type)?.display ?? type,
    },
    ...(reading === undefined ? absent("unknown") : valueOf(type, reading.value, "")),
  });
  return {
    ...frame(pressureTypes.panel, first, patient, uuids),
    code: concept(pressureTypes.panel),
    component: [
      component(pressureTypes.systolic, systolic),
      component(pressureTypes.diastolic, diastolic),
    ],
  };
}
