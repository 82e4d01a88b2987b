import { assert, assertEquals } from "deno-std/assert/mod.js";
import { Chart, ReadingPage, VitalsSummary } from "../../schema/observation.ts";
import type { SampleGroup } from "../../schema/observation.ts";
import type { Database } from "../database.ts";
import { mustWrite } from "../database.ts";
import { bucketResolution, chart } from "./chart.ts";
import { readings } from "./readings.ts";
import { rebuildRollups } from "./rebuild_rollups.ts";
import { settleDays } from "./settle_days.ts";
import { settlePatient } from "./settle_patient.ts";
import {
  batchOf,
  heartRate,
  heartRates,
  scratchTest,
  select,
  sleepAnalysis,
  stepCount,
  stored,
  testNow,
} from "./testing/ingest.ts";
import { bloodPressureType, diastolicType, systolicType } from "./type_words.ts";
import { vitalsSummary } from "./vitals_summary.ts";

const minute = 60_000, hour = 3_600_000, day = 24 * hour;
const midnight = Date.UTC(2026, 2, 9, 5); // Monday, in Chicago

function steps(start: number, value: number, name: string, minutes = 10): SampleGroup {
  return heartRates([start], {
    type: stepCount,
    unit: "count",
    end: [start + minutes * minute],
    value: [value],
    source: { name },
  });
}

/** A year of heart rates, one every six hours: too many to show raw. */
async function yearOfHeartRate(db: Database): Promise<void> {
  const starts = Array.from({ length: 365 * 4 }, (_, i) => testNow - 365 * day + i * 6 * hour);
  await stored(db, batchOf([heartRates(starts, { value: starts.map((_, i) => 50 + i % 4 * 10) })]));
}

scratchTest("a chart has few points at any range, and they are those of the raw readings", async (db) => {
  await yearOfHeartRate(db);
  const year = Chart.parse(await chart(db, 1, heartRate, { from: testNow - 365 * day, to: testNow }));
  assertEquals([year.resolution, year.shape], ["day", "level"]);
  assert(year.at.length >= 365 && year.at.length <= 367);
  const full = year.count.map((count, index) => count === 4 ? index : -1).filter((index) => index >= 0);
  assert(full.length > 360);
  for (const index of full) {
    assertEquals([year.min[index], year.average[index], year.max[index]], [50, 65, 80]);
  }
  assertEquals(year.count.reduce((a, b) => a + b), 365 * 4);
  for (const resolution of ["week", "month"] as const) {
    const coarse = await chart(db, 1, heartRate, { from: testNow - 365 * day, to: testNow }, resolution);
    assertEquals(coarse.count.reduce((a, b) => a + b), 365 * 4);
    for (const at of coarse.at) {
      const local = new Date(at - 300 * minute);
      if (resolution === "week") assertEquals(local.getUTCDay(), 1);
      else assertEquals(local.getUTCDate(), 1);
    }
  }
  const month = await chart(db, 1, heartRate, { from: testNow - 30 * day, to: testNow });
  assertEquals([month.resolution, month.at.length], ["raw", 120]);
  for (const range of [hour, day, 30 * day, 400 * day, 20 * 365 * day, 80 * 365 * day]) {
    assert(range / { hour, day, week: 7 * day, month: 30 * day }[bucketResolution(range)] <= 1_000);
  }
});

scratchTest("a type without data is an empty chart", async (db) => {
  const empty = Chart.parse(await chart(db, 1, heartRate, { from: testNow - day, to: testNow }));
  assertEquals([empty.at, empty.average, empty.unit], [[], [], "/min"]);
  assertEquals((await chart(db, 1, "Nobody_knows", { from: 0, to: testNow })).at, []);
  assertEquals(await vitalsSummary(db, 1, testNow), { tiles: [] });
});

scratchTest(
  "steps that phone and watch both counted count once (ow#1287), and the stale sum is never shown",
  async (db) => {
    await stored(
      db,
      batchOf([
        steps(midnight + hour, 500, "iPhone"),
        steps(midnight + hour, 450, "Watch"),
        steps(midnight + 5 * hour, 30, "Watch"),
      ]),
    );
    const range = { from: midnight, to: midnight + day };
    const sum = async (resolution: "hour" | "day") =>
      (await chart(db, 1, stepCount, range, resolution)).average;
    assertEquals(await sum("day"), [480]);
    assertEquals(await sum("hour"), [450, 30]);
    assertEquals((await select(db, "SELECT value FROM merged_day")).map(({ value }) => value), [480]);
    await stored(db, batchOf([steps(midnight + 5 * hour, 200, "iPhone")]));
    assertEquals(await select(db, "SELECT value FROM merged_day"), []);
    assertEquals(await sum("day"), [480]);
    await stored(
      db,
      batchOf([], {
        totals: [{
          type: stepCount,
          unit: "count",
          period: "hour",
          source: { name: "iPhone" },
          computedAt: testNow,
          start: [midnight + hour],
          offset: -300,
          value: [620],
        }],
      }),
    );
    assertEquals(await sum("day"), [650]);
    assertEquals(await sum("hour"), [620, 30]);
  },
);

