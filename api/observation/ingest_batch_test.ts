import { assert, assertEquals } from "deno-std/assert/mod.js";
import type { SampleGroup } from "../../schema/observation.ts";
import { guard } from "../database.ts";
import { rebuildRollups } from "./rebuild_rollups.ts";
import {
  batchOf,
  heartRates,
  nextUuid,
  scratchTest,
  select,
  send,
  stepCount,
  stored,
  testNow,
} from "./testing/ingest.ts";

const minute = 60_000, hour = 3_600_000;

scratchTest("ingestBatch() repeated ten times stores once and gives the first receipt", async (db) => {
  const batch = batchOf([heartRates([testNow - hour, testNow - hour + 1, testNow + 11 * minute])]);
  const first = await send(db, batch);
  if (!first.ok || first.replayed) throw new Error("not stored");
  assertEquals(first.receipt, {
    batchId: batch.batchId,
    stored: 2,
    duplicate: 0,
    deleted: 0,
    refused: 1,
    refusals: [{ list: "groups", group: 0, index: 2, field: "start", reason: "in_future" }],
  });
  const tables = () => select(db, "SELECT * FROM rollup_hour, stream, sample");
  const before = await tables();
  for (let i = 0; i < 9; i++) {
    const again = await send(db, batch);
    if (!again.ok || !again.replayed) throw new Error("stored again");
    assertEquals(again.receipt, first.receipt);
  }
  assertEquals(await tables(), before);
});

scratchTest("two posts of one batch at once: one stores, both get the same receipt", async (db) => {
  const batch = batchOf([heartRates([testNow - hour])]);
  const results = await Promise.all([send(db, batch), send(db, batch), send(db, batch)]);
  assertEquals(results.map((result) => result.ok && result.receipt.stored), [1, 1, 1]);
  assertEquals(results.filter((result) => result.ok && !result.replayed).length, 1);
});

scratchTest("a batch id with another body, or for another patient, is refused", async (db) => {
  const batch = batchOf([heartRates([testNow - hour])]);
  await stored(db, batch);
  const refused = { ok: false, refusal: { tag: "batch_id_reused" } };
  assertEquals(await send(db, batch, { hash: 1 }), refused as never);
  assertEquals(await send(db, batch, { patient: 2 }), refused as never);
  assertEquals((await select(db, "SELECT count(*) AS n FROM sample"))[0]!.n, 1);
});

scratchTest("the same samples under a new batch id are duplicates and change no bucket", async (db) => {
  const batch = batchOf([heartRates([testNow - hour, testNow - 2 * hour])]);
  await stored(db, batch);
  const before = await select(db, "SELECT * FROM rollup_hour ORDER BY hour");
  const [stream] = await select(db, "SELECT generation, count FROM stream");
  const receipt = await stored(db, { ...batch, batchId: nextUuid() });
  assertEquals([receipt.stored, receipt.duplicate], [0, 2]);
  assertEquals(await select(db, "SELECT * FROM rollup_hour ORDER BY hour"), before);
  assertEquals((await select(db, "SELECT generation, count FROM stream"))[0], stream);
});

scratchTest("a guard that does not hold leaves nothing behind, audit rows included", async (db) => {
  const audit = {
    sql: `INSERT INTO audit_event (recorded_at, action, outcome, actor) VALUES (0, 'x', 'success', 'test')`,
    args: [],
  };
  const batch = batchOf([heartRates([testNow - hour])]);
  const refused = await send(db, batch, {
    guards: [guard("SELECT 1 FROM patient WHERE id = ? AND active = 1", [99])],
    audits: [audit],
  });
  assertEquals(refused, { ok: false, refusal: { tag: "not_permitted" } });
  for (
    const table of [
      "sample",
      "ingest_batch",
      "audit_event",
      "stream",
      "origin",
      "touched_run",
      "ingest_group",
    ]
  ) {
    assertEquals((await select(db, `SELECT count(*) AS n FROM ${table}`))[0]!.n, 0, table);
  }
  const taken = await send(db, batch, {
    guards: [guard("SELECT 1 FROM patient WHERE id = ? AND active = 1", [1])],
    audits: [audit],
  });
  assert(taken.ok);
  assertEquals((await select(db, "SELECT count(*) AS n FROM audit_event"))[0]!.n, 1);
});

