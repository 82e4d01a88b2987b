import { assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { dayMs, hourMs } from "./local_time.ts";
import type { SleepSample } from "./nights.ts";
import { nightOf, sleepCodes } from "./nights.ts";

const watch = 1, phone = 2;
/** Monday 2026-03-09, Chicago, the morning after the clocks went forward; hours count from its midnight. */
const day = Date.UTC(2026, 2, 9) / dayMs;
function sample(from: number, to: number, code: number, source = watch, offset = -300): SleepSample {
  const midnight = day * dayMs - offset * 60_000;
  return { start: midnight + from * hourMs, end: midnight + to * hourMs, offset, code, source };
}
const { inBed, unspecified, awake, core, deep, rem } = sleepCodes;

Deno.test("generic sleep over stages does not double the night (SparkyFitness PR#1016: 13 h 37 for 6 h 49)", () => {
  const stages = [sample(-1, 2, core), sample(2, 3, deep), sample(3, 3.5, awake), sample(3.5, 6, rem)];
  const night = nightOf(day, [
    ...stages,
    sample(-1, 6, unspecified),
    sample(-1.2, 6.1, unspecified, phone),
    sample(-1.5, 6.5, inBed, phone),
  ])!;
  assertEquals(
    [night.core, night.deep, night.rem, night.awake, night.unspecified].map((minutes) => minutes / 60),
    [3, 1, 2.5, 0.5, 0],
  );
  assertEquals(night.source, watch);
  // The watch does not say when one lay down; the phone does.
  assertEquals(night.inBed, 8 * 60);
});

Deno.test("generic sleep counts where no stage is", () => {
  const night = nightOf(day, [sample(0, 6, unspecified), sample(2, 3, deep)])!;
  assertEquals([night.deep, night.unspecified], [60, 300]);
});

Deno.test("a night belongs to the local day it ends on, by its own offset", () => {
  const samples = [sample(-2, 5, core)];
  assertEquals(nightOf(day - 1, samples), undefined);
  assertEquals(nightOf(day, samples)!.core, 7 * 60);
  assertEquals(nightOf(day + 1, samples), undefined);
  // The same instants on a clock in India end in the afternoon of that day, and at 22:00 in Honolulu the day before.
  const abroad = samples.map((sample) => ({ ...sample, offset: -600 }));
  assertEquals(nightOf(day, abroad), { ...nightOf(day, samples)!, offset: -600 });
  const west = [{ ...sample(-8, -1, core), offset: -720 }];
  assertEquals(nightOf(day - 1, west)!.core, 7 * 60);
});

Deno.test("the night of a clock change is as long as it was slept", () => {
  // 22:00 standard time to 06:00 daylight time is seven hours.
  const start = Date.UTC(2026, 2, 8, 4), end = Date.UTC(2026, 2, 8, 11);
  const night = nightOf(day - 1, [{ start, end, offset: -300, code: core, source: watch }])!;
  assertEquals(night.core, 7 * 60);
});

Deno.test("naps stand apart from the night; lying down without sleep is a night of no sleep", () => {
  const night = nightOf(day, [sample(-1, 6, core), sample(13, 14, core)])!;
  assertEquals([night.core, night.nap], [420, 60]);
  const awakeNight = nightOf(day, [sample(-1, 6, inBed)])!;
  assertEquals([awakeNight.inBed, awakeNight.core + awakeNight.unspecified], [420, 0]);
  assertEquals(nightOf(day, []), undefined);
});

Deno.test("states of one night never overlap: together they fit between its start and end", () => {
  const samples = fc.array(
    fc.record({
      from: fc.integer({ min: -10, max: 8 }),
      length: fc.integer({ min: 0, max: 6 }),
      code: fc.integer({ min: 0, max: 5 }),
      source: fc.constantFrom(watch, phone),
    }).map(({ from, length, code, source }) => sample(from, from + length, code, source)),
    { maxLength: 25 },
  );
  fc.assert(
    fc.property(samples, (samples) => {
      const night = nightOf(day, samples);
      assertEquals(nightOf(day, samples.toReversed()), night);
      if (night === undefined) return;
      const spent = night.awake + night.rem + night.core + night.deep + night.unspecified;
      if (spent > (night.end - night.start) / 60_000) throw new Error(`${spent} minutes`);
    }),
    { numRuns: Deno.env.get("SOAK") ? 5_000 : 200 },
  );
});
