/**
 * The merge against an oracle that paints every minute, and the cases it was made for by name.
 */
import { assert, assertAlmostEquals, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import type { DeviceTotal } from "./device_totals.ts";
import { hourMs, localDay, localHour } from "./local_time.ts";
import type { AmountInterval } from "./merge_intervals.ts";
import { mergeIntervals } from "./merge_intervals.ts";
import type { MergedHour, SourceAmounts } from "./merge_sources.ts";
import { mergeDays, mergeHours } from "./merge_sources.ts";

const numRuns = Deno.env.get("SOAK") ? 10_000 : 200;
const minute = 60_000;
const watch = 1, phone = 2, app = 3;
const order = [watch, phone, app];
/** Chicago, the evening before its clocks go forward. */
const epoch = Date.UTC(2026, 2, 8, 4);

/** Sources of three kinds over a day and a half, in whole minutes, on clocks that disagree. */
const intervalArbitrary = fc.record({
  from: fc.integer({ min: 0, max: 36 * 60 }),
  minutes: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: 30 }),
    fc.integer({ min: 1, max: 10 * 60 }),
  ),
  offset: fc.constantFrom(-360, -300, 330),
  amount: fc.oneof(fc.integer({ min: 0, max: 900 }), fc.double({ min: 0, max: 50, noNaN: true })),
  source: fc.constantFrom(watch, phone, app, 9),
}).map(({ from, minutes, offset, amount, source }): AmountInterval => ({
  start: epoch + from * minute,
  end: epoch + (from + minutes) * minute,
  offset,
  amount,
  source,
}));

const totalArbitrary = fc.record({
  period: fc.constantFrom("hour", "hour", "day" as const),
  hours: fc.integer({ min: 0, max: 40 }),
  offset: fc.constantFrom(-360, -300, 330),
  amount: fc.integer({ min: 0, max: 5_000 }),
  source: fc.constantFrom(watch, phone),
  computedAt: fc.integer({ min: 1, max: 4 }),
}).map(({ period, hours, offset, amount, source, computedAt }): DeviceTotal => ({
  period: period as DeviceTotal["period"],
  bucket: period === "hour"
    ? localHour(epoch + hours * hourMs, offset)
    : localDay(epoch + hours * hourMs, offset),
  offset,
  amount,
  source,
  computedAt,
}));

const amountsArbitrary = fc.record({
  intervals: fc.array(intervalArbitrary, { maxLength: 40 }),
  totals: fc.oneof(fc.constant<DeviceTotal[]>([]), fc.array(totalArbitrary, { maxLength: 12 })),
  order: fc.constantFrom(order, [phone, watch, app], [app], []),
});

/** Slow and plain: paints minutes. */
function paintedHours({ intervals, totals, order }: SourceAmounts): Map<number, number> {
  const hours = new Map<number, number>();
  const add = (hour: number, amount: number) => hours.set(hour, (hours.get(hour) ?? 0) + amount);
  const believed = (source: number) => {
    const place = order.indexOf(source);
    return place < 0 ? order.length + source : place;
  };
  const painted = new Set<number>();
  const newestFirst = totals.filter(({ period }) => period === "hour").sort((a, b) =>
    b.computedAt - a.computedAt || b.amount - a.amount || a.offset - b.offset || a.bucket - b.bucket
  );
  for (const { bucket, offset, amount } of newestFirst) {
    const minutes = Array.from({ length: 60 }, (_, i) => bucket * 60 + i - offset);
    if (minutes.some((each) => painted.has(each))) continue;
    minutes.forEach((each) => painted.add(each));
    add(bucket, amount);
  }
  const claims = new Map<number, AmountInterval[]>();
  for (const interval of intervals) {
    for (let at = interval.start; at < interval.end; at += minute) {
      const key = at / minute;
      claims.set(key, [...(claims.get(key) ?? []), interval]);
    }
  }
  for (const [key, claimed] of claims) {
    if (painted.has(key)) continue;
    const best = Math.min(...claimed.map(({ source }) => believed(source)));
    for (const { source, offset, amount, start, end } of claimed) {
      if (believed(source) !== best) continue;
      add(localHour(key * minute, offset), amount / ((end - start) / minute));
    }
  }
  for (const interval of intervals.filter(({ start, end }) => start === end)) {
    const rank = believed(interval.source);
    const beaten = painted.has(interval.start / minute) ||
      intervals.some((other) =>
        believed(other.source) < rank &&
        (other.start === other.end
          ? other.start === interval.start && !isBeaten(other)
          : other.start <= interval.start && other.end > interval.start)
      );
    if (!beaten) add(localHour(interval.start, interval.offset), interval.amount);
  }
  // An instant that yields itself holds nobody back, but what beats it beats the others too: one level suffices.
  function isBeaten(other: AmountInterval): boolean {
    return painted.has(other.start / minute);
  }
  return hours;
}