scratchTest("a day decided from an older generation is not kept", async (db) => {
  await stored(db, batchOf([steps(midnight + hour, 500, "iPhone")]));
  const [{ type }] = await select(db, "SELECT type FROM stream") as [{ type: number }];
  // Between the read and the write of the second stage another batch arrives.
  const slow: Database = {
    ...db,
    write: async (statements) => {
      await stored({ ...db }, batchOf([steps(midnight + 2 * hour, 9, "iPhone")]));
      return await db.write(statements);
    },
  };
  const local = Math.floor((midnight - 300 * minute) / day);
  const seen = await settleDays(slow, 1, [type], local, local);
  assertEquals(seen.get(type)!.map(({ amount }) => amount), [500]);
  assertEquals(await select(db, "SELECT * FROM merged_day"), []);
  assertEquals((await settleDays(db, 1, [type], local, local)).get(type)!.map(({ amount }) => amount), [509]);
});

scratchTest("sleep is charted as nights, and a late stage changes the night", async (db) => {
  const stage = (from: number, to: number, code: number) =>
    heartRates([midnight + from * hour], {
      type: sleepAnalysis,
      end: [midnight + to * hour],
      value: [code],
    });
  const { unit: _, ...inBed } = stage(-2, 6, 0);
  await stored(db, batchOf([inBed, { ...stage(-1, 3, 3) }]));
  const range = { from: midnight - day, to: midnight + day };
  const before = Chart.parse(await chart(db, 1, sleepAnalysis, range));
  assertEquals([before.shape, before.resolution, before.at, before.average], ["night", "day", [midnight], [
    4,
  ]]);
  await stored(db, batchOf([stage(3, 5, 5)]));
  const after = await chart(db, 1, sleepAnalysis, range);
  assertEquals([after.average, after.stages!.rem, after.stages!.core, after.stages!.inBed], [[6], [120], [
    240,
  ], [480]]);
  const { tiles } = VitalsSummary.parse(await vitalsSummary(db, 1, testNow));
  assertEquals([tiles[0]!.latest.value, tiles[0]!.latest.day, tiles[0]!.sparkline.at(-2)], [6, true, 6]);
});

scratchTest("blood pressure is paired by instant and source", async (db) => {
  const pressure = (type: string, start: number, value: number, name = "Omron") =>
    heartRates([start], { type, unit: "mmHg", value: [value], source: { name } });
  await stored(
    db,
    batchOf([
      pressure(systolicType, testNow - 2 * hour, 120),
      pressure(diastolicType, testNow - 2 * hour, 80),
      pressure(systolicType, testNow - hour, 130),
      pressure(diastolicType, testNow - hour, 85),
      pressure(diastolicType, testNow - hour, 60, "Somebody else's"),
    ]),
  );
  const pairs = Chart.parse(await chart(db, 1, bloodPressureType, { from: testNow - day, to: testNow }));
  assertEquals([pairs.shape, pairs.average, pairs.secondAverage], ["pair", [120, 130], [80, 85]]);
  const days = await chart(db, 1, bloodPressureType, { from: testNow - day, to: testNow }, "day");
  assertEquals([days.min, days.max, days.secondMin], [[120], [130], [60]]);
  const { tiles } = VitalsSummary.parse(await vitalsSummary(db, 1, testNow));
  assertEquals(tiles.map(({ type, latest }) => [type, latest.value, latest.second]), [[
    bloodPressureType,
    130,
    85,
  ]]);
});

scratchTest("readings page without loss or repetition, with their words and details", async (db) => {
  const starts = Array.from({ length: 25 }, (_, i) => testNow - day + Math.floor(i / 2) * minute);
  await stored(
    db,
    batchOf([heartRates(starts, { detail: { "24": { HKMetadataKeyHeartRateMotionContext: 1 } } })]),
  );
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = ReadingPage.parse(
      await readings(db, 1, heartRate, { from: 0, to: testNow }, { limit: 4, cursor }),
    );
    // The newest comes first.
    if (cursor === undefined) {
      assertEquals(page.readings[0]!.detail, { HKMetadataKeyHeartRateMotionContext: 1 });
    }
    seen.push(...page.readings.map(({ uuid }) => uuid));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  assertEquals([seen.length, new Set(seen).size], [25, 25]);
  assertEquals((await readings(db, 2, heartRate, { from: 0, to: testNow }, { limit: 4 })).readings, []);
});

