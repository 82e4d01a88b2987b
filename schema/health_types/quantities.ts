/**
 * Every HealthKit quantity type, one row each, within a group in the order a clinician looks for them.
 *
 * Aggregation styles are those Apple notes beside each identifier in HKTypeIdentifiers.h; a LOINC code is the first
 * one of HealthKitOnFHIR's mapping that names an observation (its only other kind, an `LP…` part, names none).
 * Bounds refuse what no body or instrument produces; they are never a judgement of health. A reference range stands
 * only where a named body publishes one for adults in general.
 */
import type { HealthGroup, ReferenceRange } from "../health_type.ts";
import type { Measure } from "./units.ts";

/** What a row says beyond the columns that all rows have. */
export interface QuantityParticulars {
  readonly loinc?: string;
  /** HKQuantityAggregationStyle; arithmetic where absent. */
  readonly average?: "temporal" | "equivalent_level";
  readonly reference?: ReferenceRange;
}

/** `code` is what follows `HKQuantityTypeIdentifier`; `min` and `max` are the plausible bounds. */
export type QuantityRow = readonly [
  code: string,
  group: HealthGroup,
  kind: "cumulative" | "discrete",
  display: string,
  measure: Measure,
  decimals: number,
  min: number,
  max: number,
  particulars?: QuantityParticulars,
];

const bloodPressure = "2017 ACC/AHA guideline: normal is below 120/80 mmHg";

