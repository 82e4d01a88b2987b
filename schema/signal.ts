/**
 * Signals: what a clinic wants to be told of, as data, and what was found.
 *
 * A rule looks at one value a day. It says which days count (enough readings, enough of the day covered), what makes
 * a day one of those looked for, and how many of the last days must be so. A signal is the stretch of days for
 * which a rule held, with the values behind it. Nothing here is a diagnosis or an alarm: nobody is called.
 */
import { z } from "@hono/zod-openapi";
import { healthType } from "./health_types.ts";

/** Whether days of a type can be compared: a level, an amount, time spent, or a pair of pressures. */
export function isComparable(code: string): boolean {
  const type = healthType(code);
  return type !== undefined && (type.kind === "discrete" || type.kind === "cumulative" ||
    type.kind === "interval" || code === "HKCorrelationTypeIdentifierBloodPressure");
}

/** Typed text of one or more lines: no control or invisible direction characters but line breaks. */
const printable = /^(?:\n|[^\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff])+$/u;
export const NoteText = z.string().trim().min(1, "some text").max(1_000, "at most 1,000 characters")
  .regex(printable, "letters that can be seen");

const side = z.enum(["above", "below"]);
const amount = z.number().min(0).max(1_000_000);

/**
 * What makes a day one of those looked for.
 * - `threshold`: its value is beyond `value`, or for blood pressure systolic beyond `value` or diastolic beyond
 *   `second`.
 * - `change`: it lies more than `by` above the lowest (below the highest) of the `withinDays` days before it.
 * - `baseline`: it lies more than `by` beyond the median of the patient's own `baselineDays` days before the window,
 *   of which at least `minBaselineDays` must count.
 * - `missing`: it has no value, and at least `minBaselineDays` of the `baselineDays` days before the window had one.
 */
export const SignalCondition = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("threshold"),
    is: side,
    value: z.number().min(-1_000).max(1_000_000),
    second: z.number().min(0).max(1_000).optional(),
  }).strict(),
  z.object({
    kind: z.literal("change"),
    is: side,
    by: amount,
    withinDays: z.number().int().min(1).max(30),
  }).strict(),
  z.object({
    kind: z.literal("baseline"),
    is: side,
    by: amount,
    baselineDays: z.number().int().min(7).max(180),
    minBaselineDays: z.number().int().min(3).max(180),
  }).strict(),
  z.object({
    kind: z.literal("missing"),
    baselineDays: z.number().int().min(7).max(180),
    minBaselineDays: z.number().int().min(1).max(180),
  }).strict(),
]);
export type SignalCondition = z.infer<typeof SignalCondition>;

export const SignalRuleDefinition = z.object({
  title: z.string().trim().min(1, "a title").max(80).regex(printable, "letters that can be seen")
    .refine((text) => !text.includes("\n"), "one line"),
  /** HealthKit identifier. */
  metric: z.string().max(128).refine(isComparable, "a type whose days can be compared"),
  /** Which value of the day: its mean (or sum, or hours asleep), or its lowest or highest reading. */
  statistic: z.enum(["average", "lowest", "highest"]),
  condition: SignalCondition,
  /** On at least `days` of the last `ofDays` days, today included where the day can be judged before it ends. */
  days: z.number().int().min(1).max(30),
  ofDays: z.number().int().min(1).max(30),
  /** Readings that a day needs to count. */
  minReadings: z.number().int().min(1).max(1_000),
  /** Hours with data that a day needs to count, 0–24. */
  minHours: z.number().int().min(0).max(24),
  /** The stretch ends when the rule held on none of this many days; what comes later is a new signal. */
  clearsAfterDays: z.number().int().min(1).max(60),
}).strict().superRefine((rule, context) => {
  const say = (path: (string | number)[], message: string) =>
    context.addIssue({ code: "custom", path, message });
  if (rule.days > rule.ofDays) say(["days"], "at most as many as ofDays");
  const { condition } = rule;
  if ("minBaselineDays" in condition && condition.minBaselineDays > condition.baselineDays) {
    say(["condition", "minBaselineDays"], "at most as many as baselineDays");
  }
  if (condition.kind === "threshold" && condition.second !== undefined) {
    if (rule.metric !== "HKCorrelationTypeIdentifierBloodPressure") {
      say(["condition", "second"], "for blood pressure only");
    }
  }
}).openapi("SignalRuleDefinition");
export type SignalRuleDefinition = z.infer<typeof SignalRuleDefinition>;

/** Who said so, from the least to the most specific. */
export const ruleLevels = ["default", "clinic", "practitioner", "patient"] as const;
export type RuleLevel = (typeof ruleLevels)[number];

