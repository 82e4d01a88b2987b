/**
 * How a person's days go: when they sleep, walk, train and fall ill, and what that does to the heart.
 *
 * Pure: the same person and day give the same plan, whatever day is asked for first and whatever the clock says.
 * Every signal reads the same plan, so that a run shows in heart rate, steps and energy alike.
 */
import { atMinute, type LivedDay, type LocalDay, localDay, minuteAt } from "./local_day.ts";
import { randomOf } from "./random.ts";

/** What a person is like; a story changes it day by day (`Condition`). */
export interface Constitution {
  /** Years; sets the highest heart rate and how deep the sleep is. */
  readonly age: number;
  /** bpm. */
  readonly restingHeartRate: number;
  /** SDNN in ms. */
  readonly hrvMs: number;
  readonly weightKg: number;
  /** Breaths a minute, asleep. */
  readonly respiratoryRate: number;
  /** Oxygen saturation as a fraction. */
  readonly oxygen: number;
  /** mmHg. */
  readonly systolic: number;
  readonly diastolic: number;
  /** Minutes after midnight of the day the night ends on; below 0 is the evening before. */
  readonly bedMinute: number;
  readonly sleepMinutes: number;
  readonly stepsPerDay: number;
  /** By ISO weekday, Monday first: minutes of training, 0 for none. */
  readonly training: readonly [number, number, number, number, number, number, number];
  /** Steps a minute while training: about 165 for running, 110 for walking, 0 for cycling. */
  readonly cadence: number;
  /** Share of the reserve of heart rate used in training, 0–1. */
  readonly effort: number;
  /** A nap in the afternoon, chance by day. */
  readonly napChance: number;
}

/** What is different on a day from the constitution. */
export interface Condition {
  /** Added. */
  readonly restingHeartRate: number;
  readonly weightKg: number;
  readonly systolic: number;
  readonly diastolic: number;
  readonly respiratoryRate: number;
  /** Minutes by which the nights shift (jet lag). */
  readonly bedMinute: number;
  /** Factors. */
  readonly hrv: number;
  readonly training: number;
  /** Whether the devices pass anything on. */
  readonly shares: boolean;
}

/** Nothing is different. */
export const asUsual: Condition = {
  restingHeartRate: 0,
  weightKg: 0,
  systolic: 0,
  diastolic: 0,
  respiratoryRate: 0,
  bedMinute: 0,
  hrv: 1,
  training: 1,
  shares: true,
};

/** From falling asleep to waking. Instants are UTC ms. */
export interface Rest {
  readonly fromAt: number;
  readonly toAt: number;
}

export interface Workout extends Rest {
  /** Share of the heart-rate reserve, 0–1. */
  readonly effort: number;
  readonly cadence: number;
}

/** One lived day, decided. */
export interface DayPlan extends LivedDay {
  readonly constitution: Constitution;
  readonly condition: Condition;
  /** 0 well, 1 the worst day of an infection. */
  readonly illness: number;
  readonly wearsWatch: boolean;
  /** The night that ends on this day; undefined where it was spent elsewhere (on a plane). */
  readonly night: Rest | undefined;
  /** When tonight's sleep begins; may lie after the day's end. */
  readonly bedAt: number;
  readonly nap: Rest | undefined;
  readonly workout: Workout | undefined;
  /** Steps in each ten minutes from the day's beginning. */
  readonly steps: readonly number[];
}

/** Length of one slot of `DayPlan.steps`. */
export const slotMs = 600_000;
const minuteMs = 60_000;

/** When somebody is on their feet, by hour of the day: on working days and on free ones. */
const workingHours = [0, 0, 0, 0, 0, 1, 3, 7, 8, 3, 2, 2, 6, 4, 2, 2, 3, 7, 8, 5, 4, 2, 1, 1];
const freeHours = [1, 0, 0, 0, 0, 0, 1, 2, 4, 6, 7, 8, 6, 5, 6, 6, 5, 4, 4, 4, 3, 2, 2, 1];

/** Sleep is staged in epochs of 30 seconds. */
const wholeHalfMinute = (at: number) => Math.round(at / 30_000) * 30_000;
const wholeSecond = (at: number) => Math.round(at / 1000) * 1000;

/** The night that ends on `day`. */
function nightOf(seed: string, constitution: Constitution, shiftMinutes: number, day: LocalDay): Rest {
  const random = randomOf(seed, "night", day.number);
  const lateMinutes = day.weekday >= 6 ? random.between(20, 70) : 0;
  const bed = constitution.bedMinute + shiftMinutes + lateMinutes + random.normal(0, 22);
  const asleep = constitution.sleepMinutes + lateMinutes * 0.6 + random.normal(0, 28);
  const from = Math.max(bed, -330);
  return {
    fromAt: wholeHalfMinute(atMinute(day, from)),
    toAt: wholeHalfMinute(atMinute(day, Math.min(from + Math.max(asleep, 200), 780))),
  };
}

/** How ill somebody is on a day, 0–1: about two infections of five days in eight months. */
export function illnessOn(seed: string, dayNumber: number): number {
  const period = Math.floor(dayNumber / 120);
  const random = randomOf(seed, "illness", period);
  const first = period * 120 + random.whole(5, 110);
  return [0.5, 1, 0.8, 0.5, 0.25][dayNumber - first] ?? 0;
}

