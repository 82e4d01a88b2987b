/**
 * Whatever order, repetition or splitting the same samples, imports and deletions arrive in, the tables are the
 * same; and the buckets kept up to date on the way equal those made from scratch, bit for bit.
 */
import { assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import type { ObservationBatch, SampleGroup } from "../../schema/observation.ts";
import { canonicalValue } from "../../schema/export_identity.ts";
import type { Database } from "../database.ts";
import { mustWrite } from "../database.ts";
import { ingestBatch } from "./ingest_batch.ts";
import { rebuildRollups } from "./rebuild_rollups.ts";
import { openClinic } from "./testing/clinic_database.ts";

const numRuns = Deno.env.get("SOAK") ? 1_000 : 200;
const now = Date.UTC(2026, 2, 20);
/** The night in which Chicago's clocks went forward. */
const epoch = Date.UTC(2026, 2, 7, 22);

const heartRate = "HKQuantityTypeIdentifierHeartRate";
const steps = "HKQuantityTypeIdentifierStepCount";
const sound = "HKQuantityTypeIdentifierEnvironmentalAudioExposure";
const sleep = "HKCategoryTypeIdentifierSleepAnalysis";
const units: Record<string, string | undefined> = {
  [heartRate]: "count/min",
  [steps]: "count",
  [sound]: "dBASPL",
};

interface Item {
  kind: "phone" | "export" | "deletion";
  type: string;
  start: number;
  end: number;
  offset: number;
  value: number;
  source: string;
  uuid: string;
  ordinal: number;
}

const readingArbitrary = fc.record({
  type: fc.constantFrom(heartRate, steps, sound, sleep),
  // Few seconds, so that readings meet; some far apart, so that runs are several.
  second: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 4 * 86_400 })),
  millisecond: fc.constantFrom(0, 1, 500, 999),
  seconds: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 60 * 3_600 })),
  offset: fc.constantFrom(-360, -300, 330, 345),
  value: fc.constantFrom(41, 42, 43, 43.0000001, 44, 45, 40.1, 42.7182818, 40 + 1 / 3),
  source: fc.constantFrom("Ada\u2019s Apple Watch", "Ada's iPhone"),
});

const scenarioArbitrary = fc.record({
  readings: fc.array(readingArbitrary, { minLength: 1, maxLength: 14 }),
  exported: fc.array(fc.nat(13), { maxLength: 10 }),
  unsent: fc.array(fc.nat(13), { maxLength: 4 }),
  deleted: fc.array(fc.nat(13), { maxLength: 5 }),
  shuffles: fc.array(fc.nat(10_000), { minLength: 60, maxLength: 60 }),
});

type Scenario = typeof scenarioArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** Everything that is ever sent. Exports number rows that are alike, as the reader does. */
function itemsOf(scenario: Scenario, seed: number): Item[] {
  const readings = scenario.readings.map((reading, index): Item => {
    const start = epoch + reading.second * 1_000 + reading.millisecond;
    // Codes are whole.
    const value = reading.type === sleep ? Math.floor(reading.value) % 6 : reading.value;
    return {
      kind: "phone",
      type: reading.type,
      start,
      end: start + reading.seconds * 1_000,
      offset: reading.offset,
      value,
      source: reading.source,
      uuid: `00000000-0000-4000-8000-${seed.toString(16).padStart(8, "0")}${
        index.toString(16).padStart(4, "0")
      }`,
      ordinal: 0,
    };
  });
  const pick = (index: number) => readings[index % readings.length]!;
  const ordinals = new Map<string, number>();
  const exported = scenario.exported.map((index): Item => {
    const reading = pick(index);
    const start = Math.floor(reading.start / 1_000) * 1_000, end = Math.floor(reading.end / 1_000) * 1_000;
    const value = Number(canonicalValue(reading.value));
    const key = [reading.type, start, end, value, reading.source].join();
    const ordinal = ordinals.get(key) ?? 0;
    ordinals.set(key, ordinal + 1);
    return { ...reading, kind: "export", start, end, value, ordinal };
  });
  const unsent = new Set(scenario.unsent.map(pick));
  const deletions = scenario.deleted.map((index): Item => ({ ...pick(index), kind: "deletion" }));
  return [...readings.filter((reading) => !unsent.has(reading)), ...exported, ...deletions];
}

function batchOf(items: readonly Item[]): ObservationBatch {
  const groups = new Map<string, { group: SampleGroup; items: Item[] }>();
  const deletions: { type: string; uuid: string[] }[] = [];
  for (const item of items) {
    if (item.kind === "deletion") {
      deletions.push({ type: item.type, uuid: [item.uuid] });
      continue;
    }
    const key = [item.kind, item.type, item.source].join();
    const held = groups.get(key) ?? {
      group: {
        type: item.type,
        ...(units[item.type] !== undefined && { unit: units[item.type] }),
        source: { name: item.source },
        start: [],
        end: [],
        offset: [],
        value: [],
        ...(item.kind === "phone" ? { uuid: [] } : { ordinal: [] }),
      } as SampleGroup,
      items: [],
    };
    held.items.push(item);
    groups.set(key, held);
  }
  return {
    batchId: crypto.randomUUID(),
    patient: "p",
    groups: [...groups.values()].map(({ group, items }) => ({
      ...group,
      start: items.map(({ start }) => start),
      end: items.map(({ end }) => end),
      offset: items.map(({ offset }) => offset),
      value: items.map(({ value }) => value),
      ...(group.uuid ? { uuid: items.map(({ uuid }) => uuid) } : {
        ordinal: items.map(({ ordinal }) => ordinal),
      }),
    })),
    ...(deletions.length > 0 && { deletions }),
  };
}

