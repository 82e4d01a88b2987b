/**
 * Made-up vitals of one person, as the batches a phone would send: the same seed, person and moment give the same
 * bytes. Knows no database and no clock.
 */
import type { ObservationBatch, SampleSource } from "../../schema/observation.ts";
import { gatherBatches } from "./batches.ts";
import { livedDays, type Stay } from "./local_day.ts";
import { randomOf } from "./random.ts";
import { type Condition, type Constitution, planDay } from "./rhythm.ts";
import { recordActiveEnergy, recordSteps } from "./vitals/activity.ts";
import {
  recordBloodPressure,
  recordOxygenSaturation,
  recordRespiratoryRate,
  recordTemperature,
  recordWeight,
} from "./vitals/body.ts";
import { type Glycemia, recordGlucose } from "./vitals/glucose.ts";
import {
  type HeartRateDensity,
  recordHeartRate,
  recordHeartRateVariability,
  recordRestingHeartRate,
} from "./vitals/heart.ts";
import { type Devices, openRecording, type Recording } from "./vitals/recording.ts";
import { recordSleep } from "./vitals/sleep.ts";

/** Somebody whose devices share what they measure. */
export interface Wearer {
  readonly constitution: Constitution;
  readonly heartRate: HeartRateDensity;
  /** Probability a day of stepping on the scale, and of using the cuff. */
  readonly weighs: number;
  readonly takesPressure: number;
  readonly glycemia?: Glycemia;
  /** What is different so many days before today. */
  conditionOn(daysAgo: number): Condition;
  /** Where they were; without it, in their own zone all along. */
  itinerary?(today: Temporal.PlainDate, home: string): readonly Stay[];
}

/** Of whom, until when, and how far back. */
export interface VitalsRequest {
  /** Names the clinic's made-up world. */
  readonly seed: string;
  /** The patient's public id. */
  readonly patient: string;
  readonly givenName: string;
  readonly wearer: Wearer;
  /** IANA zone of the clinic, where the patient lives. */
  readonly zone: string;
  /** UTC ms; nothing ends later. */
  readonly now: number;
  readonly days: number;
}

function devicesOf(givenName: string): Devices {
  const apple = (name: string, product: string, version: string): SampleSource => ({
    name: `${givenName}\u2019s ${name}`,
    bundle: "com.apple.health",
    version,
    product,
  });
  const other = (name: string, bundle: string): SampleSource => ({ name, bundle, version: "3.2" });
  return {
    watch: apple("Apple Watch", "Watch7,2", "11.5"),
    phone: apple("iPhone", "iPhone16,1", "18.5"),
    scale: other("Bathroom Scale", "org.example.scale"),
    cuff: other("Home Cuff", "org.example.cuff"),
    glucoseSensor: other("Glucose Sensor", "org.example.glucose"),
    thermometer: other("Thermometer", "org.example.thermometer"),
  };
}

const signals: readonly (readonly [name: string, record: (recording: Recording, wearer: Wearer) => void])[] =
  [
    ["sleep", recordSleep],
    ["heart rate", (recording, { heartRate }) => recordHeartRate(recording, heartRate)],
    ["resting heart rate", recordRestingHeartRate],
    ["variability", recordHeartRateVariability],
    ["steps", recordSteps],
    ["energy", recordActiveEnergy],
    ["weight", (recording, { weighs }) => recordWeight(recording, weighs)],
    ["pressure", (recording, { takesPressure }) => recordBloodPressure(recording, takesPressure)],
    ["temperature", recordTemperature],
    ["oxygen", recordOxygenSaturation],
    ["breath", recordRespiratoryRate],
    ["glucose", (recording, { glycemia }) => glycemia && recordGlucose(recording, glycemia)],
  ];

/** Every batch of the last `days` days, each type in order of time; at most 5,000 samples a batch. */
export function* vitalsOf(request: VitalsRequest): Iterable<ObservationBatch> {
  const { seed, patient, wearer, zone, now, days } = request;
  const person = `${seed}/${patient}`;
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const todayNumber = Date.UTC(today.year, today.month - 1, today.day) / 86_400_000;
  const firstAt = today.subtract({ days }).toZonedDateTime({ timeZone: zone }).epochMilliseconds;
  const itinerary = wearer.itinerary?.(today, zone) ?? [{ fromAt: -Infinity, zone }];
  const conditionOn = (dayNumber: number) => wearer.conditionOn(todayNumber - dayNumber);

  const devices = devicesOf(request.givenName);
  const gatherer = gatherBatches(patient, randomOf(person, "batches", today.toString()));
  for (const lived of livedDays(itinerary, firstAt, now)) {
    const plan = planDay(person, wearer.constitution, conditionOn, lived);
    if (!plan.condition.shares) continue;
    for (const [name, record] of signals) {
      const random = randomOf(person, name, lived.day.date, lived.day.zone);
      record(openRecording(plan, devices, gatherer, random, now), wearer);
    }
    yield* gatherer.full();
  }
  yield* gatherer.rest();
}
