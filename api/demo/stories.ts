/**
 * The ten people of the demo clinic who share their vitals: what they are like, and what a clinician would notice.
 */
import { atMinute, localDay, type Stay } from "./local_day.ts";
import { asUsual, type Condition, type Constitution } from "./rhythm.ts";
import type { Wearer } from "./vitals.ts";

/** A wearer and the story in a few words, for whoever looks around. */
export interface Story extends Wearer {
  readonly about: string;
}

const dense = { awake: 5, asleep: 10, training: 1 };
const sparse = { awake: 15, asleep: 25, training: 4 };
type Week = Constitution["training"];
const rests: Week = [0, 0, 0, 0, 0, 0, 0];
const threeTimes: Week = [0, 40, 0, 40, 0, 55, 0];

/** 0 before a change began, 1 when it is complete; `since` and `until` are days ago. */
function progress(daysAgo: number, since: number, until: number): number {
  return Math.min(1, Math.max(0, (since - daysAgo) / (since - until)));
}

/** Leaves at one in the afternoon; two weeks later lands at home two hours earlier by the clock than it left Tokyo. */
function toTokyo(today: Temporal.PlainDate, home: string): Stay[] {
  const leaves = localDay(today.subtract({ days: 110 }), home);
  const arrives = localDay(today.subtract({ days: 109 }), "Asia/Tokyo");
  const returns = localDay(today.subtract({ days: 95 }), "Asia/Tokyo");
  const homeAgain = localDay(today.subtract({ days: 95 }), home);
  return [
    { fromAt: -Infinity, untilAt: atMinute(leaves, 13 * 60), zone: home },
    { fromAt: atMinute(arrives, 16 * 60 + 20), untilAt: atMinute(returns, 17 * 60), zone: "Asia/Tokyo" },
    { fromAt: atMinute(homeAgain, 15 * 60), zone: home },
  ];
}

/** Early to bed after flying west, late after flying back; a little better every day. */
function jetLag(daysAgo: number): number {
  if (daysAgo < 109 && daysAgo >= 96) return -Math.max(0, 150 - (108 - daysAgo) * 25);
  if (daysAgo < 95 && daysAgo >= 86) return Math.max(0, 120 - (94 - daysAgo) * 20);
  return 0;
}

const usual = {
  constitution: {
    age: 45,
    restingHeartRate: 64,
    hrvMs: 42,
    weightKg: 76,
    respiratoryRate: 14.5,
    oxygen: 0.972,
    systolic: 122,
    diastolic: 77,
    bedMinute: -70,
    sleepMinutes: 430,
    stepsPerDay: 7_200,
    training: rests,
    cadence: 110,
    effort: 0.55,
    napChance: 0.02,
  },
  heartRate: sparse,
  weighs: 0.12,
  takesPressure: 0.06,
} as const;

function story(
  about: string,
  constitution: Partial<Constitution>,
  rest: Partial<Omit<Wearer, "constitution" | "conditionOn">> = {},
  change: (daysAgo: number) => Partial<Condition> = () => ({}),
): Story {
  return {
    ...usual,
    ...rest,
    about,
    constitution: { ...usual.constitution, ...constitution },
    conditionOn: (daysAgo) => ({ ...asUsual, ...change(daysAgo) }),
  };
}

