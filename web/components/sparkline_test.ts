import { assert, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { sparkline } from "./sparkline.ts";

const numRuns = Deno.env.get("SOAK") ? 20_000 : 200;
const size = { width: 120, height: 36 };

Deno.test("sparkline() stays inside its box for any values", () => {
  const values = fc.array(fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true })), { maxLength: 40 });
  fc.assert(
    fc.property(values, fc.boolean(), (given, bars) => {
      const { line, last } = sparkline(given, { ...size, bars });
      assertEquals(last === null, given.every((value) => value === null));
      assertEquals(line.match(/NaN|Infinity/), null);
      if (last) assert(last.x >= 0 && last.x <= size.width && last.y >= 0 && last.y <= size.height);
    }),
    { numRuns },
  );
});

Deno.test("sparkline() bridges a week without data and no more", () => {
  const gap = (days: number) => [1, ...Array.from({ length: days }, () => null), 2];
  const runs = (values: (number | null)[]) =>
    sparkline(values, { ...size, bars: false }).line.match(/M/g)?.length;
  assertEquals(runs(gap(6)), 1);
  assertEquals(runs(gap(7)), 2);
});
