/**
 * Holds the registry against Apple's headers (HKTypeIdentifiers.h and HKCategoryValues.h of the iOS 18.1 SDK), whose
 * lists are written out here a second time, and its conversions against tables worked by hand.
 */
import { assert, assertAlmostEquals, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import type { HealthType } from "./health_type.ts";
import { healthGroups } from "./health_type.ts";
import {
  categoryCode,
  categoryDisplay,
  convertToCanonical,
  formatNumber,
  formatValue,
  healthType,
  healthTypes,
  isPlausible,
} from "./health_types.ts";

const runs = { numRuns: Deno.env.get("SOAK") ? 20_000 : 200 };
const isQuantity = (type: HealthType) => type.kind === "cumulative" || type.kind === "discrete";
const quantities = healthTypes.filter(isQuantity);
const withValues = healthTypes.filter((type) => type.values);

/** The value, which must be there. */
function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`missing: ${what}`);
  return value;
}
const known = (code: string) => must(healthType(code), code);
const quantity = (name: string) => known(`HKQuantityTypeIdentifier${name}`);
const category = (name: string) => known(`HKCategoryTypeIdentifier${name}`);
function convert(name: string, unit: string, value: number): number | undefined {
  return convertToCanonical(quantity(name), unit)?.(value);
}

Deno.test("healthTypes hold 119 quantities, 68 categories, two correlations, workouts, ECG and state of mind", () => {
  const count = (prefix: string) => healthTypes.filter((type) => type.code.startsWith(prefix)).length;
  assertEquals(count("HKQuantityTypeIdentifier"), 119);
  assertEquals(count("HKCategoryTypeIdentifier"), 68);
  assertEquals(count("HKCorrelationTypeIdentifier"), 2);
  assertEquals(known("HKWorkoutTypeIdentifier").kind, "workout");
  assertEquals(known("HKDataTypeIdentifierElectrocardiogram").kind, "ecg");
  assertEquals(known("HKDataTypeIdentifierStateOfMind").kind, "state_of_mind");
  assertEquals(healthTypes.length, 119 + 68 + 2 + 3);
});

Deno.test("no code and no display name stands for two types", () => {
  assertEquals(new Set(healthTypes.map((type) => type.code)).size, healthTypes.length);
  assertEquals(new Set(healthTypes.map((type) => type.display)).size, healthTypes.length);
});

Deno.test("healthTypes come in the order of the groups, the heart rate first", () => {
  const order = healthTypes.map((type) => healthGroups.indexOf(type.group));
  assertEquals(order, order.toSorted((a, b) => a - b));
  assertEquals(new Set(order).size, healthGroups.length);
  assertEquals(healthTypes[0]?.code, "HKQuantityTypeIdentifierHeartRate");
});

Deno.test("healthType() knows neither inherited names nor the empty string", () => {
  for (const code of ["", "__proto__", "constructor", "toString", "heartRate"]) {
    assertEquals(healthType(code), undefined);
  }
});

/** HKTypeIdentifiers.h of the iOS 18.1 SDK, the types noted "Cumulative" there, DietaryX aside. */
const cumulative = `ActiveEnergyBurned AppleExerciseTime AppleMoveTime AppleStandTime BasalEnergyBurned
  DistanceCrossCountrySkiing DistanceCycling DistanceDownhillSnowSports DistancePaddleSports DistanceRowing
  DistanceSkatingSports DistanceSwimming DistanceWalkingRunning DistanceWheelchair FlightsClimbed PushCount
  StepCount SwimmingStrokeCount InsulinDelivery NumberOfAlcoholicBeverages NumberOfTimesFallen TimeInDaylight
  InhalerUsage`.split(/\s+/);
/** The same header's styles other than "Cumulative" and "Discrete (Arithmetic)". */
const weighted: Record<string, string> = {
  HeartRate: "temporal",
  AtrialFibrillationBurden: "temporal",
  EnvironmentalAudioExposure: "equivalent_level",
  EnvironmentalSoundReduction: "equivalent_level",
  HeadphoneAudioExposure: "equivalent_level",
};

Deno.test("kind and average are Apple's aggregation styles", () => {
  for (const type of quantities) {
    const name = type.code.replace("HKQuantityTypeIdentifier", "");
    const sums = cumulative.includes(name) || name.startsWith("Dietary");
    assertEquals([name, type.kind], [name, sums ? "cumulative" : "discrete"]);
    assertEquals([name, type.average], [name, sums ? undefined : weighted[name] ?? "arithmetic"]);
  }
  for (const name of [...cumulative, ...Object.keys(weighted)]) quantity(name);
});

