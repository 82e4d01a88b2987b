import { assert, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { pressureAverage, type PressureReading } from "./pressure_average.ts";

const numRuns = Deno.env.has("SOAK") ? 10_000 : 200;
const reading = (day: number, systolic: number, diastolic: number): PressureReading => ({
  on: `2026-05-0${day}`,
  systolic,
  diastolic,
});

Deno.test("pressureAverage() leaves the first day out and averages every other reading alike", () => {
  const week = [1, 2, 3, 4, 5, 6, 7].flatMap((day) => [
    reading(day, day === 1 ? 200 : 130, 80),
    reading(day, day === 1 ? 200 : 126, 84),
  ]);
  assertEquals(pressureAverage(week), {
    systolic: 128,
    diastolic: 82,
    readings: 12,
    days: 6,
    daysNeeded: 3,
  });
});

Deno.test("pressureAverage() gives no figure before three days, and says how far it is", () => {
  assertEquals(pressureAverage([]).systolic, null);
  const two = pressureAverage([reading(1, 120, 80), reading(2, 122, 82), reading(2, 124, 82)]);
  assertEquals([two.systolic, two.diastolic, two.readings, two.days], [null, null, 2, 1]);
});

Deno.test("pressureAverage() does not care about order and stays between the extremes", () => {
  const readings = fc.array(
    fc.record({
      on: fc.integer({ min: 1, max: 9 }).map((day) => `2026-05-0${day}`),
      systolic: fc.integer({ min: 60, max: 250 }),
      diastolic: fc.integer({ min: 30, max: 150 }),
    }),
    { minLength: 1, maxLength: 40 },
  );
  fc.assert(
    fc.property(readings, (list) => {
      const one = pressureAverage(list), other = pressureAverage(list.toReversed());
      assertEquals(one.readings, other.readings);
      assert(Math.abs((one.systolic ?? 0) - (other.systolic ?? 0)) < 1e-9);
      if (one.systolic !== null) {
        const systolics = list.map(({ systolic }) => systolic);
        assert(one.systolic >= Math.min(...systolics) && one.systolic <= Math.max(...systolics));
      }
    }),
    { numRuns },
  );
});
