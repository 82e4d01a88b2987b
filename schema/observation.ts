/**
 * Health data on the wire: what comes in (`ObservationBatch`) and what the Vitals and Stats page reads.
 *
 * Both directions carry columns, not arrays of objects: a third of the bytes and half the cost to parse.
 * Instants in columns are integers, UTC milliseconds; zone offsets are minutes east of UTC.
 * Types are HealthKit identifiers. This file knows shapes; what a value may be is `api/observation`'s to decide,
 * sample by sample, so that one bad reading never costs the other 4,999.
 */
import { z } from "@hono/zod-openapi";
import { healthGroups } from "./health_type.ts";

/** Most samples plus deletions plus totals in one batch. */
export const maxBatchSamples = 5_000;
/** Most bytes of one batch after decompression. */
export const maxBatchBytes = 4 * 1024 * 1024;

/** A HealthKit identifier; an unknown one is kept and shown as it is. */
export const TypeCode = z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,127}$/).openapi({
  example: "HKQuantityTypeIdentifierHeartRate",
});

/** Who measured: HealthKit's source and device. */
export const SampleSource = z.object({
  name: z.string().min(1).max(200),
  bundle: z.string().max(200).optional(),
  version: z.string().max(100).optional(),
  /** Hardware, e.g. `Watch6,1`. */
  product: z.string().max(100).optional(),
  /** HKDevice as text; its memory address is dropped on the way in. */
  device: z.string().max(1000).optional(),
}).openapi("SampleSource");

/**
 * Samples that share type, unit, source and zone, in columns of equal length.
 *
 * `uuid` is HealthKit's. Rows of Apple's export have none: they carry `ordinal`, the row's number among rows of
 * the file that are alike in type, start and end second, value and source name (0 for the first), and get a
 * UUIDv8 from those. A group has one or the other. `value` is the quantity in `unit`, or the category's code;
 * it is absent for kinds that have none. `detail` holds, by row number, what the columns cannot say.
 */
export const SampleGroup = z.object({
  type: TypeCode,
  /** HealthKit's unit string; absent for categories, correlations and workouts. */
  unit: z.string().max(60).optional(),
  source: SampleSource,
  /** IANA zone of the samples (`HKMetadataKeyTimeZone`), where known. */
  zone: z.string().max(60).optional(),
  start: z.array(z.unknown()).min(1).max(maxBatchSamples),
  /** Absent when every sample is an instant. */
  end: z.array(z.unknown()).max(maxBatchSamples).optional(),
  /** One number for all, or a column. */
  offset: z.union([z.number().int().min(-18 * 60).max(18 * 60), z.array(z.unknown()).max(maxBatchSamples)]),
  value: z.array(z.unknown()).max(maxBatchSamples).optional(),
  uuid: z.array(z.unknown()).max(maxBatchSamples).optional(),
  ordinal: z.array(z.unknown()).max(maxBatchSamples).optional(),
  detail: z.record(z.string().regex(/^\d{1,4}$/), z.record(z.string().max(200), z.unknown())).optional(),
}).openapi("SampleGroup");

export const SampleDeletion = z.object({
  type: TypeCode,
  uuid: z.array(z.uuid()).min(1).max(maxBatchSamples),
}).openapi("SampleDeletion");

/** A device's own merged sums, per clock hour (HKStatisticsCollectionQuery) or per day (ActivitySummary). */
export const DeviceTotals = z.object({
  type: TypeCode,
  unit: z.string().max(60),
  period: z.enum(["hour", "day"]),
  /** Which device computed them; totals of two devices are never added. */
  source: SampleSource,
  computedAt: z.number().int(),
  start: z.array(z.unknown()).min(1).max(maxBatchSamples),
  offset: z.union([z.number().int().min(-18 * 60).max(18 * 60), z.array(z.unknown()).max(maxBatchSamples)]),
  value: z.array(z.unknown()).max(maxBatchSamples),
}).openapi("DeviceTotals");

/** `POST /api/observation/batches`. Repeating a batch id with the same body returns the first receipt. */
export const ObservationBatch = z.object({
  batchId: z.uuid(),
  /** The patient's id; with an import grant it must be the grant's. */
  patient: z.string().min(1).max(40),
  groups: z.array(SampleGroup).max(500),
  deletions: z.array(SampleDeletion).max(200).optional(),
  totals: z.array(DeviceTotals).max(200).optional(),
}).openapi("ObservationBatch");
export type ObservationBatch = z.infer<typeof ObservationBatch>;
export type SampleGroup = z.infer<typeof SampleGroup>;
export type SampleSource = z.infer<typeof SampleSource>;

export const Refusal = z.object({
  /** Where in the batch. */
  list: z.enum(["groups", "deletions", "totals"]),
  group: z.number().int(),
  index: z.number().int(),
  field: z.string(),
  /** A tagged reason, e.g. `end_before_start`, `unknown_unit`, `implausible`. */
  reason: z.string(),
}).openapi("Refusal");

export const BatchReceipt = z.object({
  batchId: z.uuid(),
  stored: z.number().int(),
  duplicate: z.number().int(),
  deleted: z.number().int(),
  refused: z.number().int(),
  /** Every refusal, in order. */
  refusals: z.array(Refusal),
}).openapi("BatchReceipt");
export type BatchReceipt = z.infer<typeof BatchReceipt>;

