/**
 * The rules that ship: a sensible start for a primary care clinic, each with its source. A clinic changes or switches
 * off what it does not want. They say what to look at, never what it means.
 */
import type { SignalRuleDefinition } from "./signal.ts";

const base = { statistic: "average", minReadings: 1, minHours: 0 } as const;

/** By key, in the order of the settings page. */
export const defaultSignalRules: Readonly<Record<string, SignalRuleDefinition>> = {
  /** 130/80 mmHg: ACC/AHA 2017, home readings (Hypertension 2018;71:e13). */
  blood_pressure_above: {
    ...base,
    title: "Blood pressure above 130/80",
    metric: "HKCorrelationTypeIdentifierBloodPressure",
    condition: { kind: "threshold", is: "above", value: 130, second: 80 },
    days: 3,
    ofDays: 5,
    minReadings: 2,
    clearsAfterDays: 5,
  },
  /** More than 2 kg in 3 days: ESC heart failure guideline 2021, advice on self-care (Eur Heart J 2021;42:3599). */
  weight_gain: {
    ...base,
    title: "Weight up 2 kg in 3 days",
    metric: "HKQuantityTypeIdentifierBodyMass",
    condition: { kind: "change", is: "above", by: 2, withinDays: 3 },
    days: 1,
    ofDays: 1,
    clearsAfterDays: 5,
  },
  /** Against the person's own usual: Radin et al., Lancet Digit Health 2020;2:e85; the figure is a clinic's choice. */
  resting_heart_rate_up: {
    ...base,
    title: "Resting heart rate above usual",
    metric: "HKQuantityTypeIdentifierRestingHeartRate",
    condition: { kind: "baseline", is: "above", by: 8, baselineDays: 60, minBaselineDays: 20 },
    days: 3,
    ofDays: 5,
    clearsAfterDays: 5,
  },
  /** A clinic's choice; a wrist oximeter reads within about 3 points of an arterial sample. */
  oxygen_saturation_low: {
    ...base,
    title: "Blood oxygen below 92%",
    metric: "HKQuantityTypeIdentifierOxygenSaturation",
    condition: { kind: "threshold", is: "below", value: 92 },
    days: 2,
    ofDays: 3,
    minReadings: 4,
    clearsAfterDays: 5,
  },
  /** Against the person's own usual: Natarajan et al., npj Digit Med 2021;4:136; the figure is a clinic's choice. */
  respiratory_rate_up: {
    ...base,
    title: "Respiratory rate above usual",
    metric: "HKQuantityTypeIdentifierRespiratoryRate",
    condition: { kind: "baseline", is: "above", by: 3, baselineDays: 60, minBaselineDays: 20 },
    days: 3,
    ofDays: 5,
    clearsAfterDays: 5,
  },
  /** Mean glucose of the day above 180 mg/dL: the upper end of the target range, ADA Standards of Care 2024, 6. */
  glucose_above: {
    ...base,
    title: "Mean glucose above 180 mg/dL",
    metric: "HKQuantityTypeIdentifierBloodGlucose",
    condition: { kind: "threshold", is: "above", value: 180 },
    days: 3,
    ofDays: 7,
    minReadings: 3,
    clearsAfterDays: 7,
  },
  /** Nothing is known of a night that was not shared; worth a question, no more. */
  sleep_missing: {
    ...base,
    title: "No sleep data",
    metric: "HKCategoryTypeIdentifierSleepAnalysis",
    condition: { kind: "missing", baselineDays: 30, minBaselineDays: 15 },
    days: 5,
    ofDays: 7,
    clearsAfterDays: 3,
  },
};
