import { assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { silenceLimitDays, usualIntervalDays } from "./usual_interval.ts";

const numRuns = Deno.env.has("SOAK") ? 10_000 : 200;

Deno.test("usualIntervalDays() is the median gap, and unmoved by a holiday", () => {
  const daily = Array.from({ length: 40 }, (_, day) => day);
  assertEquals(usualIntervalDays(daily), 1);
  assertEquals(usualIntervalDays(daily.filter((day) => day < 10 || day > 24)), 1);
  assertEquals(usualIntervalDays([0, 2, 4, 6, 8, 10, 13, 16, 19, 22, 25]), 2.5);
  assertEquals(usualIntervalDays(daily.slice(0, 9)), undefined);
});

Deno.test("usualIntervalDays() does not care about order or repetition", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -30, max: 30 }), { maxLength: 60 }), (days) => {
      const again = [...days, ...days].reverse();
      assertEquals(usualIntervalDays(again), usualIntervalDays(days));
    }),
    { numRuns },
  );
});

Deno.test("silenceLimitDays() is never below three days", () => {
  assertEquals(silenceLimitDays(0.5), 3);
  assertEquals(silenceLimitDays(1), 4);
  assertEquals(silenceLimitDays(7), 28);
});