export const quantityRows: readonly QuantityRow[] = [
  ["HeartRate", "heart", "discrete", "Heart rate", "bpm", 0, 1, 600, {
    loinc: "8867-4",
    average: "temporal",
  }],
  ["RestingHeartRate", "heart", "discrete", "Resting heart rate", "bpm", 0, 1, 600, {
    loinc: "40443-4",
    reference: { low: 60, high: 100, source: "American Heart Association, Target Heart Rates, 2024" },
  }],
  ["BloodPressureSystolic", "heart", "discrete", "Systolic blood pressure", "mmHg", 0, 1, 500, {
    loinc: "8480-6",
    reference: { high: 120, source: bloodPressure },
  }],
  ["BloodPressureDiastolic", "heart", "discrete", "Diastolic blood pressure", "mmHg", 0, 0, 400, {
    loinc: "8462-4",
    reference: { high: 80, source: bloodPressure },
  }],
  ["HeartRateVariabilitySDNN", "heart", "discrete", "Heart rate variability (SDNN)", "ms", 0, 0, 3000, {
    loinc: "80404-7",
  }],
  ["WalkingHeartRateAverage", "heart", "discrete", "Walking heart rate average", "bpm", 0, 1, 600],
  ["HeartRateRecoveryOneMinute", "heart", "discrete", "Heart rate recovery, 1 min", "bpm", 0, -300, 300],
  ["AtrialFibrillationBurden", "heart", "discrete", "Atrial fibrillation burden", "%", 0, 0, 100, {
    average: "temporal",
  }],
  ["VO2Max", "heart", "discrete", "Cardio fitness (VO₂ max)", "mL/kg/min", 1, 0, 150],
  ["PeripheralPerfusionIndex", "heart", "discrete", "Peripheral perfusion index", "%", 1, 0, 100, {
    loinc: "61006-3",
  }],

  ["StepCount", "activity", "cumulative", "Steps", "steps", 0, 0, 1e6, { loinc: "55423-8" }],
  ["ActiveEnergyBurned", "activity", "cumulative", "Active energy", "kcal", 0, 0, 1e5, { loinc: "41981-2" }],
  ["AppleExerciseTime", "activity", "cumulative", "Exercise time", "min", 0, 0, 1e5],
  ["AppleStandTime", "activity", "cumulative", "Standing time", "min", 0, 0, 1e5],
  ["AppleMoveTime", "activity", "cumulative", "Move time", "min", 0, 0, 1e5],
  ["DistanceWalkingRunning", "activity", "cumulative", "Walking and running distance", "km", 2, 0, 1e4],
  ["FlightsClimbed", "activity", "cumulative", "Flights climbed", "flights", 0, 0, 1e4, {
    loinc: "100304-5",
  }],
  ["BasalEnergyBurned", "activity", "cumulative", "Resting energy", "kcal", 0, 0, 1e5],
  ["PhysicalEffort", "activity", "discrete", "Physical effort", "MET", 1, 0, 100],
  ["DistanceCycling", "activity", "cumulative", "Cycling distance", "km", 2, 0, 1e4],
  ["DistanceSwimming", "activity", "cumulative", "Swimming distance", "m", 0, 0, 1e6, { loinc: "93816-7" }],
  ["SwimmingStrokeCount", "activity", "cumulative", "Swimming strokes", "strokes", 0, 0, 1e6],
  ["DistanceWheelchair", "activity", "cumulative", "Wheelchair distance", "km", 2, 0, 1e4],
  ["PushCount", "activity", "cumulative", "Wheelchair pushes", "pushes", 0, 0, 1e6, { loinc: "96502-0" }],
  ["DistanceRowing", "activity", "cumulative", "Rowing distance", "km", 2, 0, 1e4],
  ["DistancePaddleSports", "activity", "cumulative", "Paddle sports distance", "km", 2, 0, 1e4],
  ["DistanceSkatingSports", "activity", "cumulative", "Skating distance", "km", 2, 0, 1e4],
  ["DistanceCrossCountrySkiing", "activity", "cumulative", "Cross-country skiing distance", "km", 2, 0, 1e4],
  ["DistanceDownhillSnowSports", "activity", "cumulative", "Downhill snow sports distance", "km", 2, 0, 1e4],
  ["RunningSpeed", "activity", "discrete", "Running speed", "km/h", 1, 0, 500],
  ["RunningPower", "activity", "discrete", "Running power", "W", 0, 0, 1e4],
  ["CyclingSpeed", "activity", "discrete", "Cycling speed", "km/h", 1, 0, 500],
  ["CyclingCadence", "activity", "discrete", "Cycling cadence", "rpm", 0, 0, 1000],
  ["CyclingPower", "activity", "discrete", "Cycling power", "W", 0, 0, 1e4],
  ["CyclingFunctionalThresholdPower", "activity", "discrete", "Cycling threshold power", "W", 0, 0, 1e4],
  ["RowingSpeed", "activity", "discrete", "Rowing speed", "m/s", 1, 0, 150],
  ["PaddleSportsSpeed", "activity", "discrete", "Paddle sports speed", "m/s", 1, 0, 150],
  ["CrossCountrySkiingSpeed", "activity", "discrete", "Cross-country skiing speed", "m/s", 1, 0, 150],
  ["UnderwaterDepth", "activity", "discrete", "Underwater depth", "m", 1, 0, 12_000],
  ["WorkoutEffortScore", "activity", "discrete", "Workout effort", "effort", 0, 0, 10],
  ["EstimatedWorkoutEffortScore", "activity", "discrete", "Estimated workout effort", "effort", 0, 0, 10],

  ["BodyMass", "body", "discrete", "Weight", "kg", 1, 0.1, 1000, { loinc: "29463-7" }],
  ["BodyMassIndex", "body", "discrete", "Body mass index", "kg/m2", 1, 1, 400, {
    loinc: "39156-5",
    reference: { low: 18.5, high: 24.9, source: "WHO Technical Report Series 894, 2000" },
  }],
  ["BodyFatPercentage", "body", "discrete", "Body fat", "%", 1, 0, 100, { loinc: "41982-0" }],
  ["LeanBodyMass", "body", "discrete", "Lean body mass", "kg", 1, 0.1, 1000, { loinc: "91557-9" }],
  ["Height", "body", "discrete", "Height", "cm", 1, 10, 300, { loinc: "8302-2" }],
  ["WaistCircumference", "body", "discrete", "Waist circumference", "cm", 1, 1, 500, { loinc: "8280-0" }],
  ["BodyTemperature", "body", "discrete", "Body temperature", "Cel", 1, 5, 50, {
    loinc: "8310-5",
    reference: {
      low: 36.1,
      high: 37.2,
      source: "MedlinePlus (US National Library of Medicine), Body temperature norms, 2023",
    },
  }],
  ["BasalBodyTemperature", "body", "discrete", "Basal body temperature", "Cel", 2, 5, 50],
  ["AppleSleepingWristTemperature", "body", "discrete", "Wrist temperature asleep", "Cel", 2, 0, 50],
  ["ElectrodermalActivity", "body", "discrete", "Electrodermal activity", "uS", 2, 0, 1e4],

  ["OxygenSaturation", "respiratory", "discrete", "Oxygen saturation (SpO₂)", "%", 0, 0, 100, {
    loinc: "59408-5",
    reference: { low: 95, high: 100, source: "WHO Pulse Oximetry Training Manual, 2011" },
  }],
  ["RespiratoryRate", "respiratory", "discrete", "Respiratory rate", "breaths", 0, 0, 300, {
    loinc: "9279-1",
    reference: { low: 12, high: 20, source: "Royal College of Physicians, NEWS2 (score 0), 2017" },
  }],
  [
    "AppleSleepingBreathingDisturbances",
    "respiratory",
    "discrete",
    "Breathing disturbances asleep",
    "disturbances",
    1,
    0,
    1000,
  ],
  ["PeakExpiratoryFlowRate", "respiratory", "discrete", "Peak expiratory flow", "L/min", 0, 0, 2000, {
    loinc: "19935-6",
  }],
  ["ForcedExpiratoryVolume1", "respiratory", "discrete", "FEV₁", "L", 2, 0, 20, { loinc: "20150-9" }],
  ["ForcedVitalCapacity", "respiratory", "discrete", "Forced vital capacity", "L", 2, 0, 20, {
    loinc: "19870-5",
  }],
  ["InhalerUsage", "respiratory", "cumulative", "Inhaler usage", "puffs", 0, 0, 1000],

  ["BloodGlucose", "metabolic", "discrete", "Blood glucose", "mg/dL", 0, 1, 5000, {
    loinc: "41653-7",
    reference: {
      low: 70,
      high: 180,
      source: "ADA Standards of Care, 2025: CGM target for most adults with diabetes",
    },
  }],
  ["InsulinDelivery", "metabolic", "cumulative", "Insulin delivery", "IU", 1, 0, 1e4],
  ["DietaryEnergyConsumed", "metabolic", "cumulative", "Dietary energy", "kcal", 0, 0, 1e5, {
    loinc: "9052-2",
  }],
  ["DietaryWater", "metabolic", "cumulative", "Water", "L", 2, 0, 100],
  ["DietaryCarbohydrates", "metabolic", "cumulative", "Carbohydrates", "g", 1, 0, 1e5],
  ["DietaryProtein", "metabolic", "cumulative", "Protein", "g", 1, 0, 1e5],
  ["DietaryFatTotal", "metabolic", "cumulative", "Total fat", "g", 1, 0, 1e5],
  ["DietaryFatSaturated", "metabolic", "cumulative", "Saturated fat", "g", 1, 0, 1e5],
  ["DietaryFatMonounsaturated", "metabolic", "cumulative", "Monounsaturated fat", "g", 1, 0, 1e5],
  ["DietaryFatPolyunsaturated", "metabolic", "cumulative", "Polyunsaturated fat", "g", 1, 0, 1e5],
  ["DietarySugar", "metabolic", "cumulative", "Sugar", "g", 1, 0, 1e5],
  ["DietaryFiber", "metabolic", "cumulative", "Fiber", "g", 1, 0, 1e5],
  ["DietaryCholesterol", "metabolic", "cumulative", "Dietary cholesterol", "mg", 0, 0, 1e7],
  ["DietarySodium", "metabolic", "cumulative", "Sodium", "mg", 0, 0, 1e7],
  ["DietaryPotassium", "metabolic", "cumulative", "Potassium", "mg", 0, 0, 1e7],
  ["DietaryChloride", "metabolic", "cumulative", "Chloride", "mg", 0, 0, 1e7],
  ["DietaryCalcium", "metabolic", "cumulative", "Calcium", "mg", 0, 0, 1e7],
  ["DietaryMagnesium", "metabolic", "cumulative", "Magnesium", "mg", 0, 0, 1e7],
  ["DietaryPhosphorus", "metabolic", "cumulative", "Phosphorus", "mg", 0, 0, 1e7],
  ["DietaryIron", "metabolic", "cumulative", "Iron", "mg", 1, 0, 1e7],
  ["DietaryZinc", "metabolic", "cumulative", "Zinc", "mg", 1, 0, 1e7],
  ["DietaryCopper", "metabolic", "cumulative", "Copper", "ug", 0, 0, 1e9],
  ["DietaryManganese", "metabolic", "cumulative", "Manganese", "mg", 1, 0, 1e7],
  ["DietaryIodine", "metabolic", "cumulative", "Iodine", "ug", 0, 0, 1e9],
  ["DietarySelenium", "metabolic", "cumulative", "Selenium", "ug", 0, 0, 1e9],
  ["DietaryChromium", "metabolic", "cumulative", "Chromium", "ug", 0, 0, 1e9],
  ["DietaryMolybdenum", "metabolic", "cumulative", "Molybdenum", "ug", 0, 0, 1e9],
  ["DietaryVitaminA", "metabolic", "cumulative", "Vitamin A", "ug", 0, 0, 1e9],
  ["DietaryThiamin", "metabolic", "cumulative", "Thiamin (B₁)", "mg", 1, 0, 1e7],
  ["DietaryRiboflavin", "metabolic", "cumulative", "Riboflavin (B₂)", "mg", 1, 0, 1e7],
  ["DietaryNiacin", "metabolic", "cumulative", "Niacin (B₃)", "mg", 1, 0, 1e7],
  ["DietaryPantothenicAcid", "metabolic", "cumulative", "Pantothenic acid (B₅)", "mg", 1, 0, 1e7],
  ["DietaryVitaminB6", "metabolic", "cumulative", "Vitamin B₆", "mg", 1, 0, 1e7],
  ["DietaryBiotin", "metabolic", "cumulative", "Biotin (B₇)", "ug", 0, 0, 1e9],
  ["DietaryFolate", "metabolic", "cumulative", "Folate (B₉)", "ug", 0, 0, 1e9],
  ["DietaryVitaminB12", "metabolic", "cumulative", "Vitamin B₁₂", "ug", 1, 0, 1e9],
  ["DietaryVitaminC", "metabolic", "cumulative", "Vitamin C", "mg", 0, 0, 1e7],
  ["DietaryVitaminD", "metabolic", "cumulative", "Vitamin D", "ug", 1, 0, 1e9],
  ["DietaryVitaminE", "metabolic", "cumulative", "Vitamin E", "mg", 1, 0, 1e7],
  ["DietaryVitaminK", "metabolic", "cumulative", "Vitamin K", "ug", 0, 0, 1e9],
  ["DietaryCaffeine", "metabolic", "cumulative", "Caffeine", "mg", 0, 0, 1e7],

  ["WalkingSpeed", "mobility", "discrete", "Walking speed", "m/s", 2, 0, 20],
  ["WalkingStepLength", "mobility", "discrete", "Walking step length", "m", 2, 0, 10],
  ["WalkingDoubleSupportPercentage", "mobility", "discrete", "Double support time", "%", 1, 0, 100],
  ["WalkingAsymmetryPercentage", "mobility", "discrete", "Walking asymmetry", "%", 1, 0, 100],
  ["AppleWalkingSteadiness", "mobility", "discrete", "Walking steadiness", "%", 0, 0, 100],
  ["SixMinuteWalkTestDistance", "mobility", "discrete", "Six-minute walk distance", "m", 0, 0, 5000],
  ["StairAscentSpeed", "mobility", "discrete", "Stair speed, up", "m/s", 2, 0, 20],
  ["StairDescentSpeed", "mobility", "discrete", "Stair speed, down", "m/s", 2, 0, 20],
  ["NumberOfTimesFallen", "mobility", "cumulative", "Falls", "falls", 0, 0, 1000],
  ["RunningStrideLength", "mobility", "discrete", "Running stride length", "m", 2, 0, 20],
  ["RunningVerticalOscillation", "mobility", "discrete", "Running vertical oscillation", "cm", 1, 0, 200],
  ["RunningGroundContactTime", "mobility", "discrete", "Running ground contact time", "ms", 0, 0, 10_000],

  ["EnvironmentalAudioExposure", "other", "discrete", "Environmental sound level", "dB", 0, 0, 250, {
    average: "equivalent_level",
  }],
  ["HeadphoneAudioExposure", "other", "discrete", "Headphone sound level", "dB", 0, 0, 250, {
    average: "equivalent_level",
  }],
  ["EnvironmentalSoundReduction", "other", "discrete", "Environmental sound reduction", "dB", 0, 0, 250, {
    average: "equivalent_level",
  }],
  ["TimeInDaylight", "other", "cumulative", "Time in daylight", "min", 0, 0, 1e5],
  ["UVExposure", "other", "discrete", "UV exposure", "uv", 0, 0, 100],
  ["WaterTemperature", "other", "discrete", "Water temperature", "Cel", 1, -10, 100],
  ["NumberOfAlcoholicBeverages", "other", "cumulative", "Alcoholic beverages", "drinks", 0, 0, 1000],
  // Above 5 % no one lives; the bound also catches 0.08 % sent as 0.08 of one.
  ["BloodAlcoholContent", "other", "discrete", "Blood alcohol content", "%", 3, 0, 5, { loinc: "74859-0" }],
];
