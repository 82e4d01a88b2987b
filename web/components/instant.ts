/**
 * Instants in words, always with their zone. A reading is shown at the clock where it was measured (its offset),
 * everything else in the clinic's zone. Pure: `now` is given. Runs on the server and in islands alike, so it
 * leans on Intl alone; it compares instants and never does calendar arithmetic.
 */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Accepts ISO 8601 or UTC milliseconds. */
export type Instant = string | number;

function milliseconds(at: Instant): number {
  return typeof at === "number" ? at : Date.parse(at);
}

/** Servers and browsers disagree on which space stands before AM; a plain one hydrates cleanly. */
function plainSpaces(text: string): string {
  return text.replace(/[\u202f\u00a0]/g, " ");
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(at: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  const key = zone + JSON.stringify(options);
  let made = formats.get(key);
  if (made === undefined) {
    formats.set(key, made = new Intl.DateTimeFormat("en-US", { ...options, timeZone: zone }));
  }
  return plainSpaces(made.format(at));
}

/**
 * An offset in minutes as people write it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * assertEquals(offsetText(-360), "UTC−06:00");
 * assertEquals(offsetText(345), "UTC+05:45");
 * ```
 */
export function offsetText(offset: number): string {
  const size = Math.abs(offset);
  const two = (value: number) => String(value).padStart(2, "0");
  return `UTC${offset < 0 ? "−" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** How much of a local time to say. */
export type Precision = "day" | "weekday" | "minute" | "second" | "month" | "clock";

const precisions: Record<Precision, Intl.DateTimeFormatOptions> = {
  clock: { hour: "numeric", minute: "2-digit" },
  second: {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    second: "2-digit",
  },
  minute: { year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
  weekday: { weekday: "short", year: "numeric", month: "short", day: "numeric" },
  day: { year: "numeric", month: "short", day: "numeric" },
  month: { year: "numeric", month: "long" },
};

/** The clock where it was measured, e.g. `Mar 3, 2026, 2:02 PM`; the zone is not in the text. */
export function atOffset(at: Instant, offset: number, precision: Precision = "minute"): string {
  return format(milliseconds(at) + offset * minuteMs, "UTC", precisions[precision]);
}

/** The same with its zone: `Mar 3, 2026, 2:02 PM (UTC−06:00)`. */
export function atOffsetWithZone(at: Instant, offset: number, precision: Precision = "minute"): string {
  return `${atOffset(at, offset, precision)} (${offsetText(offset)})`;
}

/** The clock of an IANA zone with its short name: `Mar 3, 2026, 2:02 PM CST`. */
export function inZone(at: Instant, zone: string, precision: Precision = "minute"): string {
  const withName = precision === "minute" || precision === "second" || precision === "clock";
  return format(milliseconds(at), zone, {
    ...precisions[precision],
    ...(withName ? { timeZoneName: "short" as const } : {}),
  });
}

/**
 * How long ago, roughly and briefly; beyond a month, nothing rough helps, so the answer is null: show the day.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * assertEquals(ago("2026-03-03T12:00:00Z", "2026-03-03T14:10:00Z"), "2 h ago");
 * assertEquals(ago("2026-01-03T12:00:00Z", "2026-03-03T14:10:00Z"), null);
 * ```
 */
export function ago(at: Instant, now: Instant): string | null {
  const elapsed = milliseconds(now) - milliseconds(at);
  if (elapsed < -minuteMs) return null;
  if (elapsed < minuteMs) return "just now";
  if (elapsed < hourMs) return `${Math.floor(elapsed / minuteMs)} min ago`;
  if (elapsed < 2 * dayMs) return `${Math.floor(elapsed / hourMs)} h ago`;
  if (elapsed < 30 * dayMs) return `${Math.floor(elapsed / dayMs)} days ago`;
  return null;
}

/**
 * The local day of a reading beside today's: `Today`, `Yesterday`, or the date (without the year when it is
 * this one). Today is `now` on the reading's own clock.
 */
export function dayName(at: Instant, offset: number, now: Instant): string {
  const local = milliseconds(at) + offset * minuteMs;
  const localNow = milliseconds(now) + offset * minuteMs;
  const days = Math.floor(localNow / dayMs) - Math.floor(local / dayMs);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  const sameYear = format(local, "UTC", { year: "numeric" }) === format(localNow, "UTC", { year: "numeric" });
  return format(local, "UTC", {
    month: "short",
    day: "numeric",
    ...(sameYear ? {} : { year: "numeric" as const }),
  });
}

/** A calendar day (`2019-02-28`) in words, without any zone: `Feb 28, 2019`. */
export function calendarDay(on: string): string {
  return format(Date.parse(`${on}T00:00:00Z`), "UTC", precisions.day);
}