Deno.test("only categories whose duration is the finding are intervals, with a unit for it", () => {
  const intervals = healthTypes.filter((type) => type.kind === "interval");
  assertEquals(
    Object.fromEntries(
      intervals.map((type) => [type.code.replace("HKCategoryTypeIdentifier", ""), type.unit]),
    ),
    {
      AppleStandHour: "h",
      SleepAnalysis: "h",
      MindfulSession: "min",
      HandwashingEvent: "s",
      ToothbrushingEvent: "min",
    },
  );
});

/** HKTypeIdentifiers.h: enumerations of the types that are neither symptoms by severity nor `HKCategoryValue`. */
const enumerations: Record<string, string> = {
  AppleStandHour: "AppleStandHour",
  AudioExposureEvent: "EnvironmentalAudioExposureEvent",
  HeadphoneAudioExposureEvent: "HeadphoneAudioExposureEvent",
  LowCardioFitnessEvent: "LowCardioFitnessEvent",
  AppleWalkingSteadinessEvent: "AppleWalkingSteadinessEvent",
  BleedingAfterPregnancy: "VaginalBleeding",
  BleedingDuringPregnancy: "VaginalBleeding",
  MenstrualFlow: "VaginalBleeding",
  CervicalMucusQuality: "CervicalMucusQuality",
  Contraceptive: "Contraceptive",
  OvulationTestResult: "OvulationTestResult",
  PregnancyTestResult: "PregnancyTestResult",
  ProgesteroneTestResult: "ProgesteroneTestResult",
  SleepAnalysis: "SleepAnalysis",
  AppetiteChanges: "AppetiteChanges",
  MoodChanges: "Presence",
  SleepChanges: "Presence",
};
const withoutValue =
  `HighHeartRateEvent IrregularHeartRhythmEvent LowHeartRateEvent MindfulSession HandwashingEvent
  ToothbrushingEvent InfrequentMenstrualCycles IntermenstrualBleeding IrregularMenstrualCycles Lactation
  PersistentIntermenstrualBleeding Pregnancy ProlongedMenstrualPeriods SexualActivity SleepApneaEvent`.split(
    /\s+/,
  );

Deno.test("every category type has the enumeration that Apple notes beside it", () => {
  assertEquals(withValues.length, 68);
  for (const type of withValues) {
    const name = type.code.replace("HKCategoryTypeIdentifier", "");
    const expected = withoutValue.includes(name)
      ? "HKCategoryValueNotApplicable"
      : `HKCategoryValue${enumerations[name] ?? "Severity"}`;
    assert(
      type.values?.[0]?.name.startsWith(expected),
      `${name}: ${type.values?.[0]?.name} is no ${expected}`,
    );
  }
  for (const name of [...Object.keys(enumerations), ...withoutValue]) category(name);
});

Deno.test("category names are unique within a type, and old spellings read like the new ones", () => {
  for (const type of withValues) {
    const values = type.values ?? [];
    assertEquals(new Set(values.map((value) => value.name)).size, values.length);
    for (const value of values) {
      assertEquals(categoryCode(type, value.name), value.code);
      assertEquals(categoryDisplay(type, value.code), value.display);
    }
  }
});

