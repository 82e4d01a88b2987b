/**
 * The enumerations behind HealthKit's category samples: integer, Apple's export spelling, plain words.
 *
 * Where Apple renamed a value, the old spelling follows the new one with the same code, so that old exports read
 * alike; the first entry of a code is the current one. Source: Apple, HKCategoryValues.h.
 */
import type { CategoryValue } from "../health_type.ts";

/** Builds one enumeration: `name` is appended to `HKCategoryValue` and the prefix. */
function values(
  prefix: string,
  rows: readonly (readonly [number, string, string])[],
): readonly CategoryValue[] {
  return rows.map(([code, name, display]) => ({ code, name: `HKCategoryValue${prefix}${name}`, display }));
}

const audioExposureLegacy = values("AudioExposureEvent", [[1, "LoudEnvironment", "Loud environment"]]);

const bleeding: readonly (readonly [number, string, string])[] = [
  [1, "Unspecified", "Unspecified amount"],
  [2, "Light", "Light"],
  [3, "Medium", "Medium"],
  [4, "Heavy", "Heavy"],
  [5, "None", "None"],
];
const testResult: readonly (readonly [number, string, string])[] = [
  [1, "Negative", "Negative"],
  [2, "Positive", "Positive"],
  [3, "Indeterminate", "Indeterminate"],
];

/** Every enumeration by the short name that `categoryRows` uses. */
export const categoryValues = {
  /** Types that only say that something was there. */
  none: values("", [[0, "NotApplicable", "Recorded"]]),
  severity: values("Severity", [
    [0, "Unspecified", "Present"],
    [1, "NotPresent", "Not present"],
    [2, "Mild", "Mild"],
    [3, "Moderate", "Moderate"],
    [4, "Severe", "Severe"],
  ]),
  presence: values("Presence", [[0, "Present", "Present"], [1, "NotPresent", "Not present"]]),
  appetite: values("AppetiteChanges", [
    [0, "Unspecified", "Changed"],
    [1, "NoChange", "No change"],
    [2, "Decreased", "Decreased"],
    [3, "Increased", "Increased"],
  ]),
  sleep: values("SleepAnalysis", [
    [0, "InBed", "In bed"],
    [1, "AsleepUnspecified", "Asleep"],
    [1, "Asleep", "Asleep"],
    [2, "Awake", "Awake"],
    [3, "AsleepCore", "Core sleep"],
    [4, "AsleepDeep", "Deep sleep"],
    [5, "AsleepREM", "REM sleep"],
  ]),
  standHour: values("AppleStandHour", [[0, "Stood", "Stood"], [1, "Idle", "Idle"]]),
  steadiness: values("AppleWalkingSteadinessEvent", [
    [1, "InitialLow", "Low"],
    [2, "InitialVeryLow", "Very low"],
    [3, "RepeatLow", "Still low"],
    [4, "RepeatVeryLow", "Still very low"],
  ]),
  cervicalMucus: values("CervicalMucusQuality", [
    [1, "Dry", "Dry"],
    [2, "Sticky", "Sticky"],
    [3, "Creamy", "Creamy"],
    [4, "Watery", "Watery"],
    [5, "EggWhite", "Egg white"],
  ]),
  contraceptive: values("Contraceptive", [
    [1, "Unspecified", "Unspecified"],
    [2, "Implant", "Implant"],
    [3, "Injection", "Injection"],
    [4, "IntrauterineDevice", "Intrauterine device"],
    [5, "IntravaginalRing", "Vaginal ring"],
    [6, "Oral", "Pill"],
    [7, "Patch", "Patch"],
  ]),
  environmentalAudio: [
    ...values("EnvironmentalAudioExposureEvent", [[1, "MomentaryLimit", "Loud environment"]]),
    ...audioExposureLegacy,
  ],
  headphoneAudio: values("HeadphoneAudioExposureEvent", [[1, "SevenDayLimit", "Above the 7-day limit"]]),
  lowCardioFitness: values("LowCardioFitnessEvent", [[1, "LowFitness", "Low cardio fitness"]]),
  bleeding: [...values("VaginalBleeding", bleeding), ...values("MenstrualFlow", bleeding)],
  ovulationTest: values("OvulationTestResult", [
    [1, "Negative", "Negative"],
    [2, "LuteinizingHormoneSurge", "Luteinizing hormone surge"],
    [2, "Positive", "Luteinizing hormone surge"],
    [3, "Indeterminate", "Indeterminate"],
    [4, "EstrogenSurge", "Estrogen surge"],
  ]),
  pregnancyTest: values("PregnancyTestResult", testResult),
  progesteroneTest: values("ProgesteroneTestResult", testResult),
} as const satisfies Record<string, readonly CategoryValue[]>;
