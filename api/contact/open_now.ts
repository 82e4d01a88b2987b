/**
 * Whether the clinic is open, from its opening hours and its zone. Pure: now is given. Every wall time is resolved on
 * its own date, so days on which clocks change are right.
 */
import { Temporal } from "temporal-polyfill";
import type { OpenNow } from "../../schema/contact.ts";
import { type ClockRange, type OpeningHours, weekdays } from "../../schema/opening_hours.ts";

/** How far ahead the next opening is looked for. */
const lookAheadDays = 14;

interface Span {
  from: number;
  to: number;
}

/** A wall time that a clock skips is the moment it skips to; one that comes twice is its first. */
function at(day: Temporal.PlainDate, clock: string, zone: string): number {
  return day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(clock) }).epochMilliseconds;
}

function spanOf(day: Temporal.PlainDate, { from, to }: ClockRange, zone: string): Span {
  return { from: at(day, from, zone), to: at(to > from ? day : day.add({ days: 1 }), to, zone) };
}

/** What is open on a date: the holiday's hours, or the weekday's. */
function rangesOn({ weekly, holidays }: OpeningHours, day: Temporal.PlainDate): readonly ClockRange[] {
  const holiday = holidays.find(({ on }) => on === day.toString());
  return holiday ? holiday.hours : weekly[weekdays[day.dayOfWeek - 1]!];
}

/**
 * Open or not at `now` (UTC ms), and when that changes next. A range that runs past midnight belongs to the day it
 * began on, so a holiday after it does not cut it short. Ranges that touch are one.
 */
export function openNow(hours: OpeningHours, zone: string, now: number): OpenNow {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const spans: Span[] = [];
  for (let days = -1; days <= lookAheadDays; days++) {
    const day = today.add({ days });
    for (const range of rangesOn(hours, day)) {
      const span = spanOf(day, range, zone);
      const last = spans.at(-1);
      // A range within an hour that the clocks skip is no time at all.
      if (span.to <= span.from) continue;
      if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
      else spans.push(span);
    }
  }
  const next = spans.find(({ to }) => to > now);
  const open = next !== undefined && next.from <= now;
  const changesAt = next && (open ? next.to : next.from);
  // Open around the clock for as far as one looks: nothing changes.
  const always = open && next.to - now > lookAheadDays * 86_400_000;
  return {
    open,
    changesAt: changesAt === undefined || always ? null : new Date(changesAt).toISOString(),
    holiday: hours.holidays.find(({ on }) => on === today.toString())?.name ?? null,
  };
}
