/**
 * Believable batches of health data from a fixed seed, for benches: heart rate, steps, energy, oxygen and sleep in
 * the proportions of a watch and a phone worn all day.
 */
import type { ObservationBatch, SampleGroup } from "../../../schema/observation.ts";

/** Numbers in [0, 1) from a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A version 4 UUID of a generator. */
export function randomUuid(random: () => number): string {
  const hex = () => Math.floor(random() * 65_536).toString(16).padStart(4, "0");
  return `${hex()}${hex()}-${hex()}-4${hex().slice(1)}-8${hex().slice(1)}-${hex()}${hex()}${hex()}`;
}

const watch = { name: "Ada's Apple Watch", bundle: "com.apple.health.A1", product: "Watch6,1" };
const phone = { name: "Ada's iPhone", bundle: "com.apple.health.B2", product: "iPhone14,5" };

/** What a group of `count` samples spread evenly over `[from, to)` holds. */
interface Plan {
  readonly type: string;
  readonly unit?: string;
  readonly source: typeof watch;
  readonly share: number;
  readonly seconds: number;
  readonly value: (random: () => number) => number;
}

const plans: readonly Plan[] = [
  {
    type: "HKQuantityTypeIdentifierHeartRate",
    unit: "count/min",
    source: watch,
    share: 0.55,
    seconds: 0,
    value: (random) => 55 + Math.floor(random() * 60),
  },
  {
    type: "HKQuantityTypeIdentifierActiveEnergyBurned",
    unit: "kcal",
    source: watch,
    share: 0.2,
    seconds: 60,
    value: (random) => Math.round(random() * 3_000) / 1_000,
  },
  {
    type: "HKQuantityTypeIdentifierStepCount",
    unit: "count",
    source: watch,
    share: 0.08,
    seconds: 500,
    value: (random) => 1 + Math.floor(random() * 500),
  },
  {
    type: "HKQuantityTypeIdentifierStepCount",
    unit: "count",
    source: phone,
    share: 0.07,
    seconds: 500,
    value: (random) => 1 + Math.floor(random() * 400),
  },
  {
    type: "HKQuantityTypeIdentifierOxygenSaturation",
    unit: "%",
    source: watch,
    share: 0.06,
    seconds: 0,
    value: (random) => 0.94 + Math.floor(random() * 6) / 100,
  },
  {
    type: "HKCategoryTypeIdentifierSleepAnalysis",
    source: watch,
    share: 0.04,
    seconds: 1_500,
    value: (random) => 2 + Math.floor(random() * 4),
  },
];

/** `count` samples of the mixture in `[from, to)` (UTC ms) with fresh UUIDs, as one batch. */
export function mixedBatch(random: () => number, from: number, to: number, count: number): ObservationBatch {
  const groups = plans.map((plan): SampleGroup => {
    const rows = Math.round(plan.share * count);
    const step = (to - from) / rows;
    const start = Array.from({ length: rows }, (_, i) => Math.floor(from + i * step + random() * step / 2));
    return {
      type: plan.type,
      ...(plan.unit !== undefined && { unit: plan.unit }),
      source: plan.source,
      zone: "America/Chicago",
      start,
      ...(plan.seconds > 0 &&
        { end: start.map((at) => at + Math.floor(Math.min(plan.seconds * 1_000, step / 2))) }),
      offset: -300,
      value: start.map(() => plan.value(random)),
      uuid: start.map(() => randomUuid(random)),
    };
  });
  return { batchId: randomUuid(random), patient: "p", groups };
}