/**
 * Plans a lived day.
 *
 * @param seed names the person
 * @param conditionOn what a day (days since 1970-01-01) is like in the person's story
 */
export function planDay(
  seed: string,
  constitution: Constitution,
  conditionOn: (dayNumber: number) => Condition,
  lived: LivedDay,
): DayPlan {
  const { day } = lived;
  const random = randomOf(seed, "plan", day.date, day.zone);
  const condition = conditionOn(day.number);
  const illness = illnessOn(seed, day.number);
  const tomorrow = localDay(Temporal.PlainDate.from(day.date).add({ days: 1 }), day.zone);
  const ownNight = nightOf(seed, constitution, condition.bedMinute, day);
  const bedAt = nightOf(seed, constitution, conditionOn(day.number + 1).bedMinute, tomorrow).fromAt;
  const wakeAt = ownNight.toAt;

  const trainingMinutes = (constitution.training[day.weekday - 1] ?? 0) * condition.training *
    (illness > 0 || random.chance(0.12) ? 0 : random.between(0.85, 1.15));
  let workout: Workout | undefined;
  if (trainingMinutes > 5) {
    const begin = day.weekday >= 6
      ? random.between(8.5 * 60, 10.5 * 60)
      : random.between(16.8 * 60, 18.3 * 60);
    const fromAt = Math.max(wholeSecond(atMinute(day, begin)), wakeAt + 40 * minuteMs);
    workout = {
      fromAt,
      toAt: fromAt + wholeSecond(trainingMinutes * minuteMs),
      effort: constitution.effort * random.between(0.9, 1.08),
      cadence: constitution.cadence,
    };
  }
  let nap: Rest | undefined;
  if (random.chance(constitution.napChance + illness * 0.5)) {
    const fromAt = wholeHalfMinute(atMinute(day, random.between(13 * 60, 15 * 60)));
    nap = { fromAt, toAt: fromAt + random.whole(25, 80) * minuteMs };
  }

  const hours = day.weekday >= 6 ? freeHours : workingHours;
  const slots = Math.round((day.endAt - day.startAt) / slotMs);
  const drawn: number[] = [];
  let total = 0;
  for (let slot = 0; slot < slots; slot++) {
    const at = day.startAt + slot * slotMs;
    const isUp = at >= wakeAt && at + slotMs <= bedAt && !(nap && at + slotMs > nap.fromAt && at < nap.toAt);
    const weight = isUp ? hours[Math.floor(minuteAt(day, at) / 60)] ?? 0 : 0;
    const walks = random.unit() < 0.12 + weight / 11;
    const much = walks ? weight * (0.15 - Math.log(1 - random.unit())) : 0;
    drawn.push(much);
    total += much;
  }
  const target = constitution.stepsPerDay * Math.exp(random.normal(-0.03, 0.24)) * (1 - illness * 0.7);
  const steps = drawn.map((much) => total === 0 ? 0 : Math.min(1_050, Math.round(target * much / total)));

  return {
    ...lived,
    constitution,
    condition,
    illness,
    wearsWatch: !random.chance(0.03),
    // Whoever arrived that day slept elsewhere.
    night: lived.fromAt > day.startAt ? undefined : ownNight,
    bedAt,
    nap,
    workout,
    steps,
  };
}

/** The day's resting heart rate, bpm. */
export function restingHeartRate({ constitution, condition, illness }: DayPlan): number {
  return constitution.restingHeartRate + condition.restingHeartRate + illness * 9;
}

/** Whether the plan has the person asleep at an instant of the day. */
export function isAsleep(plan: DayPlan, at: number): boolean {
  return (plan.night !== undefined && at < plan.night.toAt && at >= plan.night.fromAt) || at >= plan.bedAt ||
    (plan.nap !== undefined && at >= plan.nap.fromAt && at < plan.nap.toAt);
}

/**
 * Heart rate at an instant of the day without its noise, bpm: lowest late in the night, highest in the afternoon,
 * raised by steps, and in training by the share of the reserve (Karvonen 1957) that is used.
 */
export function heartRateAt(plan: DayPlan, at: number): number {
  const resting = restingHeartRate(plan);
  const { workout } = plan;
  const minute = minuteAt(plan.day, at);
  if (isAsleep(plan, at)) {
    const intoNight = plan.night && at < plan.night.toAt
      ? (at - plan.night.fromAt) / (plan.night.toAt - plan.night.fromAt)
      : 0.1;
    return resting * (1.02 - 0.1 * Math.sin(Math.PI * Math.min(1, intoNight * 1.15)));
  }
  const reserve = 208 - 0.7 * plan.constitution.age - resting;
  let rate = resting + 10 + 5 * Math.sin((minute - 540) / 1440 * 2 * Math.PI);
  rate += Math.min(0.32 * reserve, (plan.steps[Math.floor((at - plan.day.startAt) / slotMs)] ?? 0) * 0.045);
  if (workout && at >= workout.fromAt) {
    const warm = Math.min(1, (at - workout.fromAt) / (6 * minuteMs));
    const cooling = at < workout.toAt ? 1 : Math.exp(-(at - workout.toAt) / (9 * minuteMs));
    rate = Math.max(rate, resting + 8 + (reserve - 8) * workout.effort * warm * cooling);
  }
  return rate;
}
