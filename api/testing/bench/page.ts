/**
 * The Vitals page's answer by the server, in process through the whole app (session, access, audit, rendering), for a
 * patient with three years of every vital that the demo clinic makes up: the tiles, and one vital opened on each of
 * its ranges. The database is kept between runs.
 */
import { createPages } from "../../../web/app.tsx";
import { build } from "../../../web/build.ts";
import { newSigningKey } from "../../adapters/deno_clinics.ts";
import { openFile } from "../../adapters/libsql_file.ts";
import { createApp } from "../../app.ts";
import type { Database } from "../../database.ts";
import { clinic as demoClinic } from "../../demo/people.ts";
import { stories } from "../../demo/stories.ts";
import { vitalsOf } from "../../demo/vitals.ts";
import { ingestBatch } from "../../observation/ingest_batch.ts";
import { fastPasswords } from "../fast_passwords.ts";
import { people, scenarioOf, testNow, testOrigin } from "../scenario.ts";
import { type Figure, median, percentile, timed } from "./figure.ts";
import { keptDatabase } from "./kept_database.ts";

const requests = 200;

async function fillThreeYears(db: Database): Promise<void> {
  const batches = vitalsOf({
    seed: "bench",
    patient: "patient1",
    givenName: "Grace",
    wearer: { ...stories.diabetic2, heartRate: { awake: 5, asleep: 10, training: 1 } },
    zone: demoClinic.timeZone,
    now: testNow,
    days: 3 * 365,
  });
  for (const batch of batches) {
    const result = await ingestBatch(db, {
      patient: 1,
      actor: "bench",
      basis: "patient",
      requestHash: new Uint8Array(32),
      now: testNow,
      guards: [],
      audits: [],
    }, batch);
    if (!result.ok) throw new Error(result.refusal.tag);
  }
}

export async function bench(): Promise<Figure[]> {
  const db = await openFile(await keptDatabase("three_years", 1, fillThreeYears));
  try {
    const clinic = {
      origin: testOrigin,
      aliases: [],
      signingKey: await newSigningKey(),
      open: () => ({ read: db.read, write: db.write, close: () => {} }),
    };
    const handle = createApp({
      clinicAt: () => clinic,
      now: () => testNow,
      passwords: fastPasswords,
      log: () => {},
      version: "bench",
      local: false,
    }, createPages(await build()));
    const { get } = scenarioOf((request, address) => handle(request, { address }), {
      db,
      advance: () => {},
      now: () => testNow,
      logs: [],
    });
    let bytes = 0;
    const open = async (query: string) => {
      const response = await get(`/patients/patient1/vitals${query}`, people.practitioner);
      const html = await response.text();
      if (response.status !== 200 || !html.includes(query === "" ? "measure-figure" : "vital-title")) {
        throw new Error(`the Vitals page${query} answered ${response.status}`);
      }
      bytes = html.length;
    };
    const measure = async (what: string, queries: readonly string[]): Promise<Figure> => {
      const first: number[] = [], times: number[] = [];
      for (const query of queries) first.push(await timed(() => open(query)));
      for (let i = 0; i < requests; i++) times.push(await timed(() => open(queries[i % queries.length]!)));
      return {
        what,
        baseline: "",
        value: percentile(times, 0.95),
        unit: " ms",
        better: "lower",
        bar: 50,
        stretch: 20,
        note: `p95 of ${requests}, median ${median(times).toFixed(1)} ms, first ${
          Math.max(...first).toFixed(0)
        } ms, ${Math.round(bytes / 1024)} KB of HTML`,
      };
    };
    const [samples] = await db.read([{
      sql: "SELECT sum(count) AS n, count(*) AS types FROM stream",
      args: [],
    }]);
    const { n, types } = samples!.rows[0]!;
    const tiles = await measure("Vitals page, three years", [""]);
    const ranges = ["day", "week", "month", "6months", "year", "all"];
    const detail = await measure(
      "one vital opened, three years",
      ["HKQuantityTypeIdentifierHeartRate", "HKQuantityTypeIdentifierStepCount"].flatMap((type) =>
        ranges.map((range) => `?type=${type}&range=${range}`)
      ),
    );
    return [{ ...tiles, note: `${tiles.note}; ${types} types, ${n} samples` }, detail];
  } finally {
    db.close();
  }
}
