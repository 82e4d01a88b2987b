import { assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { instantOf, wallClock } from "./wall_clock.ts";

Deno.test("instantOf() and wallClock() agree on every minute, in zones with and without summer time", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2000, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 }),
      fc.constantFrom("America/Chicago", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"),
      (minute, zone) => {
        const local = wallClock(new Date(minute * 60_000).toISOString(), zone);
        const instant = instantOf(local, zone)!;
        assertEquals(wallClock(new Date(instant).toISOString(), zone), local);
      },
    ),
    { numRuns: Deno.env.has("SOAK") ? 10_000 : 200 },
  );
});

Deno.test("instantOf() takes the hour shown twice for the first, and refuses what is no time", () => {
  assertEquals(instantOf("2026-11-01T01:30", "America/Chicago"), "2026-11-01T01:30:00-05:00");
  for (const wrong of ["", "2026-02-30T10:00", "2026-03-10", "2026-03-10T25:00", "2026-03-10T10:00Z"]) {
    assertEquals(instantOf(wrong, "America/Chicago"), undefined, wrong);
  }
});
