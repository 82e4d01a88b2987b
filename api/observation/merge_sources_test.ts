import { assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import type { DeviceTotal, SourceHour } from "./merge_sources.ts";
import { mergeDays, mergeHours } from "./merge_sources.ts";

function hour(hour: number, source: number, amount: number): SourceHour {
  return { hour, source, offset: -300, amount, count: 1, covered: 0.5 };
}
function total(
  period: "hour" | "day",
  bucket: number,
  amount: number,
  computedAt: number,
  source = 1,
): DeviceTotal {
  return { period, bucket, source, offset: -300, amount, computedAt };
}

Deno.test("summing raw samples counts phone and watch twice (ow#1287): the source that says most speaks for an hour", () => {
  const hours = [hour(10, 1, 500), hour(10, 2, 450), hour(11, 1, 20), hour(11, 2, 300)];
  assertEquals(mergeHours(hours).map(({ amount }) => amount), [500, 300]);
  assertEquals(mergeDays(hours).map(({ day, amount, hours }) => [day, amount, hours]), [[0, 800, 2]]);
});

Deno.test("a device's own total wins, the newest computation of all; two devices are never added", () => {
  const totals = [total("hour", 10, 700, 5, 1), total("hour", 10, 650, 9, 2), total("hour", 10, 10, 7, 1)];
  assertEquals(mergeHours([hour(10, 1, 900)], totals).map(({ amount }) => amount), [650]);
  assertEquals(mergeDays([hour(10, 1, 900)], [...totals, total("day", 0, 1_234, 1)])[0]!.amount, 1_234);
});

Deno.test("nothing measured is absent, not zero; days before 1970 and offsets are kept", () => {
  assertEquals(mergeDays([], []), []);
  assertEquals(mergeDays([hour(-1, 1, 5)]).map(({ day, offset }) => [day, offset]), [[-1, -300]]);
});

Deno.test("the order of hours and totals changes nothing", () => {
  const hours = fc.array(
    fc.record({ h: fc.nat(30), s: fc.integer({ min: 1, max: 3 }), a: fc.nat(5) }).map(({ h, s, a }) =>
      hour(h, s, a)
    ),
  );
  const totals = fc.array(
    fc.record({
      d: fc.boolean(),
      b: fc.nat(3),
      a: fc.nat(5),
      at: fc.nat(3),
      s: fc.integer({ min: 1, max: 3 }),
    })
      .map(({ d, b, a, at, s }) => total(d ? "day" : "hour", b, a, at, s)),
  );
  fc.assert(
    fc.property(hours, totals, (hours, totals) => {
      const unique = [...new Map(hours.map((hour) => [`${hour.hour} ${hour.source}`, hour])).values()];
      assertEquals(mergeDays(unique.toReversed(), totals.toReversed()), mergeDays(unique, totals));
    }),
    { numRuns: 200 },
  );
});
