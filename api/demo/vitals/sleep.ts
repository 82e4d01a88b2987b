/**
 * Nights and naps as HealthKit has them: in bed by the phone, stages by the watch, as category samples.
 * https://developer.apple.com/documentation/healthkit/hkcategoryvaluesleepanalysis
 */
import type { Random } from "../random.ts";
import type { Rest } from "../rhythm.ts";
import type { Recording } from "./recording.ts";

const sleepAnalysis = "HKCategoryTypeIdentifierSleepAnalysis";
const inBed = 0, awake = 2, core = 3, deep = 4, rem = 5;

/** A stretch in one stage; `stage` is HealthKit's code. */
export interface Stage extends Rest {
  readonly stage: number;
}

/**
 * A night's stages without gaps: cycles of about 90 minutes, deep sleep early and less of it with age, REM late,
 * short wakings in between.
 */
export function sleepStages(night: Rest, age: number, random: Random): Stage[] {
  const stages: Stage[] = [];
  let at = night.fromAt;
  const spend = (stage: number, minutes: number) => {
    const toAt = Math.min(night.toAt, at + Math.max(1, Math.round(minutes * 2)) * 30_000);
    if (toAt <= at) return;
    const last = stages.at(-1);
    if (last?.stage === stage) stages[stages.length - 1] = { ...last, toAt };
    else stages.push({ stage, fromAt: at, toAt });
    at = toAt;
  };
  spend(awake, random.between(1, 12));
  for (let cycle = 0; at < night.toAt; cycle++) {
    spend(core, random.between(14, 30));
    spend(deep, (42 - 13 * cycle) * Math.max(0.35, 1.15 - age / 100) * random.between(0.7, 1.2));
    spend(core, random.between(18, 36));
    if (random.chance(0.25 + age / 250)) spend(awake, random.between(1, 5 + age / 12));
    spend(rem, (9 + 8 * Math.min(cycle, 3)) * random.between(0.7, 1.25));
    if (random.chance(0.3 + age / 200)) spend(awake, random.between(0.5, 4 + age / 14));
  }
  return stages;
}

/** The night that ended on the day, and the nap. Without the watch only the phone's time in bed is known. */
export function recordSleep({ plan, random, record, now }: Recording): void {
  const phone = record("phone", sleepAnalysis), watch = record("watch", sleepAnalysis);
  const { night, nap } = plan;
  // A night is passed on when it is over.
  if (night && night.toAt <= now && night.toAt < plan.toAt) {
    const minuteMs = 60_000;
    phone(night.fromAt - random.whole(2, 20) * minuteMs, night.toAt + random.whole(0, 9) * minuteMs, inBed);
    if (plan.wearsWatch) {
      for (const { stage, fromAt, toAt } of sleepStages(night, plan.constitution.age, random)) {
        watch(fromAt, toAt, stage);
      }
    }
  }
  if (nap && plan.wearsWatch) watch(nap.fromAt, nap.toAt, core);
}
