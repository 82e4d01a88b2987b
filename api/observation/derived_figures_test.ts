import { assertAlmostEquals, assertEquals } from "deno-std/assert/mod.js";
import type { SampleGroup } from "../../schema/observation.ts";
import { Derived } from "../../schema/provenance.ts";
import { VitalsSummary } from "../../schema/observation.ts";
import { derivedFigures } from "./derived_figures.ts";
import { batchOf, heartRate, heartRates, scratchTest, stepCount, stored, testNow } from "./testing/ingest.ts";
import { bloodPressureType, diastolicType, systolicType } from "./type_words.ts";
import { vitalsSummary } from "./vitals_summary.ts";

const minute = 60_000, hour = 60 * minute, day = 24 * hour;
const resting = "HKQuantityTypeIdentifierRestingHeartRate";

function keyed({ figures }: Derived) {
  return new Map(figures.map((figure) => [figure.key, figure]));
}

scratchTest("a tile says how the newest day stands to the person's own sixty before it", async (db) => {
  const starts = Array.from({ length: 61 }, (_, i) => testNow - (60 - i) * day - hour);
  const value = starts.map((_, i) => i === 60 ? 68 : 60 + i % 5);
  await stored(db, batchOf([heartRates(starts, { type: resting, value })]));
  const { tiles } = VitalsSummary.parse(await vitalsSummary(db, 1, testNow));
  assertEquals(tiles[0]!.trend, {
    on: "2026-03-10",
    value: 68,
    baseline: 62,
    deviation: 6,
    direction: "above",
    days: 60,
  });
  const figures = keyed(Derived.parse(await derivedFigures(db, 1, resting, testNow)));
  assertEquals([figures.get("usual")?.value, figures.get("days_with_data")?.value], [62, 60]);
  assertAlmostEquals(figures.get("spread")!.value, 1.4826, 1e-9);
  assertAlmostEquals(figures.get("weekly_change")!.value, 0, 0.2);
});

scratchTest(
  "a sum of today is not compared before the day is over; a young history has no trend",
  async (db) => {
    const group = (days: number): SampleGroup => {
      const starts = Array.from({ length: days }, (_, i) => testNow - (days - 1 - i) * day - 2 * hour);
      return heartRates(starts, {
        type: stepCount,
        unit: "count",
        end: starts.map((start) => start + hour),
        value: starts.map((_, i) => i === days - 1 ? 10 : i === days - 2 ? 9_000 : 5_000),
      });
    };
    await stored(db, batchOf([group(40)]));
    const tile = (await vitalsSummary(db, 1, testNow)).tiles[0]!;
    assertEquals([tile.latest.value, tile.trend?.on, tile.trend?.deviation, tile.trend?.days], [
      10,
      "2026-03-09",
      4_000,
      38,
    ]);
    await stored(db, batchOf([heartRates([testNow - hour])]));
    const young = (await vitalsSummary(db, 1, testNow)).tiles.find(({ type }) => type === heartRate);
    assertEquals(young?.trend, undefined);
  },
);

scratchTest("blood pressure at home is averaged without its first day", async (db) => {
  const starts = Array.from(
    { length: 14 },
    (_, i) => testNow - (6 - (i >> 1)) * day - (i % 2) * 6 * hour - hour,
  );
  const pressure = (type: string, first: number, later: number) =>
    heartRates(starts, { type, unit: "mmHg", value: starts.map((_, i) => i < 2 ? first : later) });
  await stored(db, batchOf([pressure(systolicType, 190, 128), pressure(diastolicType, 120, 82)]));
  const mean = keyed(await derivedFigures(db, 1, bloodPressureType, testNow)).get("home_pressure")!;
  assertEquals([mean.value, mean.second, mean.days, mean.readings, mean.enough], [128, 82, 6, 12, true]);
});

scratchTest("glucose is told by the consensus's ranges, and a few readings as too few", async (db) => {
  const glucose = "HKQuantityTypeIdentifierBloodGlucose";
  const starts = Array.from({ length: 14 * 24 * 4 }, (_, i) => testNow - 14 * day + i * 15 * minute + minute);
  const value = starts.map((_, i) => [50, 65, 120, 120, 120, 120, 120, 200, 260, 120][i % 10]!);
  await stored(db, batchOf([heartRates(starts, { type: glucose, unit: "mg/dL", value })]));
  const figures = keyed(Derived.parse(await derivedFigures(db, 1, glucose, testNow)));
  const shares = ["in_range", "below_range", "far_below_range", "above_range", "far_above_range"] as const;
  for (const [index, key] of shares.entries()) {
    assertAlmostEquals(figures.get(key)!.value, [60, 20, 10, 20, 10][index]!, 0.2);
    assertEquals(figures.get(key)!.enough, true);
  }
  await stored(db, batchOf([]));
  const sparse = await derivedFigures(db, 2, glucose, testNow);
  assertEquals(sparse.figures, []);
});

scratchTest("wearing is hours with a heart rate, over whole days", async (db) => {
  const starts = Array.from(
    { length: 10 * 12 },
    (_, i) => testNow - (1 + Math.floor(i / 12)) * day - 3 * hour + (i % 12) * hour,
  );
  await stored(db, batchOf([heartRates(starts)]));
  const worn = keyed(await derivedFigures(db, 1, heartRate, testNow)).get("worn")!;
  assertEquals([worn.value, worn.days, worn.ofDays, worn.enough], [12, 10, 14, true]);
});