function amountsOf(hours: readonly MergedHour[]): Map<number, number> {
  return new Map(hours.map(({ hour, amount }) => [hour, amount]));
}

Deno.test("mergeHours() says what painting every minute says", () => {
  fc.assert(
    fc.property(amountsArbitrary, (amounts) => {
      const merged = amountsOf(mergeHours(amounts)), painted = paintedHours(amounts);
      assertEquals([...merged.keys()], [...painted.keys()].sort((a, b) => a - b));
      for (const [hour, amount] of painted) assertAlmostEquals(merged.get(hour)!, amount, 1e-6);
    }),
    { numRuns },
  );
});

Deno.test("mergeHours() and mergeDays() are the same to the last bit in whatever order things arrived", () => {
  fc.assert(
    fc.property(amountsArbitrary, fc.array(fc.nat(), { minLength: 52, maxLength: 52 }), (amounts, keys) => {
      const shuffle = <T>(list: readonly T[]) =>
        list.map((item, i) => [keys[i % keys.length]!, item] as const).sort((a, b) => a[0] - b[0])
          .map(([, item]) => item);
      const shuffled = {
        ...amounts,
        intervals: shuffle(amounts.intervals),
        totals: shuffle(amounts.totals),
      };
      const hours = mergeHours(amounts);
      assertEquals(mergeHours(shuffled), hours);
      assertEquals(mergeDays(mergeHours(shuffled), shuffled.totals), mergeDays(hours, amounts.totals));
    }),
    { numRuns },
  );
});

Deno.test("mergeIntervals() finds nothing to do in what it made", () => {
  fc.assert(
    fc.property(amountsArbitrary, ({ intervals, order }) => {
      // A cut interval's pieces carry shares; merged again each stays whole.
      const pieces = mergeIntervals(intervals, order);
      const again = mergeIntervals(
        pieces.map(({ start, end, amount, of }) => ({ ...of, start, end, amount })),
        order,
      );
      const plain = (list: typeof pieces) =>
        list.map(({ start, end, amount, of }) => [of.source, start, end, amount]);
      const sorted = (list: unknown[][]) => list.map((row) => JSON.stringify(row)).sort();
      assertEquals(sorted(plain(again)), sorted(plain(pieces)));
    }),
    { numRuns },
  );
});

Deno.test("mergeIntervals() gives no moment to two sources, and invents nothing", () => {
  fc.assert(
    fc.property(amountsArbitrary, ({ intervals, order }) => {
      const pieces = mergeIntervals(intervals, order);
      const owner = new Map<number, number>();
      for (const { start, end, of } of pieces) {
        for (let at = start; at < end; at += minute) {
          assertEquals(owner.get(at) ?? of.source, of.source);
          owner.set(at, of.source);
        }
      }
      const sum = (list: readonly { amount: number }[]) =>
        list.reduce((total, { amount }) => total + amount, 0);
      assert(sum(pieces) <= sum(intervals) * (1 + 1e-9) + 1e-9);
      const covered = intervals.some(({ start, end }) => end > start);
      assertEquals(owner.size > 0, covered);
    }),
    { numRuns },
  );
});

Deno.test("mergeHours() reproduces device totals exactly where they were sent", () => {
  fc.assert(
    fc.property(amountsArbitrary, fc.double({ min: 0, max: 1e5, noNaN: true }), (amounts, amount) => {
      const bucket = localHour(epoch + 5 * hourMs, -360);
      const total: DeviceTotal = { period: "hour", bucket, offset: -360, amount, source: 1, computedAt: 99 };
      const hours = mergeHours({
        ...amounts,
        intervals: amounts.intervals.map((each) => ({ ...each, offset: -360 })),
        totals: [...amounts.totals.map((each) => ({ ...each, offset: -360 })), total],
      });
      const shown = hours.find(({ hour }) => hour === bucket);
      assertEquals(shown?.amount, amount);
      assertEquals(shown?.covered, 1);
      const day = mergeDays(hours, [{
        ...total,
        period: "day",
        bucket: Math.floor(bucket / 24),
        computedAt: 100,
      }]);
      assertEquals(day.find((each) => each.day === Math.floor(bucket / 24))?.amount, amount);
    }),
    { numRuns },
  );
});