scratchTest("1% bad samples: each is named with its reason and the good ones are stored once", async (db) => {
  const starts = Array.from({ length: 900 }, (_, i) => testNow - 10 * hour + i * 1_000);
  const group = heartRates(starts, { end: [...starts] });
  const spoil: [number, keyof SampleGroup, unknown, string, string][] = [
    [3, "start", "yesterday", "start", "not_an_instant"],
    [50, "start", 1.5, "start", "not_an_instant"],
    [90, "start", Date.UTC(1899, 11, 31), "start", "before_1900"],
    [120, "end", starts[120]! - 1, "end", "end_before_start"],
    [200, "end", testNow + 11 * minute, "end", "in_future"],
    [300, "value", null, "value", "not_a_number"],
    [400, "value", "60", "value", "not_a_number"],
    [500, "value", 10_000, "value", "implausible"],
    [600, "uuid", "no", "uuid", "not_a_uuid"],
  ];
  for (const [index, column, value] of spoil) (group[column] as unknown[])[index] = value;
  const receipt = await stored(db, batchOf([group]));
  assertEquals(receipt.stored, 891);
  assertEquals(
    receipt.refusals,
    spoil.map(([index, , , field, reason]) => ({ list: "groups", group: 0, index, field, reason })),
  );
  assertEquals((await select(db, "SELECT count(*) AS n FROM sample"))[0]!.n, 891);
});

scratchTest("columns of different length refuse the whole batch and name the column", async (db) => {
  const group = heartRates([testNow - hour, testNow - 2 * hour], { value: [60] });
  assertEquals(await send(db, batchOf([heartRates([1]), group])), {
    ok: false,
    refusal: { tag: "invalid_batch", field: "groups.1.value", reason: "length_differs" },
  });
  assertEquals((await select(db, "SELECT count(*) AS n FROM sample"))[0]!.n, 0);
});

scratchTest(
  "units: what does not convert is refused, percentages come as 0–1 and are kept as 0–100",
  async (db) => {
    const saturation = "HKQuantityTypeIdentifierOxygenSaturation";
    const receipt = await stored(
      db,
      batchOf([
        heartRates([testNow - hour], { unit: "furlong" }),
        heartRates([testNow - hour], { unit: "constructor" }),
        heartRates([testNow - hour], { type: saturation, unit: "%", value: [0.97] }),
      ]),
    );
    assertEquals(receipt.refusals.map(({ group, reason }) => [group, reason]), [[0, "unknown_unit"], [
      1,
      "unknown_unit",
    ]]);
    assertEquals((await select(db, "SELECT value FROM sample")).map(({ value }) => value), [97]);
  },
);

scratchTest("an unknown type is kept under its identifier, with its unit and detail", async (db) => {
  await stored(
    db,
    batchOf([heartRates([testNow - hour], {
      type: "HKQuantityTypeIdentifierFromTheFuture",
      unit: "parsec",
      value: [3.25],
      detail: { "0": { "HKMetadataKeyNew": { nested: ["\u0000", "\ud800"] } } },
    })]),
  );
  assertEquals(
    await select(
      db,
      `SELECT t.code, s.value, o.unit, d.detail FROM sample s JOIN observation_type t ON t.id = s.type
        JOIN origin o ON o.id = s.origin JOIN sample_detail d ON d.uuid = s.uuid`,
    ),
    [{
      code: "HKQuantityTypeIdentifierFromTheFuture",
      value: 3.25,
      unit: "parsec",
      detail: JSON.stringify({ "HKMetadataKeyNew": { nested: ["\u0000", "\ud800"] } }),
    }],
  );
});

scratchTest("HKDevice strings hold a memory address: one watch stays one source (ow#578)", async (db) => {
  const device = (address: string) =>
    `<<HKDevice: ${address}>, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,1, software:9.1>`;
  for (const address of ["0x282e3b2a0", "0x282e3b2a1", "0xDEADBEEF"]) {
    await stored(
      db,
      batchOf([heartRates([testNow - hour], {
        source: { name: "Ada\u2019s\u00a0Apple Watch", device: device(address) },
      })]),
    );
  }
  await stored(db, batchOf([heartRates([testNow - hour])]));
  assertEquals(await select(db, "SELECT name_key, product FROM source"), [{
    nameKey: "Ada's Apple Watch",
    product: "Watch6,1",
  }]);
  assertEquals((await select(db, "SELECT count(*) AS n FROM origin"))[0]!.n, 2);
});

scratchTest("arrival order is not time order: late samples recompute old buckets", async (db) => {
  await stored(db, batchOf([heartRates([testNow - hour], { value: [80] })]));
  await stored(db, batchOf([heartRates([testNow - 20 * 24 * hour], { value: [50] })]));
  await stored(db, batchOf([heartRates([testNow - 20 * 24 * hour + 1], { value: [60] })]));
  const days = await select(db, "SELECT count, min, max, sum, last FROM rollup_day ORDER BY day");
  assertEquals(days, [
    { count: 2, min: 50, max: 60, sum: 110, last: 60 },
    { count: 1, min: 80, max: 80, sum: 80, last: 80 },
  ]);
  assertEquals((await select(db, "SELECT count, latest_value FROM stream"))[0], {
    count: 3,
    latestValue: 80,
  });
});

