import { assert, assertAlmostEquals, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { baselineBefore, dayToCompare, median, trendOn } from "./baseline.ts";
import { homePressure, pressureDays, type PressureReading } from "./home_blood_pressure.ts";
import { weeklySlope } from "./resting_trend.ts";
import { timeInRange } from "./time_in_range.ts";
import { wearTime } from "./wear_time.ts";

const numRuns = Deno.env.get("SOAK") ? 10_000 : 200;
const days = (values: readonly (number | null)[], first = 0) =>
  new Map(values.flatMap((value, index) => value === null ? [] : [[first + index, value] as const]));

Deno.test("median() has as many numbers below as above, in any order", () => {
  assertEquals([median([3]), median([4, 2]), median([9, 1, 5]), median([])], [3, 3, 5, NaN]);
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const middle = median(values);
      assert(values.filter((value) => value < middle).length <= values.length / 2);
      assert(values.filter((value) => value > middle).length <= values.length / 2);
      assertEquals(median(values.toReversed()), middle);
    }),
    { numRuns },
  );
});

Deno.test("a baseline is robust to gaps and to a few wild days, and needs two weeks", () => {
  const usual = Array.from({ length: 60 }, (_, i) => 60 + i % 5);
  assertEquals(baselineBefore(days(usual), 60), { median: 62, spread: 1.4826, days: 60 });
  const wild = usual.map((value, i) => i % 7 === 0 ? 900 : value);
  assertAlmostEquals(baselineBefore(days(wild), 60)!.median, 62, 1);
  const gaps = usual.map((value, i) => i % 3 === 0 ? value : null);
  assertEquals([baselineBefore(days(gaps), 60)!.median, baselineBefore(days(gaps), 60)!.days], [62, 20]);
  assertEquals(baselineBefore(days(usual.slice(0, 13)), 13), undefined);
  // Older than 60 days is another time.
  assertEquals(baselineBefore(days(usual), 120), undefined);
});

Deno.test("a baseline does not move with up to two fifths of its days being anything at all", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9_999, max: 9_999 }), { maxLength: 24 }), (odd) => {
      const values = Array.from({ length: 60 }, (_, i) => odd[i] ?? 70 + i % 3);
      const { median, spread } = baselineBefore(days(values), 60)!;
      assert(median >= 70 && median <= 72, String(median));
      assert(spread <= 1.4826 * 2 + 1e-9, String(spread));
    }),
    { numRuns },
  );
});

Deno.test("a day is above or below only beyond the person's own spread, and beyond what is shown", () => {
  const usual = Array.from({ length: 60 }, (_, i) => 60 + i % 5);
  const on = (value: number, decimals = 0) => trendOn(days([...usual, value]), 60, decimals)?.direction;
  assertEquals([on(66), on(58), on(63), on(62)], ["above", "below", "usual", "usual"]);
  const still = Array.from({ length: 60 }, () => 80);
  const same = (value: number, decimals: number) => trendOn(days([...still, value]), 60, decimals)?.direction;
  assertEquals([same(80.2, 0), same(80.2, 1)], ["usual", "above"]);
  assertEquals(trendOn(days([...usual, 66]), 60, 0)?.deviation, 4);
  assertEquals(trendOn(days(usual), 60, 0), undefined);
});

Deno.test("a day that is not over is not compared where days have many readings", () => {
  const values = days([1, 2, 3], 98);
  assertEquals([dayToCompare(values, 100, 1), dayToCompare(values, 100, 50)], [100, 99]);
  assertEquals([dayToCompare(values, 113, 1), dayToCompare(values, 114, 1)], [100, undefined]);
});

Deno.test("weeklySlope() follows the line and not the odd days", () => {
  const line = Array.from({ length: 40 }, (_, day) => 60 + day / 14);
  assertAlmostEquals(weeklySlope(days(line))!, 0.5, 1e-9);
  const odd = line.map((value, i) => i % 10 === 3 ? 200 : i % 4 === 1 ? null : value);
  assertAlmostEquals(weeklySlope(days(odd))!, 0.5, 0.1);
  assertEquals(weeklySlope(days(line.slice(0, 13))), undefined);
});

Deno.test("timeInRange() has the consensus's bounds, whole numbers on both sides", () => {
  const at = (value: number) => {
    const { inRange, low, veryLow, high, veryHigh } = timeInRange([value], 300)!;
    return [inRange, low, veryLow, high, veryHigh];
  };
  assertEquals(at(53), [0, 1, 1, 0, 0]);
  assertEquals(at(54), [0, 1, 0, 0, 0]);
  assertEquals(at(69), [0, 1, 0, 0, 0]);
  assertEquals(at(70), [1, 0, 0, 0, 0]);
  assertEquals(at(180), [1, 0, 0, 0, 0]);
  assertEquals(at(181), [0, 0, 0, 1, 0]);
  assertEquals(at(250), [0, 0, 0, 1, 0]);
  assertEquals(at(251), [0, 0, 0, 1, 1]);
  assertEquals([timeInRange([], 0), timeInRange([100], 235)!.enough, timeInRange([100], 236)!.enough], [
    undefined,
    false,
    true,
  ]);
});

Deno.test("timeInRange() shares add up to everything", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 20, max: 500, noNaN: true }), { minLength: 1 }), (readings) => {
      const { inRange, low, high, veryLow, veryHigh } = timeInRange(readings, 336)!;
      assertAlmostEquals(inRange + low + high, 1, 1e-9);
      assert(veryLow <= low && veryHigh <= high);
    }),
    { numRuns },
  );
});

function measured(day: number, ...pairs: [number, number][]): PressureReading[] {
  return pairs.map(([systolic, diastolic]) => ({ day, systolic, diastolic }));
}

Deno.test("homePressure() leaves out the first day and averages all other readings alike", () => {
  const week = [1, 2, 3, 4, 5, 6, 7].flatMap((day) =>
    measured(day, ...Array.from({ length: 4 }, (): [number, number] => day === 1 ? [180, 110] : [130, 80]))
  );
  assertEquals(homePressure(week), {
    systolic: 130,
    diastolic: 80,
    days: 6,
    readings: 24,
    firstDay: 2,
    lastDay: 7,
    leftOutFirstDay: true,
    enough: true,
  });
  // Uneven days: readings count alike, not days.
  const uneven = [
    ...measured(1, [100, 60]),
    ...measured(2, [120, 70], [120, 70], [120, 70]),
    ...measured(3, [140, 90]),
  ];
  assertEquals(homePressure(uneven)?.systolic, 120);
  assertEquals([homePressure(uneven)?.leftOutFirstDay, homePressure(uneven)?.enough], [false, false]);
});

Deno.test("homePressure() is never one reading, and never older than the newest week", () => {
  assertEquals([homePressure([]), homePressure(measured(3, [150, 95]))], [undefined, undefined]);
  const old = [...measured(1, [200, 120]), ...measured(20, [120, 80], [124, 82])];
  assertEquals([homePressure(old)?.systolic, homePressure(old)?.days], [122, 1]);
  assertEquals(pressureDays(old).map(({ day, systolic, readings }) => [day, systolic, readings]), [
    [1, 200, 1],
    [20, 122, 2],
  ]);
});

Deno.test("wearTime() means days that have data, and counts valid ones by ten hours", () => {
  assertEquals(wearTime(days([24, 10, 9, 0]), 14), { hoursADay: 43 / 3, days: 3, validDays: 2, ofDays: 14 });
  assertEquals(wearTime(new Map(), 14), undefined);
});
