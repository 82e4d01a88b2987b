import { assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import type { ClockRange, OpeningHours } from "../../schema/opening_hours.ts";
import { openNow } from "./open_now.ts";

const chicago = "America/Chicago", berlin = "Europe/Berlin";
const range = (from: string, to: string): ClockRange => ({ from, to });
const office = [range("09:00", "12:00"), range("13:00", "17:00")];

function hours(
  weekly: Partial<OpeningHours["weekly"]> = {},
  holidays: OpeningHours["holidays"] = [],
): OpeningHours {
  return { weekly: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [], ...weekly }, holidays };
}
const weekdaysOnly = hours({ mon: office, tue: office, wed: office, thu: office, fri: office });

/** As `open until …` or `closed until …`, in UTC. */
function say(at: OpeningHours, zone: string, instant: string): string {
  const { open, changesAt, holiday } = openNow(at, zone, Date.parse(instant));
  return `${open ? "open" : "closed"} until ${changesAt?.slice(0, 16) ?? "whenever"}${
    holiday ? ` (${holiday})` : ""
  }`;
}

Deno.test("openNow() knows the lunch break, the evening, the weekend, and both edges of a range", () => {
  const cases: [string, string][] = [
    // Tuesday 2026-03-10: Chicago is five hours behind UTC.
    ["2026-03-10T13:59:59.999Z", "closed until 2026-03-10T14:00"],
    ["2026-03-10T14:00:00Z", "open until 2026-03-10T17:00"],
    ["2026-03-10T16:59:59Z", "open until 2026-03-10T17:00"],
    ["2026-03-10T17:00:00Z", "closed until 2026-03-10T18:00"],
    ["2026-03-10T18:00:00Z", "open until 2026-03-10T22:00"],
    ["2026-03-10T22:00:00Z", "closed until 2026-03-11T14:00"],
    ["2026-03-13T23:00:00Z", "closed until 2026-03-16T14:00"],
  ];
  for (const [instant, said] of cases) assertEquals(say(weekdaysOnly, chicago, instant), said, instant);
});

Deno.test("openNow() opens by the clock on the wall on days when it changes", () => {
  const sundays = hours({ sun: [range("09:00", "12:00")] });
  // Spring: Chicago on March 8, Berlin on March 29, 2026. Autumn: November 1 and October 25.
  assertEquals(say(sundays, chicago, "2026-03-08T13:30:00Z"), "closed until 2026-03-08T14:00");
  assertEquals(say(sundays, chicago, "2026-03-01T14:30:00Z"), "closed until 2026-03-01T15:00");
  assertEquals(say(sundays, chicago, "2026-11-01T14:30:00Z"), "closed until 2026-11-01T15:00");
  assertEquals(say(sundays, berlin, "2026-03-29T06:59:00Z"), "closed until 2026-03-29T07:00");
  assertEquals(say(sundays, berlin, "2026-10-25T07:30:00Z"), "closed until 2026-10-25T08:00");
});

Deno.test("openNow() makes the night that skips an hour shorter, and the one that repeats it longer", () => {
  const nights = hours({ sat: [range("22:00", "06:00")] });
  assertEquals(say(nights, chicago, "2026-03-08T08:30:00Z"), "open until 2026-03-08T11:00");
  assertEquals(say(nights, chicago, "2026-11-01T07:30:00Z"), "open until 2026-11-01T12:00");
  // 02:30 is no time on March 8; it is 03:30 instead. A range within the skipped hour never is.
  const skipped = hours({ sun: [range("02:00", "02:45")] });
  assertEquals(say(skipped, chicago, "2026-03-08T06:00:00Z"), "closed until 2026-03-08T08:00");
});

Deno.test("openNow() lets a holiday stand in for its date in the clinic's zone, and no further", () => {
  const holidays = [
    { on: "2026-11-26", name: "Thanksgiving Day", hours: [] },
    { on: "2026-12-24", name: "Christmas Eve", hours: [range("09:00", "12:00")] },
  ];
  const at = { ...weekdaysOnly, holidays };
  assertEquals(
    say(at, chicago, "2026-11-26T16:00:00Z"),
    "closed until 2026-11-27T15:00 (Thanksgiving Day)",
  );
  // Late on Wednesday in Chicago it is the holiday already in UTC.
  assertEquals(say(at, chicago, "2026-11-26T03:00:00Z"), "closed until 2026-11-27T15:00");
  assertEquals(say(at, chicago, "2026-12-24T16:00:00Z"), "open until 2026-12-24T18:00 (Christmas Eve)");
  assertEquals(say(at, chicago, "2026-12-24T20:00:00Z"), "closed until 2026-12-25T15:00 (Christmas Eve)");
  // A night that began before the holiday is not cut short by it.
  const nights = hours({ wed: [range("20:00", "02:00")], thu: office }, holidays);
  assertEquals(
    say(nights, chicago, "2026-11-26T07:00:00Z"),
    "open until 2026-11-26T08:00 (Thanksgiving Day)",
  );
});

Deno.test("openNow() says when nothing changes: never open, and always", () => {
  assertEquals(say(hours(), chicago, "2026-03-10T15:00:00Z"), "closed until whenever");
  const day = [range("00:00", "00:00")];
  const always = hours({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day });
  assertEquals(say(always, berlin, "2026-03-29T00:30:00Z"), "open until whenever");
});

Deno.test("openNow() changes its answer exactly when it said it would", () => {
  const minute = fc.integer({ min: 0, max: 24 * 4 - 1 }).map((quarter) =>
    `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String(quarter % 4 * 15).padStart(2, "0")}`
  );
  const day = fc.uniqueArray(minute, { minLength: 0, maxLength: 4 }).map((clocks) => {
    const sorted = clocks.toSorted();
    return sorted.flatMap((from, index) =>
      index % 2 === 0 && sorted[index + 1] ? [range(from, sorted[index + 1]!)] : []
    );
  });
  const weekly = fc.record({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day });
  const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
  fc.assert(
    fc.property(
      weekly,
      fc.constantFrom(chicago, berlin, "Australia/Lord_Howe"),
      instant,
      (week, zone, now) => {
        const at = hours(week);
        const { open, changesAt } = openNow(at, zone, now);
        if (changesAt === null) return;
        const change = Date.parse(changesAt);
        assertEquals(change > now, true);
        assertEquals(openNow(at, zone, change - 1).open, open, "until then");
        assertEquals(openNow(at, zone, change).open, !open, "from then on");
      },
    ),
    { numRuns: Deno.env.has("SOAK") ? 5_000 : 200 },
  );
});
