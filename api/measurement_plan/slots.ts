/**
 * The slots of a measurement plan: which readings at which instants, and in what window a reading counts. Pure; all
 * arithmetic with clocks is Temporal's, so that "7 in the morning" stays seven on the day that clocks change.
 */
import { Temporal } from "temporal-polyfill";
import type { SlotStatus } from "../../schema/measurement_plan.ts";

export interface PlanTimes {
  readonly types: readonly string[];
  /** `HH:MM`, ascending. */
  readonly times: readonly string[];
  readonly startsOn: string;
  readonly days: number;
  readonly timeZone: string;
}

export interface Slot {
  readonly type: string;
  readonly on: string;
  readonly time: string;
  /** UTC ms. */
  readonly at: number;
  /** The window: `from` is in it, `to` is not. */
  readonly from: number;
  readonly to: number;
}

/** A reading counts for the nearest slot, if it is no further away than this. */
const reachMs = 4 * 60 * 60_000;

/**
 * Every slot in order of time. A time that the clocks skip is taken as much later as they jump; one that comes twice
 * is the first of the two.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * // Clocks go forward on 8 March 2026: eight hours lie between 23:00 and 8:00.
 * const slots = planSlots({
 *   types: ["weight"], times: ["08:00", "23:00"], startsOn: "2026-03-07", days: 2, timeZone: "America/Chicago",
 * });
 * assertEquals((slots[2]!.at - slots[1]!.at) / 3_600_000, 8);
 * ```
 */
export function planSlots({ types, times, startsOn, days, timeZone }: PlanTimes): Slot[] {
  const first = Temporal.PlainDate.from(startsOn);
  const moments = Array.from({ length: days }, (_, day) => first.add({ days: day })).flatMap((date) =>
    times.map((time) => ({
      on: date.toString(),
      time,
      at: date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds,
    }))
  );
  return moments.flatMap((moment, index) => {
    const before = moments[index - 1]?.at, after = moments[index + 1]?.at;
    const from = Math.max(moment.at - reachMs, before === undefined ? -Infinity : (before + moment.at) / 2);
    const to = Math.min(moment.at + reachMs, after === undefined ? Infinity : (moment.at + after) / 2);
    return types.map((type) => ({ ...moment, type, from: Math.ceil(from), to: Math.ceil(to) }));
  });
}

/** How a slot stands at `now` (UTC ms) with `found` of `asked` readings. */
export function slotStatus({ from, to }: Slot, found: number, asked: number, now: number): SlotStatus {
  if (found >= asked) return "filled";
  if (now < from) return "later";
  if (now < to) return "open";
  return found > 0 ? "partial" : "missed";
}

/** Whether an IANA zone is known here. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone }).resolvedOptions().timeZone !== "" &&
      /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}

/** The calendar day at an instant (UTC ms) in a zone. */
export function dayIn(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The last day of a plan. */
export function endsOn({ startsOn, days }: Pick<PlanTimes, "startsOn" | "days">): string {
  return Temporal.PlainDate.from(startsOn).add({ days: days - 1 }).toString();
}
