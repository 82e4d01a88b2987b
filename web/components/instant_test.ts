import { assertEquals } from "deno-std/assert/mod.js";
import { ago, atOffset, atOffsetWithZone, calendarDay, dayName, inZone, offsetText } from "./instant.ts";

const now = "2026-11-20T15:30:00Z";

Deno.test("ago() goes from minutes to days and then gives way to the date", () => {
  const cases: [string, string | null][] = [
    ["2026-11-20T15:29:30Z", "just now"],
    ["2026-11-20T15:30:30Z", "just now"],
    ["2026-11-20T15:40:00Z", null],
    ["2026-11-20T15:18:00Z", "12 min ago"],
    ["2026-11-20T14:30:00Z", "1 h ago"],
    ["2026-11-18T15:31:00Z", "47 h ago"],
    ["2026-11-18T15:30:00Z", "2 days ago"],
    ["2026-10-20T15:30:00Z", null],
  ];
  for (const [at, expected] of cases) assertEquals(ago(at, now), expected, at);
});

Deno.test("inZone() names the zone in force, before and after the clock changes", () => {
  assertEquals(inZone("2026-11-01T06:30:00Z", "America/Chicago"), "Nov 1, 2026, 1:30 AM CDT");
  assertEquals(inZone("2026-11-01T07:30:00Z", "America/Chicago"), "Nov 1, 2026, 1:30 AM CST");
  assertEquals(inZone("2026-03-29T01:00:00Z", "Europe/Berlin"), "Mar 29, 2026, 3:00 AM GMT+2");
});

Deno.test("atOffset() shows the clock where it was measured, whoever reads", () => {
  assertEquals(atOffset("2026-11-20T23:30:00Z", 330), "Nov 21, 2026, 5:00 AM");
  assertEquals(atOffsetWithZone("2026-11-20T23:30:00Z", -600, "day"), "Nov 20, 2026 (UTC−10:00)");
});

Deno.test("offsetText() writes half hours and zero", () => {
  assertEquals([0, 330, -210, 840].map(offsetText), ["UTC+00:00", "UTC+05:30", "UTC−03:30", "UTC+14:00"]);
});

Deno.test("dayName() counts days on the reading's own clock", () => {
  // In Chicago it is still the 19th at 03:00 UTC on the 20th.
  assertEquals(dayName("2026-11-20T03:00:00Z", -360, now), "Yesterday");
  assertEquals(dayName("2026-11-20T03:00:00Z", 0, now), "Today");
  assertEquals(dayName("2026-03-01T12:00:00Z", 0, now), "Mar 1");
  assertEquals(dayName("2025-03-01T12:00:00Z", 0, now), "Mar 1, 2025");
});

Deno.test("calendarDay() has no zone to be shifted by", () =>
  assertEquals(calendarDay("2019-02-28"), "Feb 28, 2019"));
