import { assert, assertEquals } from "deno-std/assert/mod.js";
import { sampleChart, vitals } from "../../testing/sample_vitals.ts";
import { stillPaths } from "./still.ts";

Deno.test("stillPaths() draws every shape with finite numbers only", () => {
  for (const { type } of vitals) {
    const paths = stillPaths(sampleChart(type, Date.UTC(2026, 4, 1), Date.UTC(2026, 10, 20)));
    assert(paths.length > 0, type);
    for (const { d } of paths) assertEquals(d.match(/NaN|Infinity|undefined/), null, type);
  }
});

Deno.test("stillPaths() of a chart without data is empty", () => {
  assertEquals(stillPaths(sampleChart(vitals[0]!.type, Date.UTC(2030, 0, 1), Date.UTC(2030, 0, 2))), []);
});