scratchTest("a deletion empties its buckets, and a late retry does not bring the sample back", async (db) => {
  const batch = batchOf([heartRates([testNow - hour, testNow - 30 * hour])]);
  await stored(db, batch);
  const uuid = batch.groups[0]!.uuid![1] as string;
  const deletion = batchOf([], { deletions: [{ type: batch.groups[0]!.type, uuid: [uuid] }] });
  assertEquals((await stored(db, deletion)).deleted, 1);
  assertEquals((await select(db, "SELECT count(*) AS n FROM rollup_hour"))[0]!.n, 1);
  assertEquals((await select(db, "SELECT count(*) AS n FROM rollup_day"))[0]!.n, 1);
  const retry = await stored(db, { ...batch, batchId: nextUuid() });
  assertEquals([retry.stored, retry.duplicate], [0, 2]);
  assertEquals((await select(db, "SELECT count FROM stream"))[0]!.count, 1);
  assertEquals(await rebuildRollups(db), []);
});

/** A row of an export that equals the phone's reading but for its fraction of a second. */
function exported(start: number, ordinals: number[]): SampleGroup {
  const { uuid: _, ...group } = heartRates(ordinals.map(() => Math.floor(start / 1_000) * 1_000));
  return { ...group, ordinal: ordinals };
}

for (const phoneFirst of [true, false]) {
  scratchTest(
    `an export and the phone meet one to one, ${
      phoneFirst ? "phone" : "export"
    } first; the phone's row stays`,
    async (db) => {
      const at = testNow - hour + 123;
      const phone = batchOf([heartRates([at])]);
      const file = batchOf([exported(at, [0, 1])]);
      for (const batch of phoneFirst ? [phone, file] : [file, phone]) await stored(db, batch);
      assertEquals(
        await select(
          db,
          "SELECT o.is_export, s.start FROM sample s JOIN origin o ON o.id = s.origin ORDER BY 1",
        ),
        [{ isExport: 0, start: at }, { isExport: 1, start: at - 123 }],
      );
      assertEquals((await select(db, "SELECT sum(count) AS n FROM rollup_hour"))[0]!.n, 2);
    },
  );
}

scratchTest("what was deleted on the phone does not come back by an old export", async (db) => {
  const at = testNow - hour + 123;
  const phone = batchOf([heartRates([at])]);
  await stored(db, phone);
  await stored(
    db,
    batchOf([], { deletions: [{ type: phone.groups[0]!.type, uuid: phone.groups[0]!.uuid as string[] }] }),
  );
  const receipt = await stored(db, batchOf([exported(at, [0])]));
  assertEquals([receipt.stored, receipt.duplicate], [0, 1]);
  assertEquals((await select(db, "SELECT count(*) AS n FROM sample"))[0]!.n, 0);
});

scratchTest("a phone's uuid that claims to be version 8 is still the phone's", async (db) => {
  const at = testNow - hour;
  await stored(db, batchOf([heartRates([at], { uuid: ["01234567-89ab-8def-8123-456789ab0000"] })]));
  const receipt = await stored(db, batchOf([exported(at, [0])]));
  assertEquals(receipt.duplicate, 1);
  assertEquals(
    (await select(db, "SELECT hex(uuid) AS uuid FROM sample"))[0]!.uuid,
    "0123456789AB8DEF8123456789AB0000",
  );
});

scratchTest(
  "intervals of a cumulative type are split by duration over midnight and over the clock change",
  async (db) => {
    // 600 steps from 23:50 to 00:20 Chicago time; the day before the clocks go forward.
    const start = Date.UTC(2026, 2, 8, 5, 50);
    await stored(
      db,
      batchOf([heartRates([start], {
        type: stepCount,
        unit: "count",
        end: [start + 30 * minute],
        offset: -360,
        value: [600],
      })]),
    );
    const [first, second] = await select(db, "SELECT day, sum, count, hours FROM rollup_day ORDER BY day");
    assertEquals([first!.sum, second!.sum], [200, 400]);
    assertEquals([first!.count, second!.count], [1, 0]);
    assertEquals((second!.day as number) - (first!.day as number), 1);
  },
);

scratchTest("the sample's own offset decides its day: travel and half-hour zones", async (db) => {
  const at = Date.UTC(2026, 1, 1, 20);
  await stored(
    db,
    batchOf([
      heartRates([at], { offset: -360 }),
      heartRates([at], { offset: 330 }),
      heartRates([at], { offset: 345 }),
    ]),
  );
  const rows = await select(db, "SELECT hour, offset FROM rollup_hour ORDER BY hour");
  const base = Date.UTC(2026, 1, 1) / hour;
  assertEquals(rows.map((row) => [(row.hour as number) - base, row.offset]), [[14, -360], [25, 345]]);
  assertEquals(
    (await select(db, "SELECT count, hours FROM rollup_day ORDER BY day")).map((row) => row.count),
    [1, 2],
  );
});

