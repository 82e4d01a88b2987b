import { assert, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { barWidths } from "./bars.ts";

const numRuns = Deno.env.get("SOAK") ? 20_000 : 200;

Deno.test("barWidths() never lets two bars touch, and only close neighbours are thinner", () => {
  const points = fc.uniqueArray(fc.integer({ min: 0, max: 1e6 }), { maxLength: 40 })
    .map((given) => given.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 1e5 }), (x, bucket) => {
      const widths = barWidths(x, bucket);
      widths.forEach((width, index) => {
        assert(width > 0 && width <= bucket);
        const next = x[index + 1];
        if (next !== undefined) assert(x[index]! + width / 2 < next - widths[index + 1]! / 2);
      });
    }),
    { numRuns },
  );
});

Deno.test("barWidths() of a day of travel leaves the other days as wide as they are", () => {
  const day = 24;
  assertEquals(barWidths([0, day, 2 * day, 2 * day + 10, 3 * day + 10], day), [
    18,
    18,
    7.5,
    7.5,
    18,
  ]);
});