Deno.test("categoryCode() reads Apple's spellings, old and new", () => {
  const cases: [string, string, number | undefined][] = [
    ["SleepAnalysis", "HKCategoryValueSleepAnalysisInBed", 0],
    ["SleepAnalysis", "HKCategoryValueSleepAnalysisAsleepUnspecified", 1],
    ["SleepAnalysis", "HKCategoryValueSleepAnalysisAsleep", 1],
    ["SleepAnalysis", "HKCategoryValueSleepAnalysisAwake", 2],
    ["SleepAnalysis", "HKCategoryValueSleepAnalysisAsleepCore", 3],
    ["SleepAnalysis", "HKCategoryValueSleepAnalysisAsleepDeep", 4],
    ["SleepAnalysis", "HKCategoryValueSleepAnalysisAsleepREM", 5],
    ["SleepAnalysis", "HKCategoryValueSleepAnalysisAsleepNap", undefined],
    ["AppleStandHour", "HKCategoryValueAppleStandHourStood", 0],
    ["AppleStandHour", "HKCategoryValueAppleStandHourIdle", 1],
    ["MenstrualFlow", "HKCategoryValueMenstrualFlowHeavy", 4],
    ["MenstrualFlow", "HKCategoryValueVaginalBleedingHeavy", 4],
    ["MenstrualFlow", "HKCategoryValueVaginalBleedingNone", 5],
    ["OvulationTestResult", "HKCategoryValueOvulationTestResultPositive", 2],
    ["OvulationTestResult", "HKCategoryValueOvulationTestResultEstrogenSurge", 4],
    ["AudioExposureEvent", "HKCategoryValueAudioExposureEventLoudEnvironment", 1],
    ["AudioExposureEvent", "HKCategoryValueEnvironmentalAudioExposureEventMomentaryLimit", 1],
    ["AppleWalkingSteadinessEvent", "HKCategoryValueAppleWalkingSteadinessEventRepeatVeryLow", 4],
    ["Headache", "HKCategoryValueSeverityUnspecified", 0],
    ["Headache", "HKCategoryValueSeverityNotPresent", 1],
    ["Headache", "HKCategoryValueSeveritySevere", 4],
    ["MoodChanges", "HKCategoryValuePresencePresent", 0],
    ["AppetiteChanges", "HKCategoryValueAppetiteChangesIncreased", 3],
    ["Contraceptive", "HKCategoryValueContraceptiveOral", 6],
    ["CervicalMucusQuality", "HKCategoryValueCervicalMucusQualityEggWhite", 5],
    ["PregnancyTestResult", "HKCategoryValuePregnancyTestResultIndeterminate", 3],
    ["ProgesteroneTestResult", "HKCategoryValueProgesteroneTestResultPositive", 2],
    ["SleepApneaEvent", "HKCategoryValueNotApplicable", 0],
    ["LowCardioFitnessEvent", "HKCategoryValueLowCardioFitnessEventLowFitness", 1],
    ["HighHeartRateEvent", "", undefined],
    ["HighHeartRateEvent", "__proto__", undefined],
  ];
  for (const [type, name, code] of cases) {
    assertEquals([name, categoryCode(category(type), name)], [name, code]);
  }
  assertEquals(categoryCode(quantity("HeartRate"), "HKCategoryValueNotApplicable"), undefined);
  assertEquals(categoryDisplay(category("SleepAnalysis"), 6), undefined);
});

