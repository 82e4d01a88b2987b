/**
 * Bytes that a sample takes on disk: everything the product keeps of it (row, indexes, rollups, its share of the batch
 * and of the stream) against a table of the same columns keyed by UUID with an index by patient, type and time. Both
 * files are vacuumed, which favours the baseline: random keys leave its pages part empty.
 */
import { ingestBatch } from "../../observation/ingest_batch.ts";
import { unpackSamples } from "../../observation/packed_samples.ts";
import { stageBatch } from "../../observation/stage_batch.ts";
import { openClinic } from "../../observation/testing/clinic_database.ts";
import { mixedBatch, seededRandom } from "../../observation/testing/sample_batches.ts";
import { testNow } from "../scenario.ts";
import { databaseBytes, openDriver } from "./driver.ts";
import type { Figure } from "./figure.ts";

const batches = 200, samples = 1_000, dayMs = 86_400_000;

const keyedTable = `
CREATE TABLE keyed (uuid BLOB PRIMARY KEY, patient INTEGER NOT NULL, type INTEGER NOT NULL,
  start INTEGER NOT NULL, duration INTEGER NOT NULL, offset INTEGER NOT NULL, value REAL,
  source INTEGER NOT NULL, origin INTEGER NOT NULL, batch INTEGER NOT NULL) STRICT;
CREATE INDEX keyed_by_start ON keyed (patient, type, start)`;

export async function bench(): Promise<Figure[]> {
  const clinic = await openClinic();
  const subject = openDriver(clinic.path);
  const keyedPath = `${clinic.path}.keyed`;
  const keyed = openDriver(keyedPath);
  try {
    subject.exec("VACUUM");
    keyed.exec(keyedTable);
    const empty = { subject: databaseBytes(subject), keyed: databaseBytes(keyed) };
    const insert = keyed.prepare("INSERT INTO keyed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const random = seededRandom(7);
    for (let number = 0; number < batches; number++) {
      const from = testNow - (batches - number) * 2 * dayMs;
      const batch = mixedBatch(random, from, from + 2 * dayMs, samples);
      const result = await ingestBatch(clinic.db, {
        patient: 1,
        actor: "device:AAAAAAAAAAAAAAAAAAAAAA",
        basis: "device",
        requestHash: new Uint8Array(32),
        now: testNow,
        guards: [],
        audits: [],
      }, batch);
      if (!result.ok || result.receipt.stored !== samples) throw new Error("the bench lost samples");
      const staged = stageBatch(batch, 1, testNow);
      if ("tag" in staged) throw new Error(staged.tag);
      keyed.exec("BEGIN");
      for (const { uuid, group, start, duration, offset, value } of unpackSamples(staged.rows)) {
        insert.run(uuid, 1, group + 1, start, duration, offset, value, 1, 1, number);
      }
      keyed.exec("COMMIT");
    }
    subject.exec("VACUUM");
    keyed.exec("VACUUM");
    const total = batches * samples;
    const ours = (databaseBytes(subject) - empty.subject) / total;
    const theirs = (databaseBytes(keyed) - empty.keyed) / total;
    const parts = subject.prepare(
      `SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC LIMIT 3`,
    ).all().map(({ name, bytes }) => `${name} ${(Number(bytes) / total).toFixed(1)}`);
    return [{
      what: "bytes a sample on disk",
      baseline: "table keyed by UUID",
      value: ours / theirs,
      unit: "×",
      better: "lower",
      bar: 0.65,
      stretch: 0.5,
      note: `${ours.toFixed(1)} B (${parts.join(", ")}); ${theirs.toFixed(1)} B`,
    }];
  } finally {
    subject.close();
    keyed.close();
    await clinic.dispose();
  }
}
