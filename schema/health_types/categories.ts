/**
 * Every HealthKit category type, one row each: its group, words and enumeration, and for those whose duration is
 * the finding (`interval`), what the duration is read in. None has a unit on the wire, a LOINC code or bounds.
 * Source: Apple, HKTypeIdentifiers.h, which notes the enumeration beside each identifier.
 */
import type { HealthGroup, ReferenceRange } from "../health_type.ts";
import type { categoryValues } from "./category_values.ts";

/** `code` is what follows `HKCategoryTypeIdentifier`. */
export type CategoryRow = readonly [
  code: string,
  group: HealthGroup,
  display: string,
  values: keyof typeof categoryValues,
  /** UCUM unit of the duration and digits after the point; makes the type an `interval`. */
  duration?: readonly [unit: string, decimals: number, reference?: ReferenceRange],
];

export const categoryRows: readonly CategoryRow[] = [
  ["HighHeartRateEvent", "heart", "High heart rate event", "none"],
  ["LowHeartRateEvent", "heart", "Low heart rate event", "none"],
  ["IrregularHeartRhythmEvent", "heart", "Irregular rhythm event", "none"],
  ["LowCardioFitnessEvent", "heart", "Low cardio fitness event", "lowCardioFitness"],
  ["AppleStandHour", "activity", "Stand hours", "standHour", ["h", 0]],
  ["SleepAnalysis", "sleep", "Sleep", "sleep", ["h", 1, {
    low: 7,
    source: "AASM and Sleep Research Society consensus statement, 2015: 7 hours or more a night",
  }]],
  ["SleepApneaEvent", "respiratory", "Sleep apnea event", "none"],
  ["AppleWalkingSteadinessEvent", "mobility", "Walking steadiness event", "steadiness"],
  ["MindfulSession", "other", "Mindful minutes", "none", ["min", 0]],
  ["HandwashingEvent", "other", "Handwashing", "none", ["s", 0]],
  ["ToothbrushingEvent", "other", "Toothbrushing", "none", ["min", 1]],
  // Apple renamed the Swift constant to EnvironmentalAudioExposureEvent; the identifier's text stayed.
  ["AudioExposureEvent", "other", "Environmental sound event", "environmentalAudio"],
  ["HeadphoneAudioExposureEvent", "other", "Headphone sound event", "headphoneAudio"],

  ["MenstrualFlow", "other", "Menstrual flow", "bleeding"],
  ["IntermenstrualBleeding", "other", "Intermenstrual bleeding", "none"],
  ["InfrequentMenstrualCycles", "other", "Infrequent menstrual cycles", "none"],
  ["IrregularMenstrualCycles", "other", "Irregular menstrual cycles", "none"],
  ["PersistentIntermenstrualBleeding", "other", "Persistent intermenstrual bleeding", "none"],
  ["ProlongedMenstrualPeriods", "other", "Prolonged menstrual periods", "none"],
  ["CervicalMucusQuality", "other", "Cervical mucus quality", "cervicalMucus"],
  ["OvulationTestResult", "other", "Ovulation test", "ovulationTest"],
  ["ProgesteroneTestResult", "other", "Progesterone test", "progesteroneTest"],
  ["PregnancyTestResult", "other", "Pregnancy test", "pregnancyTest"],
  ["Pregnancy", "other", "Pregnancy", "none"],
  ["BleedingDuringPregnancy", "other", "Bleeding during pregnancy", "bleeding"],
  ["BleedingAfterPregnancy", "other", "Bleeding after pregnancy", "bleeding"],
  ["Lactation", "other", "Lactation", "none"],
  ["Contraceptive", "other", "Contraceptive", "contraceptive"],
  ["SexualActivity", "other", "Sexual activity", "none"],

  ["ChestTightnessOrPain", "other", "Chest tightness or pain", "severity"],
  ["RapidPoundingOrFlutteringHeartbeat", "other", "Rapid, pounding or fluttering heartbeat", "severity"],
  ["SkippedHeartbeat", "other", "Skipped heartbeat", "severity"],
  ["ShortnessOfBreath", "other", "Shortness of breath", "severity"],
  ["Wheezing", "other", "Wheezing", "severity"],
  ["Coughing", "other", "Coughing", "severity"],
  ["Fainting", "other", "Fainting", "severity"],
  ["Dizziness", "other", "Dizziness", "severity"],
  ["Fatigue", "other", "Fatigue", "severity"],
  ["Fever", "other", "Fever", "severity"],
  ["Chills", "other", "Chills", "severity"],
  ["NightSweats", "other", "Night sweats", "severity"],
  ["HotFlashes", "other", "Hot flashes", "severity"],
  ["Headache", "other", "Headache", "severity"],
  ["GeneralizedBodyAche", "other", "Body ache", "severity"],
  ["LowerBackPain", "other", "Lower back pain", "severity"],
  ["PelvicPain", "other", "Pelvic pain", "severity"],
  ["BreastPain", "other", "Breast pain", "severity"],
  ["AbdominalCramps", "other", "Abdominal cramps", "severity"],
  ["Bloating", "other", "Bloating", "severity"],
  ["Nausea", "other", "Nausea", "severity"],
  ["Vomiting", "other", "Vomiting", "severity"],
  ["Diarrhea", "other", "Diarrhea", "severity"],
  ["Constipation", "other", "Constipation", "severity"],
  ["Heartburn", "other", "Heartburn", "severity"],
  ["AppetiteChanges", "other", "Appetite changes", "appetite"],
  ["BladderIncontinence", "other", "Bladder incontinence", "severity"],
  ["VaginalDryness", "other", "Vaginal dryness", "severity"],
  ["RunnyNose", "other", "Runny nose", "severity"],
  ["SinusCongestion", "other", "Sinus congestion", "severity"],
  ["SoreThroat", "other", "Sore throat", "severity"],
  ["LossOfSmell", "other", "Loss of smell", "severity"],
  ["LossOfTaste", "other", "Loss of taste", "severity"],
  ["Acne", "other", "Acne", "severity"],
  ["DrySkin", "other", "Dry skin", "severity"],
  ["HairLoss", "other", "Hair loss", "severity"],
  ["MemoryLapse", "other", "Memory lapse", "severity"],
  ["MoodChanges", "other", "Mood changes", "presence"],
  ["SleepChanges", "other", "Sleep changes", "presence"],
];