/** By hand: type, unit on the wire, value there, value kept. */
const conversions: [string, string, number, number][] = [
  ["HeartRate", "count/min", 72, 72],
  ["HeartRate", "count/s", 1.2, 72],
  ["OxygenSaturation", "%", 0.97, 97],
  ["OxygenSaturation", "%", 0.57, 57],
  ["BodyFatPercentage", "%", 0.215, 21.5],
  ["BloodAlcoholContent", "%", 0.0008, 0.08],
  ["BloodPressureSystolic", "mmHg", 120, 120],
  ["BloodPressureSystolic", "kPa", 16, 120.009852135],
  ["BloodPressureSystolic", "Pa", 133.322387415, 1],
  ["BloodPressureSystolic", "cmAq", 100, 73.555913528],
  ["BloodPressureSystolic", "inHg", 1, 25.4],
  ["BloodPressureSystolic", "atm", 1, 759.999891726],
  ["BloodGlucose", "mg/dL", 99, 99],
  ["BloodGlucose", "mmol<180.1558800000541>/L", 5.5, 99.085734],
  ["BloodGlucose", "mmol/L", 10, 180.15588],
  ["BodyTemperature", "degC", 36.6, 36.6],
  ["BodyTemperature", "degF", 98.6, 37],
  ["BodyTemperature", "degF", 32, 0],
  ["BodyTemperature", "K", 310.15, 37],
  ["BodyMass", "kg", 81.6, 81.6],
  ["BodyMass", "lb", 180, 81.6466266],
  ["BodyMass", "st", 12, 76.20351816],
  ["BodyMass", "oz", 16, 0.45359237],
  ["BodyMass", "g", 3250, 3.25],
  ["Height", "cm", 175, 175],
  ["Height", "m", 1.75, 175],
  ["Height", "in", 70, 177.8],
  ["Height", "ft", 6, 182.88],
  ["DistanceWalkingRunning", "km", 5.23, 5.23],
  ["DistanceWalkingRunning", "m", 5230, 5.23],
  ["DistanceWalkingRunning", "mi", 26.2, 42.1648128],
  ["DistanceSwimming", "yd", 25, 22.86],
  ["DistanceSwimming", "km", 1.5, 1500],
  ["WalkingStepLength", "cm", 72, 0.72],
  ["WalkingStepLength", "in", 28, 0.7112],
  ["RunningVerticalOscillation", "m", 0.093, 9.3],
  ["WalkingSpeed", "km/hr", 4.5, 1.25],
  ["WalkingSpeed", "mi/hr", 3, 1.34112],
  ["CyclingSpeed", "m/s", 10, 36],
  ["CyclingSpeed", "mi/hr", 20, 32.18688],
  ["StairAscentSpeed", "ft/s", 1, 0.3048],
  ["ActiveEnergyBurned", "kcal", 450, 450],
  ["ActiveEnergyBurned", "Cal", 450, 450],
  ["ActiveEnergyBurned", "cal", 450, 0.45],
  ["ActiveEnergyBurned", "kJ", 418.4, 100],
  ["ActiveEnergyBurned", "J", 4184, 1],
  ["AppleExerciseTime", "min", 30, 30],
  ["AppleExerciseTime", "hr", 1.5, 90],
  ["AppleExerciseTime", "s", 90, 1.5],
  ["TimeInDaylight", "d", 1, 1440],
  ["HeartRateVariabilitySDNN", "ms", 42.5, 42.5],
  ["HeartRateVariabilitySDNN", "s", 0.0425, 42.5],
  ["DietaryWater", "mL", 250, 0.25],
  ["DietaryWater", "fl_oz_us", 8, 0.2365882365],
  ["DietaryWater", "cup_us", 1, 0.2365882365],
  ["DietaryWater", "pt_us", 1, 0.473176473],
  ["DietaryWater", "fl_oz_imp", 1, 0.0284130625],
  ["DietaryWater", "cup_imp", 1, 0.284130625],
  ["DietaryWater", "pt_imp", 1, 0.56826125],
  ["DietarySodium", "g", 2.3, 2300],
  ["DietarySodium", "mg", 2300, 2300],
  ["DietaryVitaminD", "mcg", 20, 20],
  ["DietaryVitaminD", "mg", 0.02, 20],
  ["DietaryProtein", "oz", 1, 28.349523125],
  ["VO2Max", "mL/min·kg", 41.2, 41.2],
  ["VO2Max", "mL/kg*min", 41.2, 41.2],
  ["VO2Max", "ml/(kg*min)", 41.2, 41.2],
  ["PhysicalEffort", "kcal/hr·kg", 1.1, 1.1],
  ["PhysicalEffort", "kcal/(kg*hr)", 1.1, 1.1],
  ["PeakExpiratoryFlowRate", "L/min", 480, 480],
  ["PeakExpiratoryFlowRate", "L/s", 8, 480],
  ["ForcedVitalCapacity", "mL", 4500, 4.5],
  ["ElectrodermalActivity", "S", 0.000005, 5],
  ["ElectrodermalActivity", "mcS", 5, 5],
  ["EnvironmentalAudioExposure", "dBASPL", 71.5, 71.5],
  ["InsulinDelivery", "IU", 4.5, 4.5],
  ["BodyMassIndex", "count", 23.4, 23.4],
  ["StepCount", "count", 812, 812],
  ["WorkoutEffortScore", "appleEffortScore", 6, 6],
  ["CyclingPower", "W", 210, 210],
];

Deno.test("convertToCanonical() agrees with tables worked by hand", () => {
  for (const [type, unit, value, expected] of conversions) {
    const actual = convert(type, unit, value);
    assertAlmostEquals(actual ?? NaN, expected, 1e-9, `${value} ${unit} of ${type} became ${actual}`);
  }
});

Deno.test("convertToCanonical() leaves no rounding noise that a person would see", () => {
  assertEquals(convert("OxygenSaturation", "%", 0.57), 57);
  assertEquals(convert("BodyTemperature", "degF", 98.6), 37);
  assertEquals(convert("Height", "m", 1.15), 115);
});