scratchTest("device totals: the newest computation wins, not the last to arrive", async (db) => {
  const total = (computedAt: number, value: number, name = "Ada's iPhone") => ({
    type: stepCount,
    unit: "count",
    period: "hour" as const,
    source: { name },
    computedAt,
    start: [testNow - 5 * hour],
    offset: -300,
    value: [value],
  });
  await stored(db, batchOf([], { totals: [total(testNow - 1_000, 900)] }));
  await stored(db, batchOf([], { totals: [total(testNow - 2_000, 800)] }));
  assertEquals((await select(db, "SELECT value FROM device_total")).map(({ value }) => value), [900]);
});

scratchTest(
  "naughty strings in every string field are kept as they are or refused, never a throw",
  async (db) => {
    const shared = Deno.env.get("SHARED") ?? "../shared";
    let text: string;
    try {
      text = await Deno.readTextFile(`${shared}/corpora/naughty_strings.json`);
    } catch {
      text = JSON.stringify(["", "\0", "\ud800", "'; DROP TABLE sample; --", "Ω≈ç√∫", "\u202etest", "👩‍👩‍👧"]);
    }
    const strings = (JSON.parse(text) as string[]).filter((string) =>
      string.length > 0 && string.length <= 60
    );
    assert(strings.length > 5);
    const at = testNow - 24 * hour;
    let sent = 0;
    for (let i = 0; i < strings.length; i += 40) {
      const groups = strings.slice(i, i + 40).map((string, index): SampleGroup =>
        heartRates([at + i + index], {
          type: "HKQuantityTypeIdentifierUnknown",
          unit: string,
          zone: string,
          source: { name: string, bundle: string, version: string, product: string, device: string },
          detail: { "0": { [string]: string, ["__proto__"]: string } },
        })
      );
      const receipt = await stored(db, batchOf(groups));
      assertEquals(receipt.refused, 0);
      sent += receipt.stored;
    }
    assertEquals(sent, strings.length);
    const rows = await select(
      db,
      "SELECT s.start, o.name, o.unit, o.zone, o.bundle, o.version, o.device FROM sample s JOIN origin o ON o.id = s.origin",
    );
    for (const row of rows) {
      const string = strings[(row.start as number) - at]!.replaceAll("\0", "\ufffd").toWellFormed();
      for (const field of ["name", "unit", "zone", "bundle", "version"]) {
        assertEquals(
          row[field],
          string,
          field,
        );
      }
    }
    const details = await select(db, "SELECT start, detail FROM sample_detail");
    for (const row of details) {
      assertEquals(
        (JSON.parse(row.detail as string) as Record<string, string>)[strings[(row.start as number) - at]!],
        strings[(row.start as number) - at],
      );
    }
    assertEquals(await rebuildRollups(db), []);
  },
);

scratchTest("any JSON value in any column is taken, or refused with a reason, never a throw", async (db) => {
  const shared = Deno.env.get("SHARED") ?? "../shared";
  let texts = [
    "null",
    "[]",
    "{}",
    "1e999",
    "-0",
    "1e-400",
    '"\\ud800"',
    "true",
    "[[[]]]",
    "9007199254740993",
  ];
  try {
    const corpus = JSON.parse(await Deno.readTextFile(`${shared}/corpora/json_parsing.json`)) as {
      base64: string;
    }[];
    texts = texts.concat(corpus.map(({ base64 }) => atob(base64)));
  } catch {
    // The folder is not everywhere; the list above is.
  }
  const values: unknown[] = [];
  for (const text of texts) {
    try {
      values.push(JSON.parse(text));
    } catch {
      // Not JSON: never gets this far.
    }
  }
  const at = testNow - 24 * hour;
  const starts = values.map((_, index) => at + index * 1_000);
  const columns = { start: values, end: values, value: values, uuid: values, offset: values };
  for (const [name, column] of Object.entries(columns)) {
    const receipt = await stored(db, batchOf([heartRates(starts, { [name]: column })]));
    assertEquals(receipt.stored + receipt.duplicate + receipt.refused, values.length, name);
    assert(receipt.refused > values.length / 2, name);
  }
  const detail = Object.fromEntries(values.map((value, index) => [String(index), { value }]));
  assertEquals((await stored(db, batchOf([heartRates(starts, { detail })]))).stored, values.length);
  assertEquals(await rebuildRollups(db), []);
});
