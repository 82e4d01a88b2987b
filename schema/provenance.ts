/**
 * How a number came about: who measured, what was merged from what, and what the device itself says; and the order
 * in which sources are believed.
 */
import { z } from "@hono/zod-openapi";
import { TypeCode } from "./observation.ts";

/** A local day of the patient's own clock. */
export const LocalDay = z.iso.date().openapi({ example: "2026-03-09" });

/** Who measured, as merging knows it: the same name and hardware are one source, whatever its version. */
export const ObservationSource = z.object({
  id: z.number().int(),
  /** As the device said it last. */
  name: z.string(),
  /** Hardware, `Watch6,1`; empty where not said. */
  product: z.string(),
  kind: z.enum(["watch", "phone", "app"]),
}).openapi("ObservationSource");
export type ObservationSource = z.infer<typeof ObservationSource>;

export const ProvenanceSource = ObservationSource.extend({
  /** Readings that begin on the day. */
  count: z.number().int(),
  /** What this source alone says: its sum, its average, or its hours asleep. */
  own: z.number().nullable(),
  /** Minutes of the day that its readings cover; null where readings are instants. */
  coveredMinutes: z.number().nullable(),
  /** How much of the number shown is this source's; null where the number is not a sum. */
  kept: z.number().nullable(),
}).openapi("ProvenanceSource");
export type ProvenanceSource = z.infer<typeof ProvenanceSource>;

/** What a device computed itself, and what our own merging says of the same time. */
export const DeviceAnswer = z.object({
  period: z.enum(["hour", "day"]),
  /** The device's own sum. */
  amount: z.number(),
  /** Hours of the day that it speaks for; 24 where it gave the day. */
  hours: z.number().int(),
  /** When the newest of it was computed. */
  computedAt: z.iso.datetime(),
  source: z.string(),
  /** What merging the readings that we have says of the same time. */
  fromReadings: z.number(),
  /** `fromReadings` less `amount`. */
  difference: z.number(),
}).openapi("DeviceAnswer");
export type DeviceAnswer = z.infer<typeof DeviceAnswer>;

export const Provenance = z.object({
  type: TypeCode,
  unit: z.string(),
  on: LocalDay,
  shape: z.enum(["level", "sum", "pair", "night", "event"]),
  /** What is shown for the day; null where there is nothing. */
  shown: z.number().nullable(),
  /**
   * `device`: the device's own total. `device_hours`: its hours, and readings for the rest. `merged`: readings of
   * several sources, each moment counted once. `single`: one source. `average`: all readings of all sources alike.
   * `night`: the source that knows most of the night. `none`: nothing was measured.
   */
  basis: z.enum(["device", "device_hours", "merged", "single", "average", "night", "none"]),
  /** Most believed first. */
  sources: z.array(ProvenanceSource),
  device: DeviceAnswer.nullable(),
}).openapi("Provenance");
export type Provenance = z.infer<typeof Provenance>;

export const RankedSource = ObservationSource.extend({
  count: z.number().int(),
  firstOn: LocalDay,
  lastOn: LocalDay,
}).openapi("RankedSource");
export type RankedSource = z.infer<typeof RankedSource>;

/** Sources of one type, most believed first. */
export const SourceOrder = z.object({
  type: TypeCode,
  /**
   * What the order decides: for sums and times who has a moment, for sleep who speaks for the night (without a
   * choice, the source that knows most of it); for levels nothing, since all readings count alike.
   */
  decides: z.enum(["moments", "nights", "nothing"]),
  /** False: the default order. */
  isChosen: z.boolean(),
  sources: z.array(RankedSource),
}).openapi("SourceOrder");
export type SourceOrder = z.infer<typeof SourceOrder>;

/** An order to choose: source ids, most believed first. An empty one goes back to the default. */
export const ChosenOrder = z.object({
  type: TypeCode,
  order: z.array(z.number().int()).max(500),
}).openapi("ChosenOrder");

export const figureKeys = [
  "usual",
  "spread",
  "weekly_change",
  "in_range",
  "below_range",
  "far_below_range",
  "above_range",
  "far_above_range",
  "home_pressure",
  "worn",
  "days_with_data",
] as const;

/** One derived value: what it is made of, over which days, and who says how. */
export const DerivedFigure = z.object({
  key: z.enum(figureKeys),
  value: z.number(),
  /** Diastolic, for blood pressure. */
  second: z.number().nullable(),
  /** What `value` is in: the type's unit, that unit a week, a share of 0-100, hours, or days. */
  in: z.enum(["unit", "unit_a_week", "percent", "hours", "days"]),
  /** Days with data that it is made of, of so many looked at. */
  days: z.number().int(),
  ofDays: z.number().int(),
  readings: z.number().int().nullable(),
  /** Whether there is as much data as the source asks for. */
  enough: z.boolean(),
  /** Guideline or paper, and year. */
  source: z.string(),
}).openapi("DerivedFigure");
export type DerivedFigure = z.infer<typeof DerivedFigure>;

export const Derived = z.object({ type: TypeCode, unit: z.string(), figures: z.array(DerivedFigure) })
  .openapi("Derived");
export type Derived = z.infer<typeof Derived>;

/** A day on which merged readings and a device's own total are not the same number. */
export const TotalDifference = z.object({
  type: TypeCode,
  display: z.string(),
  kind: z.string(),
  unit: z.string(),
  unitDisplay: z.string(),
  decimals: z.number().int(),
  on: LocalDay,
  shown: z.number(),
  /** The device's own sum. */
  device: z.number(),
  /** Merged readings of the time that the device speaks for. */
  fromReadings: z.number(),
  /** `fromReadings` less `device`. */
  difference: z.number(),
  /** Hours that the device speaks for; 24 where it gave the day. */
  hours: z.number().int(),
  source: z.string(),
}).openapi("TotalDifference");
export type TotalDifference = z.infer<typeof TotalDifference>;

export const Reconciliation = z.object({
  /** When totals were last compared; null: never. */
  checkedAt: z.iso.datetime().nullable(),
  /** How many days of all types together were compared then. */
  compared: z.number().int(),
  /** How many differences there are. */
  total: z.number().int(),
  /** Newest day first. */
  differences: z.array(TotalDifference),
  /** Give this back as `cursor` for the next page; null on the last. */
  next: z.string().nullable(),
}).openapi("Reconciliation");
export type Reconciliation = z.infer<typeof Reconciliation>;