/** A rule's name, the same at every level. */
export const RuleKey = z.string().regex(/^[a-z0-9_]{3,40}$/, "a rule's key");

export const SignalRule = z.object({
  key: RuleKey,
  /** The most specific level that says something. */
  level: z.enum(ruleLevels),
  enabled: z.boolean(),
  definition: SignalRuleDefinition,
  /** Who set it, and when; null for what ships. */
  author: z.string().nullable(),
  setAt: z.iso.datetime().nullable(),
}).openapi("SignalRule");
export type SignalRule = z.infer<typeof SignalRule>;

export const SignalRules = z.object({ rules: z.array(SignalRule) }).openapi("SignalRules");
export type SignalRules = z.infer<typeof SignalRules>;

const Override = z.object({ enabled: z.boolean(), definition: SignalRuleDefinition }).strict();

/** Sets a rule for the clinic or for the caller's own patients; `null` withdraws what that level says. */
export const SetSignalRule = z.object({
  /** Absent: a new rule of the clinic's own. */
  key: RuleKey.optional(),
  level: z.enum(["clinic", "practitioner"]),
  override: Override.nullable(),
}).strict().openapi("SetSignalRule");
export type SetSignalRule = z.infer<typeof SetSignalRule>;

/** Sets a rule for one patient. */
export const SetPatientSignalRule = z.object({ key: RuleKey, override: Override.nullable() }).strict()
  .openapi("SetPatientSignalRule");
export type SetPatientSignalRule = z.infer<typeof SetPatientSignalRule>;

/** One day behind a signal. */
export const SignalDay = z.object({
  on: z.iso.date(),
  /** In the metric's unit; null where nothing was measured. */
  value: z.number().nullable(),
  /** Diastolic. */
  second: z.number().nullable(),
  readings: z.number().int(),
  /** Hours of the day that have data. */
  hours: z.number().int(),
  /** Whether the day had enough readings and hours to count. */
  counts: z.boolean(),
  /** Whether it is one of those looked for. */
  meets: z.boolean(),
}).openapi("SignalDay");
export type SignalDay = z.infer<typeof SignalDay>;

export const signalStatuses = ["open", "snoozed", "done"] as const;
export type SignalStatus = (typeof signalStatuses)[number];
export const signalActions = ["raise", "clear", "acknowledge", "snooze", "comment", "reopen"] as const;

export const SignalEvent = z.object({
  at: z.iso.datetime(),
  action: z.enum(signalActions),
  /** Null: found by the evaluation itself. */
  who: z.string().nullable(),
  note: z.string().nullable(),
  until: z.iso.date().nullable(),
}).openapi("SignalEvent");
export type SignalEvent = z.infer<typeof SignalEvent>;

export const Signal = z.object({
  id: z.string(),
  patient: z.object({ id: z.string(), name: z.string() }),
  rule: RuleKey,
  /** The rule as it was when it last held. */
  definition: SignalRuleDefinition,
  display: z.string(),
  unitDisplay: z.string(),
  decimals: z.number().int(),
  /** A snooze that has run out is open. */
  status: z.enum(signalStatuses),
  snoozedUntil: z.iso.date().nullable(),
  startedOn: z.iso.date(),
  lastMetOn: z.iso.date(),
  /** Since when the rule no longer holds; null while it does. */
  clearedAt: z.iso.datetime().nullable(),
  raisedAt: z.iso.datetime(),
  /** The patient's own median, where the rule compares with it. */
  baseline: z.number().nullable(),
  /** Oldest first. */
  days: z.array(SignalDay),
  /** Oldest first. */
  events: z.array(SignalEvent),
}).openapi("Signal");
export type Signal = z.infer<typeof Signal>;

export const SignalPage = z.object({
  signals: z.array(Signal),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
  /** How many there are under each filter. */
  counts: z.object({ open: z.number().int(), snoozed: z.number().int(), done: z.number().int() }),
}).openapi("SignalPage");
export type SignalPage = z.infer<typeof SignalPage>;

/** What a clinician does with a signal. A snooze ends on `until`, a day of the clinic's calendar after today. */
export const SignalAction = z.discriminatedUnion("action", [
  z.object({ action: z.literal("acknowledge"), note: NoteText.optional() }).strict(),
  z.object({ action: z.literal("snooze"), until: z.iso.date(), note: NoteText.optional() }).strict(),
  z.object({ action: z.literal("comment"), note: NoteText }).strict(),
  z.object({ action: z.literal("reopen"), note: NoteText.optional() }).strict(),
]).openapi("SignalAction");
export type SignalAction = z.infer<typeof SignalAction>;

export const SignalParam = z.object({
  patient: z.string().min(1).max(40),
  signal: z.string().min(1).max(40),
});
