/**
 * How the demo clinic is reached: its rooms, hours and holidays. Nobody is real: numbers are from 555-0100 to 555-0199,
 * addresses at example.org; the apps' pages in the stores are left open.
 */
import type { OpeningHours } from "../../schema/opening_hours.ts";
import type { ClinicAddress } from "../../schema/organization.ts";

const office = [{ from: "08:00", to: "12:00" }, { from: "13:00", to: "17:30" }];
const day = (weekday: number, month: number, nth: number, year: number) =>
  nthWeekday(year, month, weekday, nth).toString();

/** The nth such weekday (1 is Monday) of a month; negative n counts from the month's end. */
function nthWeekday(year: number, month: number, weekday: number, nth: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const last = first.with({ day: first.daysInMonth });
  return nth > 0
    ? first.add({ days: (weekday - first.dayOfWeek + 7) % 7 + 7 * (nth - 1) })
    : last.subtract({ days: (last.dayOfWeek - weekday + 7) % 7 + 7 * (-nth - 1) });
}

/** A practice's holidays in a year and the next, and a short day before Christmas. */
function holidays(year: number): OpeningHours["holidays"] {
  return [year, year + 1].flatMap((year) => [
    { on: `${year}-01-01`, name: "New Year\u2019s Day", hours: [] },
    { on: day(1, 5, -1, year), name: "Memorial Day", hours: [] },
    { on: `${year}-07-04`, name: "Independence Day", hours: [] },
    { on: day(1, 9, 1, year), name: "Labor Day", hours: [] },
    { on: day(4, 11, 4, year), name: "Thanksgiving Day", hours: [] },
    { on: `${year}-12-24`, name: "Christmas Eve", hours: [{ from: "08:00", to: "12:00" }] },
    { on: `${year}-12-25`, name: "Christmas Day", hours: [] },
  ]);
}

/** Columns of the organization beyond its name, as of a calendar day. */
export function clinicContact(today: Temporal.PlainDate) {
  const addresses: ClinicAddress[] = [{
    name: "Main office",
    lines: ["3200 N Broadway", "Suite 210"],
    city: "Chicago",
    state: "IL",
    postalCode: "60657",
    country: "US",
  }];
  const hours: OpeningHours = {
    weekly: {
      mon: office,
      tue: office,
      wed: [{ from: "08:00", to: "12:00" }, { from: "13:00", to: "20:00" }],
      thu: office,
      fri: [{ from: "08:00", to: "12:00" }, { from: "13:00", to: "16:00" }],
      sat: [{ from: "09:00", to: "12:00" }],
      sun: [],
    },
    holidays: holidays(today.year).filter(({ on }) => on >= today.toString()),
  };
  return {
    afterHoursPhone: "(312) 555-0199",
    fax: "(312) 555-0198",
    website: "https://lakeview.example.org/",
    addresses: JSON.stringify(addresses),
    hours: JSON.stringify(hours),
    emergencyPhone: "911",
    emergencyText:
      "Call 911 or go to the nearest emergency department. Do not wait for an answer from the clinic.",
    supportEmail: "app@lakeview.example.org",
  };
}
