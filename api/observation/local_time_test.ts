import { assertEquals } from "deno-std/assert/mod.js";
import { daysInMonth, firstOfMonth, mondayOf } from "./calendar.ts";
import {
  dayMs,
  dayOfHourSql,
  hourRuns,
  localDay,
  localHour,
  localHourSql,
  wholeSecondSql,
} from "./local_time.ts";
import { packedBytes, packedSamples, packSample, sortPacked, unpackSamples } from "./packed_samples.ts";
import { scratchTest, select } from "./testing/ingest.ts";

scratchTest(
  "SQL and TypeScript agree on hours, days and seconds, before 1970 and in half-hour zones too",
  async (db) => {
    const instants = [0, -1, 1, -3_600_000, -2_208_988_800_000, 1_772_960_399_999, 4_102_444_800_001];
    for (const at of instants) {
      for (const offset of [0, -600, -300, 330, 345, 840, -1]) {
        // Numbers arrive as REAL; columns hold integers.
        const instant = "CAST(?1 AS INTEGER)";
        const hour = localHourSql(instant, "CAST(?2 AS INTEGER)");
        const [row] = await select(
          db,
          `SELECT ${hour} AS hour, ${dayOfHourSql(hour)} AS day, ${wholeSecondSql(instant)} AS second`,
          at,
          offset,
        );
        assertEquals(row, {
          hour: localHour(at, offset),
          day: localDay(at, offset),
          second: Math.floor(at / 1_000),
        });
      }
    }
  },
);

Deno.test("hours become few runs, and every hour lies in one", () => {
  assertEquals(hourRuns([]), []);
  assertEquals(hourRuns([7, 3, 4, 90]), [{ first: 3, last: 7 }, { first: 90, last: 90 }]);
  assertEquals(hourRuns([-5, 20, 19, 44]), [{ first: -5, last: 44 }]);
});

Deno.test("weeks begin on Monday and months on their first, leap days included", () => {
  const day = (text: string) => Date.parse(text) / dayMs;
  assertEquals(mondayOf(day("2026-03-08")), day("2026-03-02"));
  assertEquals(mondayOf(day("2026-03-09")), day("2026-03-09"));
  assertEquals(mondayOf(day("1969-12-28")), day("1969-12-22"));
  assertEquals(firstOfMonth(day("2024-02-29")), day("2024-02-01"));
  assertEquals(daysInMonth(day("2024-02-29")), 29);
  assertEquals(daysInMonth(day("2023-12-31")), 31);
});

Deno.test("packed samples come out as they went in, in key order", () => {
  const samples = packedSamples(3);
  const uuid = (last: string) => `0aB00000-0000-4000-8000-00000000000${last}`;
  assertEquals(packSample(samples, 5, uuid("2"), 7, 12_345, -300, -1.2345678901234567e-300), true);
  assertEquals(packSample(samples, 1, "0aB00000x0000-4000-8000-000000000001", 0, 0, 0, 0), false);
  assertEquals(packSample(samples, 1, "0ag00000-0000-4000-8000-000000000001", 0, 0, 0, 0), false);
  assertEquals(packSample(samples, 5, uuid("1"), 999, 4e12, 1_080, null), true);
  assertEquals(packSample(samples, -2_208_988_800_000, uuid("3"), 0, 0, -1_080, 0.1), true);
  sortPacked(samples, 0);
  assertEquals(
    unpackSamples(packedBytes(samples)).map((
      row,
    ) => [row.start, row.uuid[15], row.group, row.duration, row.offset, row.value]),
    [
      [-2_208_988_800_000, 3, 0, 0, -1_080, 0.1],
      [5, 1, 999, 4e12, 1_080, null],
      [5, 2, 7, 12_345, -300, -1.2345678901234567e-300],
    ],
  );
});
