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

Deno.test("a night slept across a zone change is one night, of the day it ends on where one woke", () => {
  // Asleep over the Atlantic: from 22:00 in New York to 09:00 in Berlin, which is 03:00 in New York.
  const start = Date.UTC(2026, 2, 9, 2), end = Date.UTC(2026, 2, 9, 8);
  const middle = start + 3 * hourMs;
  const samples: SleepSample[] = [
    { start, end: middle, offset: -240, code: core, source: watch },
    { start: middle, end, offset: 60, code: rem, source: watch },
  ];
  const night = nightOf(day, samples)!;
  assertEquals([night.core, night.rem, night.offset, night.end], [180, 180, 60, end]);
  assertEquals([nightOf(day - 1, samples), nightOf(day + 1, samples)], [undefined, undefined]);
  // Westward: fell asleep on the 10th in Tokyo, woke on the 9th in Honolulu.
  const west: SleepSample[] = [
    {
      start: Date.UTC(2026, 2, 9, 15, 30),
      end: Date.UTC(2026, 2, 9, 18),
      offset: 540,
      code: core,
      source: watch,
    },
    {
      start: Date.UTC(2026, 2, 9, 18),
      end: Date.UTC(2026, 2, 9, 22),
      offset: -600,
      code: core,
      source: watch,
    },
  ];
  assertEquals(nightOf(day, west)!.core, 6.5 * 60);
  assertEquals(nightOf(day + 1, west), undefined);
});

Deno.test("a nap that only the phone saw is counted, and one that both saw is counted once", () => {
  const night = sample(-1, 6, core);
  assertEquals(nightOf(day, [night, sample(13, 14, unspecified, phone)])!.nap, 60);
  assertEquals(nightOf(day, [night, sample(13, 14, core), sample(12.5, 14.5, unspecified, phone)])!.nap, 60);
  // What the phone thinks of the night itself is no nap.
  assertEquals(nightOf(day, [night, sample(-1.5, 6.5, unspecified, phone)])!.nap, 0);
});

Deno.test("a day with a nap and no night has the nap for its sleep, and not twice", () => {
  const only = nightOf(day, [sample(13, 14.5, unspecified, phone)])!;
  assertEquals([only.unspecified, only.nap], [90, 0]);
});

Deno.test("a source that was chosen speaks for the night, if it saw sleep", () => {
  const samples = [sample(-1, 6, core), sample(-2, 6, unspecified, phone)];
  assertEquals(nightOf(day, samples)!.source, watch);
  assertEquals(nightOf(day, samples, [phone, watch])!.unspecified, 480);
  const lying = [sample(-1, 6, core), sample(-2, 6, inBed, phone)];
  assertEquals(nightOf(day, lying, [phone, watch])!.source, watch);
});

Deno.test("night and naps together are never more than the time that somebody saw asleep", () => {
  const samples = fc.array(
    fc.record({
      from: fc.integer({ min: -12, max: 20 }),
      length: fc.integer({ min: 1, max: 5 }),
      code: fc.constantFrom(unspecified, core, deep, rem),
      source: fc.constantFrom(watch, phone, 3),
    }).map(({ from, length, code, source }) => sample(from, from + length, code, source)),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(samples, (samples) => {
      const night = nightOf(day, samples);
      if (night === undefined) return;
      const hours = new Set<number>();
      for (const { start, end } of samples) for (let at = start; at < end; at += hourMs) hours.add(at);
      const slept = night.rem + night.core + night.deep + night.unspecified + night.nap;
      if (slept > hours.size * 60) throw new Error(`${slept} minutes of ${hours.size} hours`);
    }),
    { numRuns: Deno.env.get("SOAK") ? 10_000 : 200 },
  );
});
