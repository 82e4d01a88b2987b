/** Heart rate, resting heart rate and heart-rate variability, as a watch measures them. */
import { heartRateAt, isAsleep, restingHeartRate } from "../rhythm.ts";
import type { Recording } from "./recording.ts";

/** Minutes between readings. */
export interface HeartRateDensity {
  readonly awake: number;
  readonly asleep: number;
  readonly training: number;
}

const minuteMs = 60_000;

/** Whole beats a minute at irregular intervals, closer together in training. */
export function recordHeartRate({ plan, random, record }: Recording, every: HeartRateDensity): void {
  if (!plan.wearsWatch) return;
  const reading = record("watch", "HKQuantityTypeIdentifierHeartRate", "count/min");
  const { workout } = plan;
  let wander = 0;
  for (let at = plan.fromAt + random.whole(0, 240_000); at < plan.toAt;) {
    const asleep = isAsleep(plan, at);
    const trains = workout !== undefined && at >= workout.fromAt && at < workout.toAt;
    wander = wander * 0.7 + random.normal(0, asleep ? 1.1 : trains ? 1.6 : 3.2);
    const rate = Math.round(heartRateAt(plan, at) + wander);
    reading(at, at, Math.min(210, Math.max(36, rate)));
    const minutes = trains ? every.training : asleep ? every.asleep : every.awake;
    at += Math.round(minutes * random.between(0.75, 1.25) * 60) * 1000;
    // A workout starts its own measuring at once.
    if (workout && !trains && at > workout.fromAt && at - workout.fromAt < minutes * 2 * minuteMs) {
      at = Math.min(at, workout.fromAt + 5_000);
    }
  }
}

/** One a day, computed over the waking day; it is known in the evening. */
export function recordRestingHeartRate({ plan, random, record }: Recording): void {
  if (!plan.wearsWatch || plan.night === undefined) return;
  const value = Math.round(random.normal(restingHeartRate(plan), 1.5));
  const at = plan.night.toAt + random.whole(25, 50) * minuteMs;
  record("watch", "HKQuantityTypeIdentifierRestingHeartRate", "count/min")(
    at,
    at + 11 * 60 * minuteMs,
    value,
  );
}

/** SDNN of a minute, some in the night and some in the day; log-normal, lower when ill. */
export function recordHeartRateVariability({ plan, random, record }: Recording): void {
  if (!plan.wearsWatch) return;
  const reading = record("watch", "HKQuantityTypeIdentifierHeartRateVariabilitySDNN", "ms");
  const today = Math.log(plan.constitution.hrvMs * plan.condition.hrv * (1 - plan.illness * 0.3)) +
    random.normal(0, 0.08);
  for (let at = plan.fromAt + random.whole(10, 150) * minuteMs; at < plan.toAt;) {
    const value = Math.exp(today + (isAsleep(plan, at) ? 0.12 : -0.08) + random.normal(0, 0.16));
    reading(at, at + minuteMs, Math.round(Math.min(250, Math.max(5, value)) * 100) / 100);
    at += random.whole(110, 260) * minuteMs;
  }
}
