import { assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { atMinute, livedDays, localDay, minuteAt, offsetAt } from "./local_day.ts";

const chicago = "America/Chicago";
const hour = 3_600_000;
const dayOf = (date: string, zone = chicago) => localDay(Temporal.PlainDate.from(date), zone);

Deno.test("localDay() knows how long a day is where the clocks change", () => {
  const lengths = [
    ["2026-03-07", chicago, 24],
    ["2026-03-08", chicago, 23],
    ["2026-11-01", chicago, 25],
    ["2026-03-08", "Asia/Tokyo", 24],
    ["2026-04-05", "Australia/Lord_Howe", 24.5],
  ] as const;
  for (const [date, zone, hours] of lengths) {
    const day = dayOf(date, zone);
    assertEquals((day.endAt - day.startAt) / hour, hours, `${date} ${zone}`);
  }
});

Deno.test("offsetAt() and atMinute() agree with Temporal at every quarter of an hour", () => {
  for (
    const [date, zone] of [
      ["2026-03-08", chicago],
      ["2026-03-09", chicago],
      ["2026-11-01", chicago],
      ["2026-03-08", "Asia/Tokyo"],
      ["2026-04-05", "Australia/Lord_Howe"],
    ] as const
  ) {
    const day = dayOf(date, zone);
    for (let at = day.startAt; at < day.endAt; at += hour / 4) {
      const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
      assertEquals(offsetAt(day, at), moment.offsetNanoseconds / 60e9, moment.toString());
      assertEquals(minuteAt(day, at), moment.hour * 60 + moment.minute, moment.toString());
    }
    for (let minute = 0; minute < 1440; minute += 15) {
      const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
      const expected = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time });
      assertEquals(atMinute(day, minute), expected.epochMilliseconds, expected.toString());
    }
  }
});

Deno.test("livedDays() covers a year without gap or overlap", () => {
  const first = dayOf("2025-03-10").startAt, last = Date.UTC(2026, 2, 10, 15);
  let at = first, count = 0;
  for (const lived of livedDays([{ fromAt: -Infinity, zone: chicago }], first, last)) {
    assertEquals(lived.fromAt, at);
    at = lived.toAt;
    count++;
  }
  assertEquals(at, last);
  assertEquals(count, 366);
});

Deno.test("livedDays() cuts the days of a journey to the time spent in each zone", () => {
  const leavesAt = Date.UTC(2026, 0, 5, 19), arrivesAt = Date.UTC(2026, 0, 6, 7);
  const lived = [...livedDays(
    [{ fromAt: -Infinity, untilAt: leavesAt, zone: chicago }, { fromAt: arrivesAt, zone: "Asia/Tokyo" }],
    dayOf("2026-01-04").startAt,
    dayOf("2026-01-07", "Asia/Tokyo").endAt,
  )];
  assertEquals(
    lived.map(({ day, fromAt, toAt }) => [day.date, day.zone, (toAt - fromAt) / hour]),
    [
      ["2026-01-04", chicago, 24],
      ["2026-01-05", chicago, 13],
      ["2026-01-06", "Asia/Tokyo", 8],
      ["2026-01-07", "Asia/Tokyo", 24],
    ],
  );
});

Deno.test("on any day of many zones, atMinute() means what Temporal means", () => {
  const zones = [
    chicago,
    "Asia/Tokyo",
    "Asia/Kolkata",
    "Europe/London",
    "Australia/Lord_Howe",
    "America/St_Johns",
  ];
  const anyDate = fc.integer({ min: 0, max: 9_000 }).map((days) =>
    Temporal.PlainDate.from("2012-01-01").add({ days })
  );
  fc.assert(
    fc.property(
      anyDate,
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 1439 }),
      (date, zone, minute) => {
        const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
        const expected = date.toZonedDateTime({ timeZone: zone, plainTime });
        const day = localDay(date, zone);
        assertEquals(atMinute(day, minute), expected.epochMilliseconds);
        assertEquals(offsetAt(day, expected.epochMilliseconds), expected.offsetNanoseconds / 60e9);
      },
    ),
    { numRuns: Deno.env.has("SOAK") ? 100_000 : 200 },
  );
});