/** `amount` steps every ten minutes from `from` until `to` (hours of the day, Chicago in July). */
function walk(source: number, from: number, to: number, amount: number): AmountInterval[] {
  const start = Date.UTC(2026, 6, 7, 5) + from * hourMs;
  return Array.from({ length: (to - from) * 6 }, (_, i) => ({
    start: start + i * 10 * minute,
    end: start + (i + 1) * 10 * minute,
    offset: -300,
    amount,
    source,
  }));
}

Deno.test("ow#1287: a day with the watch off the wrist shows 14,079 steps, not the watch's 4,157", () => {
  // The watch is worn from 7 to 12 and counts 4,157; the phone is carried all day and counts 9,922 besides.
  const worn = walk(watch, 7, 12, 138);
  worn.push({ ...worn[0]!, start: worn.at(-1)!.end, end: worn.at(-1)!.end + minute, amount: 17 });
  const carried = [...walk(phone, 7, 12, 131), ...walk(phone, 13, 20, 236)];
  carried.push({ ...carried[0]!, start: carried.at(-1)!.end, end: carried.at(-1)!.end + minute, amount: 10 });
  const [day] = mergeDays(mergeHours({ intervals: [...worn, ...carried], totals: [], order }));
  const sum = (list: readonly AmountInterval[]) => list.reduce((total, { amount }) => total + amount, 0);
  assertEquals(sum(worn), 4_157);
  assertEquals(day?.amount, 14_079);
  assert(sum([...worn, ...carried]) > 14_079);
});

Deno.test("ow#1104: watch, phone and a ring that all counted the same walk count it once, by the order chosen", () => {
  const intervals = [...walk(watch, 9, 11, 100), ...walk(phone, 9, 11, 90), ...walk(app, 9, 11, 120)];
  const amount = (chosen: number[]) =>
    mergeDays(mergeHours({ intervals, totals: [], order: chosen }))[0]?.amount;
  assertEquals(amount(order), 1_200);
  assertEquals(amount([phone, watch, app]), 1_080);
  assertEquals(amount([app, watch, phone]), 1_440);
});

Deno.test("a gap of the watch within an hour is filled by the phone, by duration", () => {
  const start = Date.UTC(2026, 6, 7, 15);
  const hours = mergeHours({
    intervals: [
      { start, end: start + 10 * minute, offset: -300, amount: 100, source: watch },
      { start: start + 5 * minute, end: start + 20 * minute, offset: -300, amount: 300, source: phone },
    ],
    totals: [],
    order,
  });
  assertEquals(hours, [{
    hour: localHour(start, -300),
    offset: -300,
    amount: 300,
    count: 2,
    covered: 1 / 3,
  }]);
});

Deno.test("the hour that clocks go back over keeps both of its totals", () => {
  // Chicago, 1 November 2026: 01:00 CDT is 06:00 UTC, 01:00 CST is 07:00 UTC.
  const bucket = localHour(Date.UTC(2026, 10, 1, 6), -300);
  const totals: DeviceTotal[] = [-300, -360].map((offset, i) => ({
    period: "hour",
    bucket,
    offset,
    amount: 100 + i,
    source: phone,
    computedAt: 5,
  }));
  assertEquals(mergeHours({ intervals: [], totals, order }), [
    { hour: bucket, offset: -360, amount: 201, count: 0, covered: 1 },
  ]);
});

Deno.test("an hour computed again on another clock is not counted twice", () => {
  const start = Date.UTC(2026, 6, 7, 15);
  const total = (offset: number, computedAt: number): DeviceTotal => ({
    period: "hour",
    bucket: localHour(start, offset),
    offset,
    amount: 500,
    source: phone,
    computedAt,
  });
  const hours = mergeHours({ intervals: [], totals: [total(-300, 1), total(-420, 2)], order });
  assertEquals(hours.map(({ hour, amount }) => [hour, amount]), [[localHour(start, -420), 500]]);
});

Deno.test("a day's total yields to hours that the device computed later", () => {
  const bucket = localHour(Date.UTC(2026, 6, 7, 15), -300);
  const hour: DeviceTotal = {
    period: "hour",
    bucket,
    offset: -300,
    amount: 700,
    source: phone,
    computedAt: 9,
  };
  const morning: DeviceTotal = {
    ...hour,
    period: "day",
    bucket: Math.floor(bucket / 24),
    amount: 50,
    computedAt: 3,
  };
  const hours = mergeHours({ intervals: [], totals: [hour, morning], order });
  assertEquals(mergeDays(hours, [hour, morning])[0]?.amount, 700);
  assertEquals(mergeDays(hours, [hour, { ...morning, computedAt: 9 }])[0]?.amount, 50);
});
