import { assert, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import type { Chart } from "../../../schema/observation.ts";
import { nearestPoint, plotOf, pointSpan, yRange } from "./series.ts";

const numRuns = Deno.env.get("SOAK") ? 20_000 : 200;
const day = 86_400_000;

function chartOf(part: Partial<Chart>): Chart {
  const at = part.at ?? [];
  const none = at.map(() => null);
  return {
    type: "T",
    kind: "discrete",
    shape: "level",
    resolution: "day",
    unit: "",
    from: "",
    to: "",
    at,
    offset: at.map(() => 0),
    count: at.map(() => 1),
    min: none,
    average: none,
    max: none,
    last: none,
    coverage: none,
    ...part,
  };
}

Deno.test("plotOf() puts a bucket's point in its middle and a raw reading where it was", () => {
  assertEquals(plotOf(chartOf({ at: [0], average: [5] })).x, [day / 2]);
  assertEquals(plotOf(chartOf({ at: [7], average: [5], resolution: "raw" })).x, [7]);
});

Deno.test("plotOf() opens a hole where days are missing, so that no line crosses it", () => {
  const plot = plotOf(chartOf({ at: [0, day, 9 * day], average: [1, 2, 3] }));
  assertEquals(plot.rows, [0, 1, -1, 2]);
  assertEquals(plot.columns[2], [1, 2, null, 3]);
});

Deno.test("plotOf() draws the average where a band has no edges of its own", () => {
  const plot = plotOf(chartOf({ at: [0], average: [5], resolution: "raw" }));
  assertEquals(plot.columns, [[5], [5], [5]]);
});

Deno.test("plotOf() stacks a night's stages, tallest first, without time in bed", () => {
  const stages = { inBed: [500], awake: [30], rem: [60], core: [240], deep: [60], unspecified: [0] };
  const plot = plotOf(chartOf({ at: [0], shape: "night", average: [6], stages }));
  assertEquals(plot.columns, [[6.5], [6], [6], [5], [1]]);
});

Deno.test("plotOf() shows a night without stages as plain sleep", () => {
  const plot = plotOf(chartOf({ at: [0], shape: "night", average: [6] }));
  assertEquals(plot.columns, [[null], [6], [null], [null], [null]]);
});

const rows = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 4e11 }), fc.option(fc.double({ min: -100, max: 1000, noNaN: true }))),
  { minLength: 1, maxLength: 60 },
).map((given) => given.toSorted((a, b) => a[0] - b[0]));

Deno.test("plotOf() keeps every row once and in order, with columns of equal length and x never falling", () => {
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom("raw" as const, "hour" as const, "day" as const),
      (given, resolution) => {
        const plot = plotOf(
          chartOf({ at: given.map(([at]) => at), average: given.map(([, value]) => value), resolution }),
        );
        assertEquals(plot.rows.filter((row) => row >= 0), given.map((_, index) => index));
        assert(plot.columns.every((column) => column.length === plot.x.length));
        assert(plot.x.every((x, index) => index === 0 || x >= plot.x[index - 1]!));
      },
    ),
    { numRuns },
  );
});

Deno.test("nearestPoint() finds what a search through all points finds, and never a hole", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: -1e11, max: 5e11 }), (given, at) => {
      const plot = plotOf(chartOf({ at: given.map(([start]) => start), average: given.map(() => 1) }));
      const found = nearestPoint(plot, at);
      const best = Math.min(
        ...plot.x.filter((_, index) => plot.rows[index]! >= 0).map((x) => Math.abs(x - at)),
      );
      assert(plot.rows[found]! >= 0);
      assertEquals(Math.abs(plot.x[found]! - at), best);
    }),
    { numRuns },
  );
  assertEquals(nearestPoint({ x: [], rows: [] }, 5), -1);
});

Deno.test("yRange() begins at zero for what adds up and gives levels air", () => {
  assertEquals(yRange("sum", 200, 1000), [0, 1100]);
  assertEquals(yRange("level", 60, 60), [57, 63]);
  assertEquals(yRange("level", 1, 101)[0], 0);
  assertEquals(yRange("level", null, null), [0, 1]);
  assertEquals(yRange("event", 0, 0), [0, 1]);
});

Deno.test("pointSpan() ends a day where the next begins, also on days of 23 and 25 hours", () => {
  for (const hours of [23, 24, 25]) {
    const next = hours * 3_600_000;
    assertEquals(pointSpan(chartOf({ at: [0, next] }), 0), { from: 0, to: next });
  }
  assertEquals(pointSpan(chartOf({ at: [0, 5 * day] }), 0), { from: 0, to: day });
  assertEquals(pointSpan(chartOf({ at: [42], resolution: "raw" }), 0), { from: 42, to: 43 });
});
