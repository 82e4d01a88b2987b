/** What is measured now and then: weight, blood pressure, temperature, oxygen saturation and respiratory rate. */
import { isAsleep } from "../rhythm.ts";
import type { Recording } from "./recording.ts";

const minuteMs = 60_000;
const systolicType = "HKQuantityTypeIdentifierBloodPressureSystolic";
const diastolicType = "HKQuantityTypeIdentifierBloodPressureDiastolic";

/** Pounds to a tenth after getting up, with the probability `chance` a day. */
export function recordWeight({ plan, random, record }: Recording, chance: number): void {
  if (!random.chance(chance) || plan.night === undefined) return;
  const kilograms = plan.constitution.weightKg + plan.condition.weightKg + random.normal(0, 0.35);
  const at = plan.night.toAt + random.whole(5, 35) * minuteMs;
  record("scale", "HKQuantityTypeIdentifierBodyMass", "lb")(at, at, Math.round(kilograms * 22.0462262) / 10);
}

/**
 * A cuff's pairs, each bound by a correlation: in the morning with the probability `chance`, half as often also in
 * the evening, when pressure is a little lower.
 */
export function recordBloodPressure({ plan, random, record }: Recording, chance: number): void {
  if (plan.night === undefined || !random.chance(chance)) return;
  const morning = plan.night.toAt + random.whole(30, 80) * minuteMs;
  const times = random.chance(0.5) ? [morning, plan.bedAt - random.whole(60, 150) * minuteMs] : [morning];
  for (const [index, at] of times.entries()) {
    const lower = index === 0 ? 0 : 5;
    const swing = random.normal(0, 1);
    const { constitution, condition } = plan;
    const systolic = Math.round(
      constitution.systolic + condition.systolic - lower + swing * 6 + random.normal(0, 2),
    );
    const diastolic = Math.round(
      constitution.diastolic + condition.diastolic - lower * 0.5 + swing * 3 + random.normal(0, 2),
    );
    record("cuff", systolicType, "mmHg")(at, at, systolic);
    record("cuff", diastolicType, "mmHg")(at, at, diastolic);
    record("cuff", "HKCorrelationTypeIdentifierBloodPressure")(at, at, null, {
      members: [
        { type: systolicType, value: String(systolic), unit: "mmHg" },
        { type: diastolicType, value: String(diastolic), unit: "mmHg" },
      ],
    });
  }
}

/** Degrees Fahrenheit: twice a day with a fever, about monthly without. */
export function recordTemperature({ plan, random, record }: Recording): void {
  if (plan.night === undefined) return;
  const reading = record("thermometer", "HKQuantityTypeIdentifierBodyTemperature", "degF");
  const take = (at: number, celsius: number) => reading(at, at, Math.round((celsius * 1.8 + 32) * 10) / 10);
  if (plan.illness >= 0.5) {
    take(
      plan.night.toAt + random.whole(20, 60) * minuteMs,
      36.5 + 1.4 * plan.illness + random.normal(0, 0.2),
    );
    take(plan.bedAt - random.whole(90, 200) * minuteMs, 36.7 + 1.7 * plan.illness + random.normal(0, 0.2));
  } else if (random.chance(0.03)) {
    take(plan.night.toAt + random.whole(30, 500) * minuteMs, random.normal(36.6, 0.2));
  }
}

/** Fractions to a hundredth, in the background by the watch. */
export function recordOxygenSaturation({ plan, random, record }: Recording): void {
  if (!plan.wearsWatch) return;
  const reading = record("watch", "HKQuantityTypeIdentifierOxygenSaturation", "%");
  for (let at = plan.fromAt + random.whole(5, 120) * minuteMs; at < plan.toAt;) {
    const level = plan.constitution.oxygen - (isAsleep(plan, at) ? 0.008 : 0) - plan.illness * 0.01;
    reading(at, at, Math.round(Math.min(1, random.normal(level, 0.011)) * 100) / 100);
    at += random.whole(60, 190) * minuteMs;
  }
}

/** Breaths a minute to a half, through the night. */
export function recordRespiratoryRate({ plan, random, record, now }: Recording): void {
  const { night, constitution, condition, illness } = plan;
  if (!plan.wearsWatch || night === undefined || night.toAt > now) return;
  const reading = record("watch", "HKQuantityTypeIdentifierRespiratoryRate", "count/min");
  const tonight = constitution.respiratoryRate + condition.respiratoryRate + illness * 1.8 +
    random.normal(0, 0.3);
  for (let at = night.fromAt + random.whole(8, 25) * minuteMs; at < night.toAt;) {
    reading(at, at, Math.round(random.normal(tonight, 0.8) * 2) / 2);
    at += random.whole(18, 34) * minuteMs;
  }
}
