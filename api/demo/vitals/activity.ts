/** Steps, counted by phone and watch at the same time, and active energy. */
import { slotMs } from "../rhythm.ts";
import type { Recording } from "./recording.ts";

const minuteMs = 60_000;
const stepCount = "HKQuantityTypeIdentifierStepCount";

/**
 * The watch counts whenever it is worn; the phone whenever it is carried, a little less and over intervals of its
 * own that overlap the watch's. In training the phone stays behind.
 */
export function recordSteps({ plan, random, record }: Recording): void {
  const watch = record("watch", stepCount, "count");
  const phone = record("phone", stepCount, "count");
  const { workout } = plan;
  for (const [slot, steps] of plan.steps.entries()) {
    const slotAt = plan.day.startAt + slot * slotMs;
    if (
      steps < 8 || slotAt < plan.fromAt ||
      (workout && slotAt + slotMs > workout.fromAt && slotAt < workout.toAt)
    ) {
      continue;
    }
    const lengthMs = Math.max(20_000, Math.min(slotMs - 60_000, Math.round(steps / 100 * 60) * 1000));
    const from = slotAt + random.whole(0, Math.floor((slotMs - 30_000 - lengthMs) / 1000)) * 1000;
    if (plan.wearsWatch) watch(from, from + lengthMs, steps);
    if (random.chance(plan.wearsWatch ? 0.62 : 0.85)) {
      const shift = random.whole(-8, 12) * 1000;
      phone(
        from + shift,
        from + shift + lengthMs,
        Math.max(1, Math.round(steps * random.between(0.86, 1.0))),
      );
    }
  }
  if (workout && workout.cadence > 0 && plan.wearsWatch) {
    for (let at = workout.fromAt; at < workout.toAt; at += 5 * minuteMs) {
      const end = Math.min(at + 5 * minuteMs, workout.toAt);
      watch(
        at,
        end,
        Math.max(1, Math.round((end - at) / minuteMs * workout.cadence * random.between(0.95, 1.04))),
      );
    }
  }
}

/** Kilocalories beyond rest, every half hour awake: 0.0005 a step and kilogram, and what training takes. */
export function recordActiveEnergy({ plan, random, record }: Recording): void {
  if (!plan.wearsWatch) return;
  const reading = record("watch", "HKQuantityTypeIdentifierActiveEnergyBurned", "Cal");
  const weightKg = plan.constitution.weightKg + plan.condition.weightKg;
  const halfHourMs = 30 * minuteMs;
  const wakeAt = plan.night?.toAt ?? plan.fromAt;
  for (let at = plan.day.startAt; at < plan.toAt; at += halfHourMs) {
    const end = Math.min(at + halfHourMs, plan.day.endAt);
    if (at < wakeAt || at < plan.fromAt || end > plan.bedAt) continue;
    let steps = 0;
    for (
      let slot = Math.floor((at - plan.day.startAt) / slotMs);
      slot * slotMs + plan.day.startAt < end;
      slot++
    ) {
      const slotAt = plan.day.startAt + slot * slotMs;
      const shared = Math.min(end, slotAt + slotMs) - Math.max(at, slotAt);
      steps += (plan.steps[slot] ?? 0) * Math.max(0, shared) / slotMs;
    }
    let energy = weightKg * (0.02 + 0.0005 * steps) * random.between(0.8, 1.2);
    if (plan.workout) {
      const trainedMs = Math.min(end, plan.workout.toAt) - Math.max(at, plan.workout.fromAt);
      energy += Math.max(0, trainedMs) / minuteMs * weightKg * 0.19 * plan.workout.effort;
    }
    reading(at, end, Math.round(energy * 1000) / 1000);
  }
}