Deno.test("convertToCanonical() takes each unit only where it measures the type", () => {
  const refused: [string, string][] = [
    ["HeartRate", "%"],
    ["HeartRate", "bpm"],
    ["HeartRate", ""],
    ["HeartRate", "Count/min"],
    ["HeartRate", "__proto__"],
    ["HeartRate", "constructor"],
    ["HeartRate", "toString"],
    ["BloodGlucose", "mmol<18.02>/L"],
    ["BloodGlucose", "mmHg"],
    ["BodyMass", "m"],
    ["BodyTemperature", "deg"],
    ["DietaryVitaminD", "IU"],
    ["InsulinDelivery", "mL"],
    ["OxygenSaturation", "mmHg"],
    ["StepCount", "count/min"],
  ];
  for (const [type, unit] of refused) {
    assertEquals([type, unit, convert(type, unit, 1)], [type, unit, undefined]);
  }
  for (const type of healthTypes) {
    if (!isQuantity(type)) assertEquals(convertToCanonical(type, "count"), undefined);
  }
});

Deno.test("every quantity says a unit after its number", () => {
  for (const type of quantities) assert(type.unit !== "" && type.unitDisplay !== "", type.code);
});

Deno.test("every quantity has a wire unit that equals its canonical one, percentages a hundredth", () => {
  for (const type of quantities) {
    const worths = Object.values(type.units);
    const factor = type.unit === "%" ? 100 : 1;
    assert(worths.some((unit) => unit.factor === factor && !unit.offset), `${type.code} has none`);
    assert(worths.every((unit) => Number.isFinite(unit.factor) && unit.factor > 0), type.code);
  }
});

Deno.test("a value goes to canonical and back, and keeps its order, in every unit of every type", () => {
  const pairs = quantities.flatMap((type) => Object.keys(type.units).map((unit) => [type, unit] as const));
  assert(pairs.length > 500);
  fc.assert(
    fc.property(
      fc.constantFrom(...pairs),
      fc.double({ min: 0, max: 1e5, noNaN: true }),
      fc.double({ min: 0, max: 1e5, noNaN: true }),
      ([type, unit], a, b) => {
        const to = must(convertToCanonical(type, unit), unit);
        const conversion = must(type.units[unit], unit);
        const back = (to(a) - (conversion.offset ?? 0)) / conversion.factor;
        // Nine decimals of the canonical unit, seen in the unit on the wire.
        assert(
          Math.abs(back - a) <= 1e-9 / conversion.factor + 1e-12 * a,
          `${a} ${unit} came back as ${back}`,
        );
        if (a < b) assert(to(a) <= to(b));
      },
    ),
    runs,
  );
});

Deno.test("two units of a type tell the same reading alike", () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 600, noNaN: true }), (value) => {
      const alike: [string, string, number, string, number][] = [
        ["BodyMass", "lb", value / 0.45359237, "kg", value],
        ["Height", "in", value / 2.54, "m", value / 100],
        ["BodyTemperature", "degF", value * 1.8 + 32, "degC", value],
        ["BloodGlucose", "mmol/L", value / 18.015588000005408, "mg/dL", value],
        ["ActiveEnergyBurned", "kJ", value * 4.184, "Cal", value],
        ["DistanceCycling", "mi", value / 1.609344, "m", value * 1000],
      ];
      for (const [type, unit, there, other, here] of alike) {
        assertAlmostEquals(convert(type, unit, there)!, convert(type, other, here)!, 2e-9);
      }
    }),
    runs,
  );
});

Deno.test("a percentage sent as 97 instead of 0.97 is refused, not stored as 9,700 %", () => {
  for (const type of quantities.filter((type) => type.unit === "%")) {
    const to = must(convertToCanonical(type, "%"), type.code);
    assert(!isPlausible(type, to(97)), type.code);
    assert(isPlausible(type, to(0.01)), type.code);
  }
  assert(!isPlausible(quantity("BloodAlcoholContent"), convert("BloodAlcoholContent", "%", 0.08)!));
});

Deno.test("isPlausible() refuses the impossible and keeps real extremes", () => {
  const cases: [string, number, boolean][] = [
    ["HeartRate", 10_000, false],
    ["HeartRate", 0, false],
    ["HeartRate", 27, true],
    ["HeartRate", 300, true],
    ["BloodPressureSystolic", 370, true],
    ["BloodPressureSystolic", 1200, false],
    ["BloodPressureDiastolic", 0, true],
    ["BloodGlucose", 2656, true],
    ["BloodGlucose", 0, false],
    ["BodyTemperature", 13.7, true],
    ["BodyTemperature", 46.5, true],
    ["BodyTemperature", 98.6, false],
    ["BodyMass", 635, true],
    ["BodyMass", 0.25, true],
    ["BodyMass", 82_000, false],
    ["Height", 272, true],
    ["Height", 1750, false],
    ["OxygenSaturation", 100, true],
    ["OxygenSaturation", 30, true],
    ["VO2Max", 101, true],
    ["RespiratoryRate", 80, true],
    ["StepCount", -1, false],
    ["StepCount", 0, true],
    ["HeartRate", NaN, false],
    ["HeartRate", Infinity, false],
  ];
  for (const [type, value, expected] of cases) {
    assertEquals([type, value, isPlausible(quantity(type), value)], [type, value, expected]);
  }
  assert(!isPlausible(known("HKWorkoutTypeIdentifier"), NaN));
});

