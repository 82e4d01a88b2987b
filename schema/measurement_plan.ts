/**
 * What a clinician asks a patient to measure, and how it goes: slots by day and time, how many are filled, and for
 * blood pressure the guideline's average. And the reading that a patient types in by hand.
 */
import { z } from "@hono/zod-openapi";
import { measurables, NewClinicMeasurement } from "./clinic_measurement.ts";
import { PlainText } from "./review.ts";

/** What can be asked for: what somebody measures at home. */
export const planTypes = measurables.filter(({ type }) => type !== "HKQuantityTypeIdentifierHeight");

/** A time of day, `07:30`. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time such as 07:30");

export const NewMeasurementPlan = z.object({
  types: z.array(z.enum(planTypes.map(({ type }) => type))).min(1).max(3),
  /** Times of day, on the clock of `timeZone`; at least an hour apart. */
  times: z.array(TimeOfDay).min(1).max(4),
  /** How many readings at each time, a minute apart. */
  readings: z.number().int().min(1).max(3),
  /** The first day, today or later. */
  startsOn: z.iso.date("a date such as 2026-03-10"),
  days: z.number().int().min(1).max(31),
  /** IANA; the clinic's unless said. */
  timeZone: z.string().max(60).optional(),
  /** For the patient, in plain words. */
  instruction: PlainText(500).optional(),
}).strict().openapi("NewMeasurementPlan");
export type NewMeasurementPlan = z.infer<typeof NewMeasurementPlan>;

/**
 * `later`: not yet. `open`: now, and not all readings are there. `filled`: all are. `partial` and `missed`: its time
 * has gone by with some, or none.
 */
export const slotStatuses = ["later", "open", "filled", "partial", "missed"] as const;
export type SlotStatus = (typeof slotStatuses)[number];

export const PlanSlot = z.object({
  type: z.string(),
  /** Day and time as they were asked for. */
  on: z.iso.date(),
  time: z.string(),
  /** That instant, and the window in which a reading counts for it. */
  at: z.iso.datetime(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** Readings within the window, from whatever source. */
  readings: z.number().int(),
  status: z.enum(slotStatuses),
}).openapi("PlanSlot");
export type PlanSlot = z.infer<typeof PlanSlot>;

export const PressureAverage = z.object({
  /** mmHg, unrounded; null while there are not enough days. */
  systolic: z.number().nullable(),
  diastolic: z.number().nullable(),
  /** Readings and days that count: those of the first day don't. */
  readings: z.number().int(),
  days: z.number().int(),
  /** Days with readings, the first included, below which no average is given. */
  daysNeeded: z.number().int(),
}).openapi("PressureAverage");
export type PressureAverage = z.infer<typeof PressureAverage>;

export const MeasurementPlan = z.object({
  id: z.string(),
  /** Who asked: name and credentials. */
  practitioner: z.string(),
  types: z.array(z.object({ type: z.string(), display: z.string() })),
  times: z.array(z.string()),
  readings: z.number().int(),
  startsOn: z.iso.date(),
  /** The last day. */
  endsOn: z.iso.date(),
  days: z.number().int(),
  timeZone: z.string(),
  instruction: z.string().nullable(),
  createdAt: z.iso.datetime(),
  stoppedAt: z.iso.datetime().nullable(),
  status: z.enum(["upcoming", "running", "ended", "stopped"]),
  /** In order: those that were not over when it was asked for, and had begun when it was stopped. */
  slots: z.array(PlanSlot),
  /** Slots that are over or filled, and those of them that are filled. */
  due: z.number().int(),
  filled: z.number().int(),
  /** Blood pressure's, where it is asked for. */
  average: PressureAverage.nullable(),
}).openapi("MeasurementPlan");
export type MeasurementPlan = z.infer<typeof MeasurementPlan>;

export const MeasurementPlanPage = z.object({
  /** Newest first, 5 a page. */
  plans: z.array(MeasurementPlan),
  next: z.string().nullable(),
}).openapi("MeasurementPlanPage");

export const MeasurementPlanParam = z.object({
  patient: z.string().min(1).max(40),
  plan: z.string().min(1).max(40),
});

/** A reading that the patient types in: the clinic's own form of one, without its note. */
export const OwnMeasurement = NewClinicMeasurement.pick({
  type: true,
  value: true,
  second: true,
  unit: true,
  at: true,
}).strict().openapi("OwnMeasurement");
export type OwnMeasurement = z.infer<typeof OwnMeasurement>;

export const StoredMeasurement = z.object({
  /** Uuid of its first reading. */
  id: z.uuid(),
}).openapi("StoredMeasurement");

/** A reading that the patient typed in, as it stands. */
export const EnteredMeasurement = z.object({
  id: z.uuid(),
  type: z.string(),
  display: z.string(),
  /** Canonical, in `unit`; systolic for blood pressure. */
  value: z.number(),
  second: z.number().nullable(),
  unit: z.string(),
  unitDisplay: z.string(),
  decimals: z.number().int(),
  at: z.iso.datetime(),
  /** Minutes east of UTC. */
  offset: z.number().int(),
}).openapi("EnteredMeasurement");
export type EnteredMeasurement = z.infer<typeof EnteredMeasurement>;
export const EnteredMeasurementList = z.object({
  /** Those measured in the last 7 days, newest first; at most 20. */
  measurements: z.array(EnteredMeasurement),
}).openapi("EnteredMeasurementList");

export const EnteredMeasurementParam = z.object({
  patient: z.string().min(1).max(40),
  measurement: z.uuid(),
});