scratchTest("an average weighs samples, not hours; sound weighs energy and time", async (db) => {
  const sound = "HKQuantityTypeIdentifierEnvironmentalAudioExposure";
  const at = midnight + hour;
  await stored(
    db,
    batchOf([
      heartRates([at, at + 1, at + 2, at + hour], { value: [60, 60, 60, 100] }),
      heartRates([at, at + hour], {
        type: sound,
        unit: "dBASPL",
        end: [at + 10 * minute, at + 2 * hour - 30 * minute],
        value: [80, 60],
      }),
    ]),
  );
  const range = { from: midnight, to: midnight + day };
  assertEquals((await chart(db, 1, heartRate, range, "day")).average, [70]);
  const [level] = (await chart(db, 1, sound, range, "day")).average;
  const expected = 10 * Math.log10((10 * 10 ** 8 + 30 * 10 ** 6) / 40);
  assert(Math.abs(level! - expected) < 1e-4, `${level} is not ${expected}`);
});

scratchTest("rebuildRollups() names a bucket that was tampered with, and repairs it", async (db) => {
  await yearOfHeartRate(db);
  const progress: number[] = [];
  assertEquals(await rebuildRollups(db, undefined, ({ done }) => progress.push(done)), []);
  assertEquals(progress, [1]);
  await mustWrite(db, [
    {
      sql: "UPDATE rollup_hour SET sum = sum + 1e-9 WHERE hour = (SELECT max(hour) FROM rollup_hour)",
      args: [],
    },
    { sql: "DELETE FROM rollup_day WHERE day = (SELECT min(day) FROM rollup_day)", args: [] },
    { sql: "UPDATE stream SET count = 7", args: [] },
  ]);
  const found = await rebuildRollups(db, 1);
  assertEquals(found.map(({ table }) => table).sort(), ["rollup_day", "rollup_hour", "stream"]);
  assertEquals(found.find(({ table }) => table === "rollup_day")!.before, null);
  assertEquals(await rebuildRollups(db), []);
});

scratchTest(
  "tiles tell the newest reading by its time, not by its arrival, and never show another patient's",
  async (db) => {
    await stored(db, batchOf([heartRates([testNow - hour], { value: [80] })]));
    await stored(
      db,
      batchOf([heartRates([testNow - 2 * hour], { value: [50] }), steps(midnight, 12, "iPhone")]),
    );
    const { tiles } = VitalsSummary.parse(await vitalsSummary(db, 1, testNow));
    assertEquals(tiles.map(({ type, latest }) => [type, latest.value, latest.day]), [
      [heartRate, 80, false],
      [stepCount, 12, true],
    ]);
    assertEquals(tiles[0]!.sparkline.length, 30);
    assertEquals([tiles[0]!.sparkline.at(-1), tiles[0]!.count], [65, 2]);
    assertEquals(tiles[1]!.sparkline.at(-2), 12);
    assertEquals((await vitalsSummary(db, 2, testNow)).tiles, []);
  },
);

scratchTest("settlePatient() leaves nothing for the first look to decide", async (db) => {
  const starts = Array.from({ length: 300 }, (_, i) => testNow - (i + 1) * day);
  const ends = starts.map((start) => start + 2 * hour);
  await stored(
    db,
    batchOf([
      heartRates(starts, { type: stepCount, unit: "count", end: ends }),
      heartRates(starts, { type: sleepAnalysis, end: ends, value: starts.map(() => 3) }),
    ]),
  );
  assertEquals(await settlePatient(db, 1), true);
  const kept = () => select(db, "SELECT (SELECT count(*) FROM merged_day), (SELECT sum(found) FROM night)");
  const before = await kept();
  assertEquals(Object.values(before[0]!), [300, 300]);
  const untouched: Database = {
    ...db,
    write: () => Promise.reject(new Error("something was left to decide")),
  };
  const range = { from: testNow - 310 * day, to: testNow };
  await chart(untouched, 1, stepCount, range);
  await chart(untouched, 1, sleepAnalysis, range);
  await vitalsSummary(untouched, 1, testNow);
  assertEquals(await settlePatient(db, 1, () => false), false);
});