/** By the key that `people.ts` gives the patient. */
export const stories = {
  treated: story(
    "blood pressure falls after treatment began six months ago",
    {
      age: 58,
      restingHeartRate: 70,
      hrvMs: 29,
      weightKg: 92,
      systolic: 154,
      diastolic: 96,
      stepsPerDay: 5_600,
    },
    { takesPressure: 0.9, weighs: 0.3 },
    (daysAgo) => {
      const effect = progress(daysAgo, 183, 140);
      return { systolic: -25 * effect, diastolic: -14 * effect, restingHeartRate: -3 * effect };
    },
  ),
  drifting: story(
    "resting heart rate drifts up, variability down, for three weeks",
    {
      age: 34,
      restingHeartRate: 58,
      hrvMs: 61,
      weightKg: 63,
      systolic: 112,
      diastolic: 70,
      training: threeTimes,
    },
    { heartRate: dense },
    (daysAgo) => {
      const drift = progress(daysAgo, 21, 0);
      return {
        restingHeartRate: 14 * drift,
        hrv: 1 - 0.38 * drift,
        respiratoryRate: 1.4 * drift,
        training: 1 - 0.8 * drift,
      };
    },
  ),
  losing: story(
    "steady weight loss, about 30 lb in a year",
    {
      age: 46,
      restingHeartRate: 74,
      hrvMs: 33,
      weightKg: 112,
      systolic: 136,
      diastolic: 86,
      training: threeTimes,
    },
    { weighs: 0.8, takesPressure: 0.25 },
    (daysAgo) => {
      const done = progress(daysAgo, 365, 0);
      return {
        weightKg: -14.5 * done ** 0.85,
        restingHeartRate: -7 * done,
        systolic: -9 * done,
        diastolic: -5 * done,
      };
    },
  ),
  silent: story(
    "stopped sharing six weeks ago",
    { age: 71, restingHeartRate: 66, hrvMs: 24, weightKg: 68, systolic: 134, diastolic: 76, bedMinute: -100 },
    { takesPressure: 0.4, weighs: 0.25 },
    (daysAgo) => ({ shares: daysAgo >= 42 }),
  ),
  traveller: story(
    "two weeks in Tokyo, three and a half months ago",
    {
      age: 39,
      restingHeartRate: 61,
      hrvMs: 52,
      weightKg: 59,
      systolic: 110,
      diastolic: 69,
      stepsPerDay: 8_900,
    },
    { itinerary: toTokyo },
    (daysAgo) => ({ bedMinute: jetLag(daysAgo) }),
  ),
  runner: story(
    "training for a marathon: long runs grow, resting heart rate falls",
    {
      age: 31,
      restingHeartRate: 57,
      hrvMs: 74,
      weightKg: 71,
      systolic: 116,
      diastolic: 71,
      stepsPerDay: 6_800,
      training: [0, 45, 55, 45, 0, 30, 95],
      cadence: 166,
      effort: 0.74,
      sleepMinutes: 455,
    },
    { heartRate: dense, weighs: 0.45 },
    (daysAgo) => {
      const build = progress(daysAgo, 300, 20);
      return {
        restingHeartRate: -9 * build,
        hrv: 1 + 0.22 * build,
        weightKg: -3 * build,
        training: 0.55 + 0.8 * build,
      };
    },
  ),
  diabetic2: story(
    "type 2 diabetes with a glucose sensor",
    {
      age: 52,
      restingHeartRate: 73,
      hrvMs: 27,
      weightKg: 88,
      systolic: 132,
      diastolic: 82,
      stepsPerDay: 5_900,
    },
    { glycemia: { fasting: 128, mealRise: 62, wander: 13, lows: 0.01 }, weighs: 0.3, takesPressure: 0.3 },
  ),
  diabetic1: story(
    "type 1 diabetes with a glucose sensor, lows included",
    {
      age: 23,
      restingHeartRate: 63,
      hrvMs: 58,
      weightKg: 74,
      bedMinute: 20,
      training: threeTimes,
      cadence: 0,
    },
    { glycemia: { fasting: 121, mealRise: 84, wander: 27, lows: 0.4 } },
  ),
  elder: story(
    "low activity, naps, saturation at the lower edge",
    {
      age: 83,
      restingHeartRate: 68,
      hrvMs: 21,
      weightKg: 70,
      respiratoryRate: 17,
      oxygen: 0.945,
      systolic: 141,
      diastolic: 74,
      bedMinute: -140,
      sleepMinutes: 400,
      stepsPerDay: 2_600,
      napChance: 0.55,
    },
    { takesPressure: 0.5, weighs: 0.4 },
  ),
  student: story(
    "a well teenager who goes to bed late",
    {
      age: 16,
      restingHeartRate: 66,
      hrvMs: 78,
      weightKg: 58,
      bedMinute: 35,
      sleepMinutes: 420,
      stepsPerDay: 9_400,
    },
    { heartRate: dense },
  ),
} as const satisfies Record<string, Story>;

export type StoryName = keyof typeof stories;
