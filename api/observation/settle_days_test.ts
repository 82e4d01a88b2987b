/**
 * What is stored of days is what merging everything at once says, whatever came when and however often somebody
 * looked in between.
 */
import { assertAlmostEquals, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import type { ObservationBatch, SampleGroup } from "../../schema/observation.ts";
import { mustWrite } from "../database.ts";
import type { DeviceTotal } from "./device_totals.ts";
import { localDay, localHour } from "./local_time.ts";
import type { AmountInterval } from "./merge_intervals.ts";
import { mergeDays, mergeHours } from "./merge_sources.ts";
import { settleDays } from "./settle_days.ts";
import { batchOf, nextUuid, scratchTest, select, stepCount, stored, testNow } from "./testing/ingest.ts";
import { openClinic } from "./testing/clinic_database.ts";

const numRuns = Deno.env.get("SOAK") ? 1_000 : 200;
const minute = 60_000, hour = 60 * minute, day = 24 * hour;
const epoch = Date.UTC(2026, 2, 6, 3);
/** Watch before phone before app is also the alphabet's order here, so that the test can say it shortly. */
const names = ["apple watch", "iphone", "ring"];

const itemArbitrary = fc.record({
  isTotal: fc.constantFrom(false, false, false, true),
  from: fc.integer({ min: 0, max: 60 }),
  minutes: fc.constantFrom(0, 7, 55, 60, 300),
  offset: fc.constantFrom(-360, -300, 330),
  amount: fc.integer({ min: 0, max: 999 }),
  source: fc.integer({ min: 0, max: 2 }),
  batch: fc.integer({ min: 0, max: 4 }),
});
type Item = typeof itemArbitrary extends fc.Arbitrary<infer T> ? T : never;

const startOf = ({ isTotal, from }: Item) => epoch + (isTotal ? from * hour : from * 61 * minute);

function group(item: Item): SampleGroup {
  return {
    type: stepCount,
    unit: "count",
    source: { name: names[item.source]! },
    start: [startOf(item)],
    end: [startOf(item) + item.minutes * minute],
    offset: item.offset,
    value: [item.amount],
    uuid: [nextUuid()],
  };
}

function total(item: Item): NonNullable<ObservationBatch["totals"]>[number] {
  return {
    type: stepCount,
    unit: "count",
    period: "hour",
    source: { name: names[item.source]! },
    computedAt: testNow + item.amount,
    start: [startOf(item)],
    offset: item.offset,
    value: [item.amount / 7],
  };
}

function expected(items: readonly Item[]) {
  const intervals = items.filter(({ isTotal }) => !isTotal).map((item): AmountInterval => ({
    start: startOf(item),
    end: startOf(item) + item.minutes * minute,
    offset: item.offset,
    amount: item.amount,
    source: item.source,
  }));
  const totals = items.filter(({ isTotal }) => isTotal).map((item): DeviceTotal => ({
    period: "hour",
    bucket: localHour(startOf(item), item.offset),
    offset: item.offset,
    source: item.source,
    amount: item.amount / 7,
    computedAt: testNow + item.amount,
  }));
  return mergeDays(mergeHours({ intervals, totals, order: [0, 1, 2] }), totals);
}

Deno.test("settleDays() keeps what merging everything at once says, however it came and who looked meanwhile", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(itemArbitrary, { minLength: 1, maxLength: 14 }), async (items) => {
      const { db, dispose } = await openClinic();
      try {
        const first = localDay(epoch, 0) - 2, last = first + 8;
        let type = 0;
        const look = async () => {
          type = (await select(db, "SELECT type FROM stream"))[0]?.type as number ?? 0;
          return (await settleDays(db, 1, [type], first, last, { byHour: true })).get(type)!;
        };
        for (let batch = 0; batch <= 4; batch++) {
          const own = items.filter((item) => item.batch === batch);
          if (own.length === 0) continue;
          await stored(
            db,
            batchOf(own.filter(({ isTotal }) => !isTotal).map(group), {
              totals: own.filter(({ isTotal }) => isTotal).map(total),
            }),
          );
          await look();
        }
        const wanted = expected(items);
        // Computed, then as stored: the same.
        for (const days of [await look(), await look()]) {
          assertEquals(
            days.map(({ day, hours }) => [day, hours]),
            wanted.map(({ day, hours }) => [day, hours]),
          );
          days.forEach((each, index) => {
            assertAlmostEquals(each.amount, wanted[index]!.amount, 1e-9);
            assertEquals(each.byHour.length, wanted[index]!.byHour.length);
            each.byHour.forEach((one, i) =>
              assertAlmostEquals(one.amount, wanted[index]!.byHour[i]!.amount, 1e-9)
            );
          });
        }
        const missing = await select(db, "SELECT count(*) AS n FROM merged_day");
        assertEquals(missing[0]!.n, wanted.length);
      } finally {
        await dispose();
      }
    }),
    { numRuns },
  );
});

scratchTest("a device's total is shown with every digit it was sent with, also once stored", async (db) => {
  const value = 1234.5678901234567;
  await stored(
    db,
    batchOf([], {
      totals: [{
        type: "HKQuantityTypeIdentifierActiveEnergyBurned",
        unit: "kcal",
        period: "day",
        source: { name: "iPhone" },
        computedAt: testNow,
        start: [testNow - day],
        offset: -300,
        value: [value],
      }],
    }),
  );
  const type = (await select(db, "SELECT type FROM stream"))[0]!.type as number;
  const local = localDay(testNow - day, -300);
  for (let look = 0; look < 2; look++) {
    const days = (await settleDays(db, 1, [type], local, local)).get(type)!;
    assertEquals(days.map(({ amount }) => amount), [value]);
  }
});

scratchTest("a sum of one source alone is not touched by merging, nor does it read samples", async (db) => {
  await stored(
    db,
    batchOf([{
      type: stepCount,
      unit: "count",
      source: { name: "iPhone" },
      start: [testNow - day, testNow - day],
      end: [testNow - day + 30 * minute, testNow - day + 20 * minute],
      offset: -300,
      value: [300, 40],
      uuid: [nextUuid(), nextUuid()],
    }]),
  );
  const type = (await select(db, "SELECT type FROM stream"))[0]!.type as number;
  // Only the buckets are left to answer from.
  await mustWrite(db, [{ sql: "DELETE FROM sample", args: [] }]);
  const local = localDay(testNow - day, -300);
  const days = (await settleDays(db, 1, [type], local - 5, local + 5)).get(type)!;
  assertEquals(days.map(({ amount, count }) => [amount, count]), [[340, 2]]);
});
