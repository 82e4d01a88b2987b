/**
 * When the clinic is open, by the clocks on its walls: no date or offset, the zone stands with the clinic.
 * A range that ends at or before its start ends on the next day, so 22:00–02:00 and round-the-clock can be said.
 */
import { z } from "@hono/zod-openapi";

/** In the order of ISO 8601: Monday is 1. */
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];

const Clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "a time such as 09:00");

export const ClockRange = z.object({ from: Clock, to: Clock }).strict().openapi("ClockRange");
export type ClockRange = z.infer<typeof ClockRange>;

/** In order and apart; only the day's last may run past midnight. */
function apart(ranges: readonly ClockRange[]): boolean {
  return ranges.every(({ from, to }, index) => {
    const next = ranges[index + 1];
    return next === undefined || (to > from && next.from >= to);
  });
}

export const DayHours = z.array(ClockRange).max(4, "at most four ranges a day").refine(
  apart,
  "ranges in order that do not overlap",
);

export const Holiday = z.object({
  on: z.iso.date("a date such as 2026-12-25"),
  name: z.string().trim().min(1, "a name such as Christmas Day").max(60),
  /** Replaces the weekday's; none: closed all day. */
  hours: DayHours,
}).strict().openapi("Holiday");
export type Holiday = z.infer<typeof Holiday>;

export const OpeningHours = z.object({
  weekly: z.object(
    Object.fromEntries(weekdays.map((day) => [day, DayHours])) as Record<Weekday, typeof DayHours>,
  ).strict(),
  holidays: z.array(Holiday).max(60).refine(
    (holidays) => new Set(holidays.map(({ on }) => on)).size === holidays.length,
    "each date once",
  ),
}).strict().openapi("OpeningHours");
export type OpeningHours = z.infer<typeof OpeningHours>;
