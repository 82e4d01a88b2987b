import { assertAlmostEquals, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import type { DeviceTotal } from "./device_totals.ts";
import { explainDay } from "./explain_day.ts";
import { hourMs, localDay, localHour } from "./local_time.ts";
import type { AmountInterval } from "./merge_intervals.ts";

const numRuns = Deno.env.get("SOAK") ? 10_000 : 200;
const watch = 1, phone = 2, minute = 60_000;
const noon = Date.UTC(2026, 6, 7, 17), today = localDay(noon, -300);

function counted(
  source: number,
  from: number,
  minutes: number,
  amount: number,
  offset = -300,
): AmountInterval {
  return { start: noon + from * minute, end: noon + (from + minutes) * minute, offset, amount, source };
}

Deno.test("explainDay() says what each source says alone, and how much of it was kept", () => {
  const explained = explainDay(today, {
    intervals: [counted(watch, 0, 10, 100), counted(phone, 5, 15, 300)],
    totals: [],
    order: [watch, phone],
  });
  assertEquals(explained, {
    shown: 300,
    parts: [
      { source: watch, count: 1, own: 100, coveredMs: 10 * minute, kept: 100 },
      { source: phone, count: 1, own: 300, coveredMs: 15 * minute, kept: 200 },
    ],
    device: undefined,
  });
});

Deno.test("explainDay() puts a device's hours beside what readings say of the same hours", () => {
  const total: DeviceTotal = {
    period: "hour",
    bucket: localHour(noon, -300),
    offset: -300,
    source: phone,
    amount: 350,
    computedAt: 7,
  };
  const intervals = [counted(watch, 0, 10, 100), counted(phone, 5, 15, 300), counted(phone, 90, 10, 40)];
  const explained = explainDay(today, { intervals, totals: [total], order: [watch, phone] });
  assertEquals([explained.shown, explained.parts.map(({ kept }) => kept)], [390, [0, 40]]);
  assertEquals(explained.device, {
    period: "hour",
    amount: 350,
    hours: 1,
    computedAt: 7,
    source: phone,
    fromReadings: 300,
  });
  const whole = explainDay(today, {
    intervals,
    totals: [total, { ...total, period: "day", bucket: today, amount: 999, computedAt: 8 }],
    order: [watch, phone],
  });
  assertEquals([whole.shown, whole.device?.fromReadings, whole.device?.amount], [999, 340, 999]);
});

Deno.test("explainDay() accounts for everything shown: what was kept and what the device said add up to it", () => {
  const intervals = fc.array(
    fc.record({
      source: fc.constantFrom(watch, phone, 3),
      from: fc.integer({ min: -900, max: 900 }),
      minutes: fc.integer({ min: 0, max: 400 }),
      amount: fc.integer({ min: 0, max: 500 }),
      offset: fc.constantFrom(-300, -360),
    }).map(({ source, from, minutes, amount, offset }) => counted(source, from, minutes, amount, offset)),
    { maxLength: 20 },
  );
  const totals = fc.array(
    fc.record({ hour: fc.integer({ min: -14, max: 14 }), amount: fc.nat(900) }).map((
      { hour, amount },
    ): DeviceTotal => ({
      period: "hour",
      bucket: localHour(noon + hour * hourMs, -300),
      offset: -300,
      source: phone,
      amount,
      computedAt: 5,
    })),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(intervals, totals, (intervals, totals) => {
      const { shown, parts, device } = explainDay(today, { intervals, totals, order: [watch, phone] });
      const kept = parts.reduce((sum, part) => sum + part.kept, 0);
      assertAlmostEquals(shown ?? 0, kept + (device?.amount ?? 0), 1e-6);
    }),
    { numRuns },
  );
});

Deno.test("a night between two days is explained on each by its own part", () => {
  const midnight = noon + 12 * hourMs;
  const over = { ...counted(watch, 0, 0, 600), start: midnight - 10 * minute, end: midnight + 20 * minute };
  const of = (day: number) => explainDay(day, { intervals: [over], totals: [], order: [watch] });
  assertEquals([of(today).shown, of(today).parts[0]!.own, of(today).parts[0]!.count], [200, 200, 1]);
  assertEquals([of(today + 1).shown, of(today + 1).parts[0]!.own, of(today + 1).parts[0]!.count], [
    400,
    400,
    0,
  ]);
});
