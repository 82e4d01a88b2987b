/** What people mean by a clock on the wall of a zone, and the instant it was. Daylight saving is Temporal's to know. */
import { Temporal } from "temporal-polyfill";

/**
 * An instant as a date and time field shows it in a zone, to the minute.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * assertEquals(wallClock("2026-03-08T08:30:00Z", "America/Chicago"), "2026-03-08T03:30");
 * ```
 */
export function wallClock(at: string, zone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime().toString({
    smallestUnit: "minute",
  });
}

/**
 * The instant of a wall clock, with its offset; undefined for what is no date and time. A time that the clock skipped
 * in spring is taken an hour later, one that it showed twice in autumn is the first.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * assertEquals(instantOf("2026-03-08T09:30", "America/Chicago"), "2026-03-08T09:30:00-05:00");
 * assertEquals(instantOf("2026-03-08T02:30", "America/Chicago"), "2026-03-08T03:30:00-05:00");
 * assertEquals(instantOf("yesterday", "America/Chicago"), undefined);
 * ```
 */
export function instantOf(local: string, zone: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local)) return undefined;
  try {
    return Temporal.PlainDateTime.from(local, { overflow: "reject" }).toZonedDateTime(zone)
      .toString({ timeZoneName: "never" });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
