/**
 * What a workout was: every `HKWorkoutActivityType`, as integer (from the phone), as name (from Apple's export) and
 * in words. Integer 81 is not Apple's; an activity that is not here is shown as it came, never renamed to "other".
 * Source: Apple, HKWorkoutActivityType.h.
 */

/** One activity. */
export interface WorkoutActivity {
  /** HealthKit's integer. */
  readonly code: number;
  /** As Apple's export spells it, e.g. `HKWorkoutActivityTypeRunning`. */
  readonly name: string;
  readonly display: string;
}

/** Code, what follows `HKWorkoutActivityType`, and words where those differ from it. */
const rows: readonly (readonly [code: number, name: string, display?: string])[] = [
  [1, "AmericanFootball", "American football"],
  [2, "Archery"],
  [3, "AustralianFootball", "Australian football"],
  [4, "Badminton"],
  [5, "Baseball"],
  [6, "Basketball"],
  [7, "Bowling"],
  [8, "Boxing"],
  [9, "Climbing"],
  [10, "Cricket"],
  [11, "CrossTraining", "Cross training"],
  [12, "Curling"],
  [13, "Cycling"],
  [14, "Dance"],
  [15, "DanceInspiredTraining", "Dance-inspired training"],
  [16, "Elliptical"],
  [17, "EquestrianSports", "Equestrian sports"],
  [18, "Fencing"],
  [19, "Fishing"],
  [20, "FunctionalStrengthTraining", "Functional strength training"],
  [21, "Golf"],
  [22, "Gymnastics"],
  [23, "Handball"],
  [24, "Hiking"],
  [25, "Hockey"],
  [26, "Hunting"],
  [27, "Lacrosse"],
  [28, "MartialArts", "Martial arts"],
  [29, "MindAndBody", "Mind and body"],
  [30, "MixedMetabolicCardioTraining", "Mixed metabolic cardio training"],
  [31, "PaddleSports", "Paddle sports"],
  [32, "Play"],
  [33, "PreparationAndRecovery", "Preparation and recovery"],
  [34, "Racquetball"],
  [35, "Rowing"],
  [36, "Rugby"],
  [37, "Running"],
  [38, "Sailing"],
  [39, "SkatingSports", "Skating"],
  [40, "SnowSports", "Snow sports"],
  [41, "Soccer"],
  [42, "Softball"],
  [43, "Squash"],
  [44, "StairClimbing", "Stair climbing"],
  [45, "SurfingSports", "Surfing"],
  [46, "Swimming"],
  [47, "TableTennis", "Table tennis"],
  [48, "Tennis"],
  [49, "TrackAndField", "Track and field"],
  [50, "TraditionalStrengthTraining", "Traditional strength training"],
  [51, "Volleyball"],
  [52, "Walking"],
  [53, "WaterFitness", "Water fitness"],
  [54, "WaterPolo", "Water polo"],
  [55, "WaterSports", "Water sports"],
  [56, "Wrestling"],
  [57, "Yoga"],
  [58, "Barre"],
  [59, "CoreTraining", "Core training"],
  [60, "CrossCountrySkiing", "Cross-country skiing"],
  [61, "DownhillSkiing", "Downhill skiing"],
  [62, "Flexibility"],
  [63, "HighIntensityIntervalTraining", "High-intensity interval training"],
  [64, "JumpRope", "Jump rope"],
  [65, "Kickboxing"],
  [66, "Pilates"],
  [67, "Snowboarding"],
  [68, "Stairs"],
  [69, "StepTraining", "Step training"],
  [70, "WheelchairWalkPace", "Wheelchair, walking pace"],
  [71, "WheelchairRunPace", "Wheelchair, running pace"],
  [72, "TaiChi", "Tai chi"],
  [73, "MixedCardio", "Mixed cardio"],
  [74, "HandCycling", "Hand cycling"],
  [75, "DiscSports", "Disc sports"],
  [76, "FitnessGaming", "Fitness gaming"],
  [77, "CardioDance", "Cardio dance"],
  [78, "SocialDance", "Social dance"],
  [79, "Pickleball"],
  [80, "Cooldown"],
  [82, "SwimBikeRun", "Multisport (swim, bike, run)"],
  [83, "Transition", "Multisport transition"],
  [84, "UnderwaterDiving", "Underwater diving"],
  [3000, "Other", "Other workout"],
];

/** All of them, by code. */
export const workoutActivities: readonly WorkoutActivity[] = rows.map(([code, name, display = name]) => ({
  code,
  name: `HKWorkoutActivityType${name}`,
  display,
}));

const byKey = new Map<string | number, WorkoutActivity>();
for (const activity of workoutActivities) byKey.set(activity.code, activity).set(activity.name, activity);

/**
 * The activity with this integer or this export name; undefined where Apple has none such.
 *
 * @example
 * ```ts
 * import { workoutActivity } from "./workout_activities.ts";
 * workoutActivity(37)?.display; // "Running"
 * workoutActivity("HKWorkoutActivityTypeTaiChi")?.code; // 72
 * ```
 */
export function workoutActivity(codeOrName: number | string): WorkoutActivity | undefined {
  return byKey.get(codeOrName);
}