/** One tile of the Vitals and Stats page. */
export const VitalTile = z.object({
  type: TypeCode,
  display: z.string(),
  group: z.enum(healthGroups),
  kind: z.string(),
  unit: z.string(),
  unitDisplay: z.string(),
  decimals: z.number().int(),
  /** The newest reading; for cumulative types the sum of the newest local day, for sleep the newest night. */
  latest: z.object({
    value: z.number().nullable(),
    /** Diastolic, for blood pressure. */
    second: z.number().nullable(),
    /** For categories, the code in words. */
    text: z.string().nullable(),
    at: z.iso.datetime(),
    /** Minutes east of UTC where it was measured. */
    offset: z.number().int(),
    /** True where `value` speaks for a whole local day. */
    day: z.boolean(),
    source: z.string(),
  }),
  /** Start of the oldest reading there is. */
  firstAt: z.iso.datetime(),
  /** When the server last received something of this type. */
  receivedAt: z.iso.datetime(),
  /** The last 30 local days, oldest first: day average or sum; null where nothing was measured. */
  sparkline: z.array(z.number().nullable()),
  count: z.number().int(),
  /**
   * A day beside what is usual for this person: the median of the 60 days before it (with data on `days` of them).
   * Absent where there are fewer than 14 such days. `usual`: within the person's own spread. It judges nothing.
   */
  trend: z.object({
    /** The local day that is compared: the newest, or the last whole one where days are still filling. */
    on: z.iso.date(),
    value: z.number(),
    baseline: z.number(),
    /** `value` less `baseline`. */
    deviation: z.number(),
    direction: z.enum(["above", "below", "usual"]),
    days: z.number().int(),
  }).optional(),
  reference: z.object({ low: z.number().optional(), high: z.number().optional(), source: z.string() })
    .optional(),
}).openapi("VitalTile");
export type VitalTile = z.infer<typeof VitalTile>;

export const VitalsSummary = z.object({ tiles: z.array(VitalTile) }).openapi("VitalsSummary");
export type VitalsSummary = z.infer<typeof VitalsSummary>;

export const resolutions = ["raw", "hour", "day", "week", "month"] as const;

/**
 * At most about 1,000 points of one type between two instants. All columns are of equal length.
 * `at` is the UTC millisecond of the bucket's start in local time (raw: of the reading).
 */
export const Chart = z.object({
  type: TypeCode,
  kind: z.string(),
  /** What the columns mean: a level's band, sums, pairs (blood pressure), nights, or counts of events. */
  shape: z.enum(["level", "sum", "pair", "night", "event"]),
  resolution: z.enum(resolutions),
  unit: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  at: z.array(z.number()),
  /** Zone offset of each bucket, minutes. */
  offset: z.array(z.number()),
  count: z.array(z.number()),
  /** level, pair (systolic): lowest, mean, highest. sum: `average` is the sum. night: hours asleep. */
  min: z.array(z.number().nullable()),
  average: z.array(z.number().nullable()),
  max: z.array(z.number().nullable()),
  last: z.array(z.number().nullable()),
  /** pair: the same for diastolic. */
  secondMin: z.array(z.number().nullable()).optional(),
  secondAverage: z.array(z.number().nullable()).optional(),
  secondMax: z.array(z.number().nullable()).optional(),
  /** night: minutes in each stage. */
  stages: z.object({
    inBed: z.array(z.number()),
    awake: z.array(z.number()),
    rem: z.array(z.number()),
    core: z.array(z.number()),
    deep: z.array(z.number()),
    unspecified: z.array(z.number()),
  }).optional(),
  /** Share of the bucket, 0–1, for which there is data. */
  coverage: z.array(z.number().nullable()),
  /** Values measured in the clinic within the range, each as it was, at most 1,000 of the newest. */
  clinic: z.object({
    at: z.array(z.number()),
    offset: z.array(z.number()),
    value: z.array(z.number()),
    /** pair: diastolic. */
    second: z.array(z.number().nullable()),
    author: z.array(z.string()),
  }).optional(),
}).openapi("Chart");
export type Chart = z.infer<typeof Chart>;

/** One raw reading, as behind a point of the chart. */
export const Reading = z.object({
  type: TypeCode,
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  offset: z.number().int(),
  value: z.number().nullable(),
  text: z.string().nullable(),
  /** Diastolic, where blood pressure was asked for. */
  second: z.number().nullable(),
  unit: z.string(),
  source: z.string(),
  /** Who measured it in the clinic; null for what a device sent. */
  measuredBy: z.string().nullable(),
  /** What was noted with it, in the clinic. */
  note: z.string().nullable(),
  uuid: z.uuid(),
  detail: z.record(z.string(), z.unknown()).nullable(),
}).openapi("Reading");
export const ReadingPage = z.object({
  readings: z.array(Reading),
  /** Give this back as `cursor` for the next page; null on the last. */
  next: z.string().nullable(),
}).openapi("ReadingPage");
export type Reading = z.infer<typeof Reading>;