/** One order of sending, decided by numbers: shuffled, some twice, in batches of one to six. */
function sendings(items: readonly Item[], numbers: readonly number[]): Item[][] {
  const queue = items.flatMap((
    item,
    index,
  ) => (numbers[index % numbers.length]! % 4 === 0 ? [item, item] : [item]));
  const shuffled = queue.map((item, index) => ({ item, rank: numbers[(index * 7 + 3) % numbers.length]! }))
    .sort((a, b) => a.rank - b.rank).map(({ item }) => item);
  const batches: Item[][] = [];
  for (let at = 0, i = 0; at < shuffled.length; i++) {
    const size = 1 + numbers[(i * 5 + 1) % numbers.length]! % 6;
    batches.push(shuffled.slice(at, at + size));
    at += size;
  }
  return batches;
}

async function addPatient(db: Database, id: number): Promise<void> {
  await mustWrite(db, [{
    sql:
      `INSERT INTO patient (id, public_id, given_name, family_name, search_name, birth_date, gender, created_at)
      VALUES (?1, 'p' || ?1, 'A', 'B', 'b a', '1980-01-01', 'other', 0)`,
    args: [id],
  }]);
}

/** Every table, in words that do not depend on the order in which dictionaries were filled. */
async function dump(db: Database, patient: number) {
  const names = ["sample", "rollup_hour", "rollup_day", "stream", "tombstone"] as const;
  const results = await db.read([
    `SELECT t.code, s.start, iif(o.is_export, 'export' || hex(substr(s.uuid, 15)), hex(s.uuid)) AS row, s.duration,
      s.offset, s.value, c.name_key, o.is_export
      FROM sample s JOIN observation_type t ON t.id = s.type JOIN source c ON c.id = s.source
      JOIN origin o ON o.id = s.origin WHERE s.patient = ?1
      ORDER BY t.code, s.start, row, s.duration, s.value, c.name_key`,
    `SELECT t.code, c.name_key, r.hour, r.offset, r.count, r.min, r.max, r.sum, r.weight, r.covered
      FROM rollup_hour r JOIN observation_type t ON t.id = r.type JOIN source c ON c.id = r.source
      WHERE r.patient = ?1 ORDER BY t.code, r.hour, c.name_key`,
    `SELECT t.code, c.name_key, r.day, r.offset, r.count, r.min, r.max, r.sum, r.weight, r.covered, r.hours
      FROM rollup_day r JOIN observation_type t ON t.id = r.type JOIN source c ON c.id = r.source
      WHERE r.patient = ?1 ORDER BY t.code, r.day, c.name_key`,
    `SELECT t.code, st.count, st.first_start, st.last_start, st.min_offset, st.max_offset, st.max_duration,
      st.has_phone, st.has_export, st.has_tombstone
      FROM stream st JOIN observation_type t ON t.id = st.type WHERE st.patient = ?1 ORDER BY t.code`,
    `SELECT t.code, hex(b.uuid) AS uuid, b.start_second, b.end_second, b.value_text, b.name_key
      FROM tombstone b JOIN observation_type t ON t.id = b.type WHERE b.patient = ?1 ORDER BY t.code, uuid`,
  ].map((sql) => ({ sql, args: [patient] })));
  return Object.fromEntries(names.map((name, index) => [name, results[index]!.rows]));
}

/** What should be there, by the rule and not by SQL. */
function expectedSamples(items: readonly Item[]): string[] {
  const deleted = new Set(items.filter(({ kind }) => kind === "deletion").map(({ uuid }) => uuid));
  const phone = [
    ...new Map(items.filter(({ kind }) => kind === "phone").map((item) => [item.uuid, item])).values(),
  ];
  const alike = (item: Item) =>
    [
      item.type,
      Math.floor(item.start / 1_000),
      Math.floor(item.end / 1_000),
      canonicalValue(item.value),
      item.source,
    ].join();
  const kept = [
    ...phone.filter(({ uuid }) => !deleted.has(uuid)).map((item) => `phone ${item.uuid}`),
    ...items.filter((item) =>
      item.kind === "export" && phone.filter((other) => alike(other) === alike(item)).length <= item.ordinal
    ).map((item) => `export ${alike(item)} ${item.ordinal}`),
  ];
  return [...new Set(kept)];
}

Deno.test("the tables depend on what was sent and not on order, repetition or splitting; buckets equal a rebuild", async () => {
  const { db, dispose } = await openClinic(0);
  let patient = 0;
  try {
    await fc.assert(
      fc.asyncProperty(scenarioArbitrary, async (scenario) => {
        const items = itemsOf(scenario, ++patient);
        const orders = [
          [items],
          sendings(items, scenario.shuffles),
          sendings(items.toReversed(), scenario.shuffles.toReversed()),
        ];
        const dumps = [];
        for (const order of orders) {
          const id = ++patient;
          await addPatient(db, id);
          for (const batch of order) {
            const result = await ingestBatch(db, {
              patient: id,
              actor: "test",
              basis: "patient",
              requestHash: new Uint8Array(32),
              now,
              guards: [],
              audits: [],
            }, batchOf(batch));
            if (!result.ok || result.receipt.refused > 0) throw new Error(JSON.stringify(result));
          }
          dumps.push(await dump(db, id));
          assertEquals(await rebuildRollups(db, id), []);
        }
        assertEquals(dumps[0]!.sample!.length, expectedSamples(items).length);
        assertEquals(dumps[1], dumps[0]);
        assertEquals(dumps[2], dumps[0]);
      }),
      { numRuns },
    );
  } finally {
    await dispose();
  }
});