Deno.test("every quantity has bounds, and its reference range lies within them", () => {
  for (const type of quantities) {
    const { min, max } = must(type.plausible, type.code);
    assert(min < max, type.code);
    for (const limit of [type.reference?.low, type.reference?.high]) {
      if (limit !== undefined) assert(isPlausible(type, limit), `${type.code}: ${limit}`);
    }
    if (type.kind === "cumulative") assertEquals([type.code, min], [type.code, 0]);
  }
});

Deno.test("every reference range has a limit and names a source with its year", () => {
  const ranged = healthTypes.flatMap(({ code, reference }) => reference ? [{ code, reference }] : []);
  assertEquals(
    ranged.map(({ code }) => code.replace(/HK\w+TypeIdentifier/, "")).sort(),
    [
      "BloodGlucose",
      "BloodPressureDiastolic",
      "BloodPressureSystolic",
      "BodyMassIndex",
      "BodyTemperature",
      "OxygenSaturation",
      "RespiratoryRate",
      "RestingHeartRate",
      "SleepAnalysis",
    ],
  );
  for (const { reference, code } of ranged) {
    assert(/\b(19|20)\d\d\b/.test(reference.source), code);
    assert(reference.low !== undefined || reference.high !== undefined, code);
    if (reference.low !== undefined && reference.high !== undefined) {
      assert(reference.low < reference.high, code);
    }
  }
});

Deno.test("heart rate variability is SDNN and nothing answers for RMSSD", () => {
  assertEquals(quantity("HeartRateVariabilitySDNN").loinc, "80404-7");
  assert(quantity("HeartRateVariabilitySDNN").display.includes("SDNN"));
  assert(!healthTypes.some((type) => /rmssd/i.test(type.code + type.display)));
});

Deno.test("glucose in mmol/L and in mg/dL are eighteen times apart, never one read as the other", () => {
  assertAlmostEquals(
    convert("BloodGlucose", "mmol/L", 5.5)! / convert("BloodGlucose", "mg/dL", 5.5)!,
    18.0156,
    1e-4,
  );
});

Deno.test("every LOINC code is well formed and its check digit right", () => {
  const codes = healthTypes.flatMap((type) => type.loinc ?? []);
  assert(codes.length > 25);
  for (const code of codes) {
    assert(/^\d{3,7}-\d$/.test(code), code);
    const digits = [...code.replace("-", "")].reverse().map(Number);
    const sum = digits.reduce((total, digit, place) => {
      const doubled = place % 2 === 1 ? digit * 2 : digit;
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
    assertEquals([code, sum % 10], [code, 0]);
  }
});

Deno.test("formatNumber() and formatValue() read as a chart would say it", () => {
  assertEquals(formatValue(quantity("HeartRate"), 71.6), "72 bpm");
  assertEquals(formatValue(quantity("OxygenSaturation"), 97), "97%");
  assertEquals(formatValue(quantity("StepCount"), 12_480), "12,480 steps");
  assertEquals(formatValue(quantity("BodyMass"), 81.6466266), "81.6 kg");
  assertEquals(formatValue(quantity("BloodGlucose"), 99.0857), "99 mg/dL");
  assertEquals(formatValue(quantity("BodyTemperature"), 37), "37.0 °C");
  assertEquals(formatValue(category("SleepAnalysis"), 7.25), "7.3 h");
  assertEquals(formatValue(category("Headache"), 3), "Moderate");
  assertEquals(formatValue(category("Headache"), 9), "9");
  assertEquals(formatNumber(quantity("DistanceCycling"), 42.195), "42.20");
  assertEquals(formatNumber(quantity("HeartRateRecoveryOneMinute"), -0.2), "0");
  assertEquals(formatNumber(quantity("HeartRateRecoveryOneMinute"), -3), "-3");
  assertEquals(formatValue(quantity("HeartRate"), NaN), "–");
});
