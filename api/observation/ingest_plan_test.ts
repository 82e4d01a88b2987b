import { assert } from "deno-std/assert/mod.js";
import { ingestStatements } from "./ingest_sql.ts";
import { rebuildChunk } from "./rebuild_sql.ts";
import { stageBatch } from "./stage_batch.ts";
import { batchOf, heartRate, heartRates, nextUuid, scratchTest, select, testNow } from "./testing/ingest.ts";

/** Tables that grow with the clinic; the rest are dictionaries of a few rows, or the batch's own scratch. */
const large = [
  "sample",
  "sample_detail",
  "tombstone",
  "rollup_hour",
  "rollup_day",
  "merged_day",
  "night",
  "stream",
];

scratchTest("no statement of an ingest or a rebuild walks through a table that grows", async (db) => {
  const staged = stageBatch(
    batchOf([heartRates([testNow], { detail: { "0": { a: 1 } } })], {
      deletions: [{ type: heartRate, uuid: [nextUuid()] }],
      totals: [],
    }),
    1,
    testNow,
  );
  if ("tag" in staged) throw new Error(staged.tag);
  const scope = {
    patient: 1,
    actor: "test",
    basis: "patient" as const,
    requestHash: new Uint8Array(32),
    now: testNow,
  };
  const statements = [
    ...ingestStatements(scope, nextUuid(), staged, "plain").statements,
    ...ingestStatements(scope, nextUuid(), staged, "full").statements,
    ...rebuildChunk(1, 1, 0, 100).statements,
  ];
  let searched = 0;
  for (const { sql, args } of statements) {
    const aliases = new Map(
      [...sql.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE)\s+(\w+)(?:\s+(?:AS\s+)?(\w+))?/g)]
        .flatMap(([, table, alias]) => [[alias ?? table!, table!], [table!, table!]] as [string, string][]),
    );
    for (const { detail } of await select(db, `EXPLAIN QUERY PLAN ${sql}`, ...args)) {
      const [, way, name] = /^(SCAN|SEARCH) (\w+)/.exec(detail as string) ?? [];
      if (name === undefined || !large.includes(aliases.get(name) ?? name)) continue;
      // Within one patient a search goes by the type at least, or by the day of a night.
      const narrow = way === "SEARCH" && /patient=\? AND (type=\?|day>\?|day=\?)/.test(detail as string);
      assert(narrow, `${detail} in ${sql}`);
      searched++;
    }
  }
  assert(searched > 40, `${searched} searches were looked at`);
});
