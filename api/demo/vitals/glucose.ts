/** Glucose by a sensor on the arm, every quarter of an hour. */
import { minuteAt } from "../local_day.ts";
import type { Recording } from "./recording.ts";

/** How somebody's diabetes runs, in mg/dL. */
export interface Glycemia {
  readonly fasting: number;
  /** Peak above it after an ordinary meal. */
  readonly mealRise: number;
  /** Deviation of the slow wandering. */
  readonly wander: number;
  /** Lows a day, on average. */
  readonly lows: number;
}

interface Bend {
  readonly minute: number;
  readonly height: number;
  /** Minutes from the beginning to the peak. */
  readonly peak: number;
}

/** Rises to `height` at `peak` minutes and fades after (a gamma curve). */
function bendAt(bend: Bend, minute: number): number {
  const time = (minute - bend.minute) / bend.peak;
  return time <= 0 || time > 8 ? 0 : bend.height * time * Math.exp(1 - time);
}

/** mg/dL, whole; meals raise it, dawn a little, insulin now and then too low. A sensor change leaves a gap. */
export function recordGlucose({ plan, random, record }: Recording, glycemia: Glycemia): void {
  const reading = record("glucoseSensor", "HKQuantityTypeIdentifierBloodGlucose", "mg/dL");
  const meals: Bend[] = [[460, 0.9], [750, 1], [1125, 1.15]].map(([minute, share]) => ({
    minute: random.normal(minute!, 28),
    height: glycemia.mealRise * share! * Math.exp(random.normal(0, 0.28)),
    peak: random.between(48, 75),
  }));
  // Last night's supper is still felt.
  meals.push({ minute: -315, height: glycemia.mealRise * random.between(0.8, 1.3), peak: 65 });
  if (random.chance(0.45)) {
    meals.push({ minute: random.between(880, 1000), height: glycemia.mealRise * 0.5, peak: 45 });
  }
  if (random.chance(glycemia.lows)) {
    meals.push({ minute: random.between(60, 1300), height: -random.between(55, 85), peak: 35 });
  }
  const changesSensor = plan.day.number % 10 === 3;
  let wander = random.normal(0, glycemia.wander);
  const quarterMs = 15 * 60_000;
  const phase = 7 * 60_000;
  for (let at = plan.day.startAt + phase; at < plan.toAt; at += quarterMs) {
    const minute = minuteAt(plan.day, at);
    wander = wander * 0.93 + random.normal(0, glycemia.wander * 0.36);
    if (changesSensor && minute > 540 && minute < 600) continue;
    const dawn = 10 * Math.exp(-(((minute - 390) / 110) ** 2));
    const level = glycemia.fasting + dawn + wander + plan.illness * 22 +
      meals.reduce((sum, meal) => sum + bendAt(meal, minute), 0);
    reading(at, at, Math.round(Math.min(398, Math.max(48, level))));
  }
}
