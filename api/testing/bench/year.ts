/**
 * A year of heart rate, day by day, out of 10 million samples: the chart's own read against aggregating that patient's
 * raw rows in SQL. The database is made once (half a gigabyte under `.build/bench/`): the measured patient's samples
 * by ingest, everybody else's rows in bulk.
 */
import { databasePath, openFile } from "../../adapters/libsql_file.ts";
import type { Database } from "../../database.ts";
import { chart } from "../../observation/chart.ts";
import { ingestBatch } from "../../observation/ingest_batch.ts";
import { randomUuid, seededRandom } from "../../observation/testing/sample_batches.ts";
import { testNow } from "../scenario.ts";
import { openDriver } from "./driver.ts";
import { compare, type Figure, percentile, timed } from "./figure.ts";
import { keptDatabase } from "./kept_database.ts";

const type = "HKQuantityTypeIdentifierHeartRate";
const patients = 50, samplesEach = 200_000, batchSize = 5_000;
const yearMs = 365 * 86_400_000, spacingMs = Math.floor(yearMs / samplesEach);
const from = testNow - yearMs;

async function ingestYear(db: Database): Promise<void> {
  const random = seededRandom(11);
  for (let first = 0; first < samplesEach; first += batchSize) {
    const numbers = Array.from({ length: batchSize }, (_, i) => first + i);
    const result = await ingestBatch(db, {
      patient: 1,
      actor: "bench",
      basis: "patient",
      requestHash: new Uint8Array(32),
      now: testNow,
      guards: [],
      audits: [],
    }, {
      batchId: randomUuid(random),
      patient: "patient1",
      groups: [{
        type,
        unit: "count/min",
        source: { name: "Watch", product: "Watch7,2" },
        start: numbers.map((number) => from + number * spacingMs),
        offset: -360,
        value: numbers.map(() => 55 + Math.floor(random() * 60)),
        uuid: numbers.map(() => randomUuid(random)),
      }],
    });
    if (!result.ok || result.receipt.stored !== batchSize) throw new Error("the bench lost samples");
  }
}

/** Everybody else's samples, as rows and nothing more: nobody reads them, they only make the table large. */
function fillOthers(path: string): void {
  const driver = openDriver(path);
  for (let patient = 2; patient <= patients; patient++) {
    driver.exec(`INSERT INTO sample
      WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${
      samplesEach - 1
    })
      SELECT ${patient}, (SELECT id FROM observation_type WHERE code = '${type}'), ${from} + n * ${spacingMs},
        randomblob(16), 0, -360, 55.0 + abs(random() % 60), 1, 1, 1 FROM numbers`);
  }
  driver.close();
}

const aggregate = `
SELECT (start + offset * 60000) / 86400000 AS day, count(*) AS count, min(value) AS min, avg(value) AS average,
  max(value) AS max
FROM sample WHERE patient = 1 AND type = (SELECT id FROM observation_type WHERE code = '${type}')
  AND start >= ${from} AND start < ${testNow}
GROUP BY day`;

export async function bench(): Promise<Figure[]> {
  const url = await keptDatabase("ten_million", 1, async (db, path) => {
    await ingestYear(db);
    fillOthers(path);
  });
  const db = await openFile(url);
  const driver = openDriver(databasePath(url));
  try {
    const raw = driver.prepare(aggregate);
    let points = 0;
    const year = async () => {
      points = (await chart(db, 1, type, { from, to: testNow }, "day")).at.length;
    };
    const reads = 20;
    const { subjectMs, baselineMs, timesBaseline } = await compare(
      async () => {
        for (let i = 0; i < reads; i++) await year();
      },
      () => {
        for (let i = 0; i < reads; i++) {
          if (raw.all().length < 365) throw new Error("the bench lost days");
        }
      },
    );
    if (points < 365) throw new Error(`a year has ${points} points`);
    const times: number[] = [];
    for (let i = 0; i < 200; i++) times.push(await timed(year));
    const [count] = driver.prepare("SELECT count(*) AS n FROM sample").all();
    return [
      {
        what: "a year of heart rate, speed",
        baseline: "aggregating raw rows",
        value: 1 / timesBaseline,
        unit: "×",
        better: "higher",
        bar: 20,
        stretch: 100,
        note: `${(subjectMs / reads).toFixed(2)} ms, raw ${(baselineMs / reads).toFixed(1)} ms; ${
          samplesEach / 1000
        }k of ${Number(count?.n) / 1e6} million samples`,
      },
      {
        what: "a year of heart rate, p95",
        baseline: "",
        value: percentile(times, 0.95),
        unit: " ms",
        better: "lower",
        bar: 10,
        note: `${times.length} reads, median ${percentile(times, 0.5).toFixed(2)} ms`,
      },
    ];
  } finally {
    driver.close();
    db.close();
  }
}
