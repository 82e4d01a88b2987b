/**
 * Calendar days as a person lives them: where one begins and ends, and what the clock said at each moment.
 *
 * The zone decides once per day; within a day only integers are compared, so a year of samples stays cheap.
 */

/** One calendar day in one zone. Instants are UTC ms. */
export interface LocalDay {
  /** `2026-03-08`. */
  readonly date: string;
  /** Days since 1970-01-01 of the calendar date. */
  readonly number: number;
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number;
  readonly zone: string;
  /** Local midnight, where the zone has one that day. */
  readonly startAt: number;
  /** The next day's beginning. */
  readonly endAt: number;
  /** When the clocks change that day; Infinity on all others. */
  readonly changeAt: number;
  /** Minutes east of UTC before and from `changeAt`. */
  readonly offsetBefore: number;
  readonly offsetAfter: number;
}

const minuteMs = 60_000;
const minutesOf = (moment: Temporal.ZonedDateTime) => Math.round(moment.offsetNanoseconds / 60e9);

/**
 * The day with this date in an IANA zone.
 *
 * @example
 * ```ts
 * import { localDay } from "./local_day.ts";
 * const day = localDay(Temporal.PlainDate.from("2026-03-08"), "America/Chicago");
 * (day.endAt - day.startAt) / 3_600_000; // 23
 * ```
 */
export function localDay(date: Temporal.PlainDate, zone: string): LocalDay {
  const start = date.toZonedDateTime({ timeZone: zone });
  const end = date.add({ days: 1 }).toZonedDateTime({ timeZone: zone });
  const offsetBefore = minutesOf(start), offsetAfter = minutesOf(end);
  const change = offsetBefore === offsetAfter ? null : start.getTimeZoneTransition("next");
  return {
    date: date.toString(),
    number: Math.floor(Date.UTC(date.year, date.month - 1, date.day) / 86_400_000),
    weekday: date.dayOfWeek,
    zone,
    startAt: start.epochMilliseconds,
    endAt: end.epochMilliseconds,
    changeAt: change?.epochMilliseconds ?? Infinity,
    offsetBefore,
    offsetAfter,
  };
}

/** Minutes east of UTC at an instant of the day, or of the hours just before and after it. */
export function offsetAt(day: LocalDay, at: number): number {
  return at < day.changeAt ? day.offsetBefore : day.offsetAfter;
}

/**
 * The instant at which the day's clock shows `minute` minutes after midnight; below 0 is the evening before,
 * from 1,440 on the day after. A time that the clock skips is read with the offset before the change, one that
 * it shows twice is the first.
 */
export function atMinute(day: LocalDay, minute: number): number {
  const midnight = day.number * 86_400_000;
  const early = midnight + (minute - day.offsetBefore) * minuteMs;
  if (early < day.changeAt) return early;
  const late = midnight + (minute - day.offsetAfter) * minuteMs;
  return late >= day.changeAt ? late : early;
}

/** What the day's clock shows at an instant, in minutes after its midnight. */
export function minuteAt(day: LocalDay, at: number): number {
  return at / minuteMs + offsetAt(day, at) - day.number * 1440;
}

/** Where somebody is from an instant on. */
export interface Stay {
  readonly fromAt: number;
  /** When the journey on begins; without it, when the next stay does. */
  readonly untilAt?: number;
  readonly zone: string;
}

/** A local day and the part of it that was spent in its zone. */
export interface LivedDay {
  readonly day: LocalDay;
  readonly fromAt: number;
  readonly toAt: number;
}

/**
 * Every local day from `firstAt` up to `lastAt` along an itinerary (ordered; its first stay begins at or before
 * `firstAt`). Days of a journey appear once per zone, each cut to the time spent there.
 */
export function* livedDays(itinerary: readonly Stay[], firstAt: number, lastAt: number): Iterable<LivedDay> {
  for (const [index, stay] of itinerary.entries()) {
    const fromAt = Math.max(stay.fromAt, firstAt);
    const toAt = Math.min(stay.untilAt ?? itinerary[index + 1]?.fromAt ?? Infinity, lastAt);
    if (fromAt >= toAt) continue;
    let date = Temporal.Instant.fromEpochMilliseconds(fromAt).toZonedDateTimeISO(stay.zone).toPlainDate();
    for (;;) {
      const day = localDay(date, stay.zone);
      if (day.startAt >= toAt) break;
      yield { day, fromAt: Math.max(fromAt, day.startAt), toAt: Math.min(toAt, day.endAt) };
      date = date.add({ days: 1 });
    }
  }
}
