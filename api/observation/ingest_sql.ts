/**
 * The statements of one ingest, in order. Together they are one write batch: guards, samples, deletions, buckets
 * and audit stand or fall as a whole, and nothing is read back to decide.
 *
 * Which rows stay is a function of what was ever sent, not of the order it came in. A sample leaves when its
 * uuid is tombstoned; a row of an export also when the phone's readings that equal it (same second of start and
 * end, same value to 6 digits, same source name; live or deleted) outnumber its ordinal. Export rows are known
 * by their origin, not by what their uuid claims to be. Everything is therefore inserted first and the rule
 * applied to the touched hours after; streams without tombstones or without both kinds skip it.
 */
import type { SqlValue, Statement } from "../database.ts";
import { localHourSql, wholeSecondSql } from "./local_time.ts";
import { packedSql } from "./packed_samples.ts";
import * as rollup from "./rollup_sql.ts";
import type { StagedBatch } from "./stage_batch.ts";

/** Who sends, for whom, and by what right. */
export interface IngestScope {
  /** The patient's compact key. */
  readonly patient: number;
  /** Public id of the sign-in, or `device:…`. */
  readonly actor: string;
  /** By whose right. `grant`: that of the import grant whose public id follows `device:` in `actor`. */
  readonly basis: "patient" | "practitioner" | "device" | "grant";
  /** Why a practitioner may; a grant carries its own. */
  readonly reason?: string;
  /** SHA-256 of the request's body. */
  readonly requestHash: Uint8Array;
  /** UTC ms. */
  readonly now: number;
}

const thisBatch = (parameter: string) =>
  `(SELECT id FROM ingest_batch WHERE uuid = unhex(${parameter}, '-'))`;

const insertTypes = `
INSERT OR IGNORE INTO observation_type (code, aggregation)
SELECT value ->> 0, value ->> 1 FROM json_each(?1)`;

const insertSources = `
INSERT OR IGNORE INTO source (name_key, product)
SELECT value ->> 3, value ->> 4 FROM json_each(?1)`;

const insertOrigins = `
INSERT OR IGNORE INTO origin (source, is_export, name, bundle, version, device, zone, unit)
SELECT s.id, j.value ->> 2, j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8, j.value ->> 9,
  j.value ->> 10
FROM json_each(?1) j
CROSS JOIN source s ON s.name_key = j.value ->> 3 AND s.product = j.value ->> 4`;

const insertGroups = `
INSERT INTO ingest_group (id, type, source, origin)
SELECT j.value ->> 0, t.id, s.id, o.id
FROM json_each(?1) j
CROSS JOIN observation_type t ON t.code = j.value ->> 1
CROSS JOIN source s ON s.name_key = j.value ->> 3 AND s.product = j.value ->> 4
CROSS JOIN origin o ON o.source = s.id AND o.is_export = j.value ->> 2 AND o.name = j.value ->> 5
  AND o.bundle = j.value ->> 6 AND o.version = j.value ->> 7 AND o.device = j.value ->> 8
  AND o.zone = j.value ->> 9 AND o.unit = j.value ->> 10`;

const insertRuns = `
INSERT INTO touched_run (type, first_hour, last_hour, shrinks)
SELECT t.id, j.value ->> 1, j.value ->> 2, 0
FROM json_each(?1) j CROSS JOIN observation_type t ON t.code = j.value ->> 0`;

const upsertStreams = `
INSERT INTO stream (patient, type, generation, count, last_received_at, min_offset, max_offset, max_duration,
  has_phone, has_export, has_tombstone)
SELECT ?1, t.id, 0, 0, ?3, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5, j.value ->> 6, 0
FROM json_each(?2) j CROSS JOIN observation_type t ON t.code = j.value ->> 0
WHERE true
ON CONFLICT (patient, type) DO UPDATE SET
  last_received_at = max(last_received_at, excluded.last_received_at),
  min_offset = min(min_offset, excluded.min_offset),
  max_offset = max(max_offset, excluded.max_offset),
  max_duration = max(max_duration, excluded.max_duration),
  has_phone = max(has_phone, excluded.has_phone),
  has_export = max(has_export, excluded.has_export)`;

const row = packedSql("?2", "k.n");
// A plain ingest takes what is known and ordinary. NULL, which the table does not take, aborts it: where a
// dictionary has no such entry yet, or where the stream has tombstones or the other kind of reading.
const insertKnownGroups = `
INSERT INTO ingest_group (id, type, source, origin)
SELECT j.value ->> 0,
  iif(st.has_tombstone = 1 OR iif(j.value ->> 2, st.has_phone, st.has_export) = 1, NULL, t.id), s.id, o.id
FROM json_each(?2) j
LEFT JOIN observation_type t ON t.code = j.value ->> 1
LEFT JOIN source s ON s.name_key = j.value ->> 3 AND s.product = j.value ->> 4
LEFT JOIN origin o ON o.source = s.id AND o.is_export = j.value ->> 2 AND o.name = j.value ->> 5
  AND o.bundle = j.value ->> 6 AND o.version = j.value ->> 7 AND o.device = j.value ->> 8
  AND o.zone = j.value ->> 9 AND o.unit = j.value ->> 10
LEFT JOIN stream st ON st.patient = ?1 AND st.type = t.id`;

/** Whether a constraint is that of a plain ingest which needs to be a full one. */
export function needsFullIngest(message: string): boolean {
  return /NOT NULL constraint failed: ingest_group\./.test(message);
}

const insertSamples = `
INSERT OR IGNORE INTO sample (patient, type, start, uuid, duration, offset, value, source, origin, batch)
SELECT ?1, g.type, ${row.start}, ${row.uuid}, ${row.duration}, ${row.offset}, ${row.value}, g.source, g.origin,
  ${thisBatch("?3")}
FROM counting k CROSS JOIN ingest_group g ON g.id = ${row.group}
WHERE k.n < ?4`;

/** The receipt of a plain ingest, right after its samples. */
const returnReceipt = `
UPDATE ingest_batch SET stored = changes(), duplicate = ?2 - changes() WHERE uuid = unhex(?1, '-')
RETURNING patient, request_hash, stored, duplicate, deleted, refusals`;

// A repetition changes no bucket: nothing to rebuild.
const insertRunsIfStored = `
INSERT INTO touched_run (type, first_hour, last_hour, shrinks)
SELECT t.id, j.value ->> 1, j.value ->> 2, 0
FROM (SELECT 1 FROM ingest_batch WHERE uuid = unhex(?2, '-') AND stored > 0)
CROSS JOIN json_each(?1) j CROSS JOIN observation_type t ON t.code = j.value ->> 0`;

const countInserted = `UPDATE ingest_batch SET stored = changes() WHERE uuid = unhex(?1, '-')`;

const insertDetails = `
INSERT OR IGNORE INTO sample_detail (patient, type, start, uuid, detail)
SELECT ?1, s.type, s.start, s.uuid, j.value ->> 3
FROM json_each(?2) j
CROSS JOIN ingest_group g ON g.id = j.value ->> 0
CROSS JOIN sample s ON s.patient = ?1 AND s.type = g.type AND s.start = j.value ->> 1
  AND s.uuid = unhex(j.value ->> 2, '-')`;

// What the clinic measured is not a device's to delete; the clinic gives it up in a guard, before this.
const insertTombstones = `
INSERT OR IGNORE INTO tombstone (patient, type, uuid)
SELECT ?1, t.id, unhex(j.value ->> 1, '-')
FROM json_each(?2) j CROSS JOIN observation_type t ON t.code = j.value ->> 0
WHERE NOT EXISTS (
  SELECT 1 FROM clinic_measurement m
  WHERE m.patient = ?1 AND m.type = t.id AND m.uuid = unhex(j.value ->> 1, '-')
)`;

const deletedTypes = `
  SELECT DISTINCT t.id AS type FROM json_each(?2) j CROSS JOIN observation_type t ON t.code = j.value ->> 0`;

const markTombstones = `
UPDATE stream SET has_tombstone = 1 WHERE patient = ?1 AND type IN (${deletedTypes})`;

// A deletion has no start, so this walks the type once for all of them.
const findDeleted = `
INSERT OR IGNORE INTO leaving_sample (type, start, uuid, by_request, is_new)
SELECT s.type, s.start, s.uuid, 1, s.batch = ${thisBatch("?3")}
FROM (${deletedTypes}) d
CROSS JOIN sample s ON s.patient = ?1 AND s.type = d.type
CROSS JOIN tombstone b ON b.patient = ?1 AND b.type = s.type AND b.uuid = s.uuid`;

const findTombstoned = `
INSERT OR IGNORE INTO leaving_sample (type, start, uuid, by_request, is_new)
SELECT s.type, s.start, s.uuid, 1, s.batch = ${thisBatch("?2")}
FROM touched_run r ${rollup.samplesOfRun}
CROSS JOIN tombstone b ON b.patient = ?1 AND b.type = s.type AND b.uuid = s.uuid
WHERE st.has_tombstone = 1`;

const valueText = (alias: string) => `iif(${alias}.value IS NULL, '', printf('%.6g', ${alias}.value))`;
const startSecond = (alias: string) => wholeSecondSql(`${alias}.start`);
const endSecond = (alias: string) => wholeSecondSql(`(${alias}.start + ${alias}.duration)`);

// An upsert, since UPDATE … FROM would walk every tombstone of the patient.
const nameTombstones = `
INSERT INTO tombstone (patient, type, uuid, start_second, end_second, value_text, name_key)
SELECT ?1, s.type, s.uuid, ${startSecond("s")}, ${endSecond("s")}, ${valueText("s")}, c.name_key
FROM leaving_sample l
CROSS JOIN sample s ON s.patient = ?1 AND s.type = l.type AND s.start = l.start AND s.uuid = l.uuid
CROSS JOIN origin o ON o.id = s.origin AND o.is_export = 0
CROSS JOIN source c ON c.id = s.source
WHERE true
ON CONFLICT (patient, type, uuid) DO UPDATE SET start_second = excluded.start_second,
  end_second = excluded.end_second, value_text = excluded.value_text, name_key = excluded.name_key`;

const equalReadings = `
  (SELECT count(*) FROM sample p
   CROSS JOIN origin po ON po.id = p.origin AND po.is_export = 0
   CROSS JOIN source ps ON ps.id = p.source AND ps.name_key = c.name_key
   WHERE p.patient = ?1 AND p.type = s.type
     AND p.start >= ${startSecond("s")} * 1000 AND p.start < ${startSecond("s")} * 1000 + 1000
     AND ${endSecond("p")} = ${endSecond("s")} AND ${valueText("p")} = ${valueText("s")}
     AND NOT EXISTS (
       SELECT 1 FROM leaving_sample l WHERE l.type = p.type AND l.start = p.start AND l.uuid = p.uuid
     ))
  + (SELECT count(*) FROM tombstone b
     WHERE b.patient = ?1 AND b.type = s.type AND b.start_second = ${startSecond("s")}
       AND b.end_second = ${endSecond("s")} AND b.value_text = ${
  valueText("s")
} AND b.name_key = c.name_key)`;

// An ordinal is the last two bytes of the uuid; blobs compare byte by byte.
const findYielding = `
INSERT OR IGNORE INTO leaving_sample (type, start, uuid, by_request, is_new)
SELECT s.type, s.start, s.uuid, 0, s.batch = ${thisBatch("?2")}
FROM touched_run r ${rollup.samplesOfRun}
CROSS JOIN origin o ON o.id = s.origin AND o.is_export = 1
CROSS JOIN source c ON c.id = s.source
WHERE st.has_export = 1 AND (st.has_phone = 1 OR st.has_tombstone = 1)
  AND substr(s.uuid, 15, 2) < unhex(printf('%04x', min(65535, ${equalReadings})))`;

const touchLeaving = `
INSERT INTO touched_run (type, first_hour, last_hour, shrinks)
SELECT s.type, ${localHourSql("s.start", "s.offset")},
  iif(t.aggregation IN ('sum', 'duration'),
    ${localHourSql("s.start + max(s.duration - 1, 0)", "s.offset")}, ${localHourSql("s.start", "s.offset")}),
  1
FROM leaving_sample l
CROSS JOIN observation_type t ON t.id = l.type
CROSS JOIN sample s ON s.patient = ?1 AND s.type = l.type AND s.start = l.start AND s.uuid = l.uuid
WHERE l.is_new = 0
ON CONFLICT DO UPDATE SET shrinks = 1`;

const removeSamples = `
DELETE FROM sample WHERE (patient, type, start, uuid) IN (SELECT ?1, type, start, uuid FROM leaving_sample)`;
const removeDetails = `
DELETE FROM sample_detail
WHERE (patient, type, start, uuid) IN (SELECT ?1, type, start, uuid FROM leaving_sample)`;

const writeReceipt = `
UPDATE ingest_batch SET
  stored = stored - (SELECT count(*) FROM leaving_sample WHERE is_new = 1),
  duplicate = ?2 - stored + (SELECT count(*) FROM leaving_sample WHERE is_new = 1),
  deleted = (SELECT count(*) FROM leaving_sample WHERE is_new = 0 AND by_request = 1)
WHERE uuid = unhex(?1, '-')`;

// A repetition changes no bucket: nothing to rebuild.
const skipUnchanged = `
DELETE FROM touched_run
WHERE (SELECT stored FROM ingest_batch WHERE uuid = unhex(?1, '-')) = 0
  AND NOT EXISTS (SELECT 1 FROM leaving_sample WHERE is_new = 0)`;

const upsertTotals = `
INSERT INTO device_total (patient, type, period, bucket, source, offset, value, computed_at)
SELECT ?1, g.type, j.value ->> 1, j.value ->> 2, g.source, j.value ->> 3, j.value ->> 4, j.value ->> 5
FROM json_each(?2) j CROSS JOIN ingest_group g ON g.id = j.value ->> 0
WHERE true
ON CONFLICT (patient, type, period, bucket, offset, source) DO UPDATE SET
  value = excluded.value, computed_at = excluded.computed_at
WHERE (excluded.computed_at, excluded.value) > (computed_at, value)`;

const touchTotals = `
INSERT OR IGNORE INTO touched_run (type, first_hour, last_hour, shrinks)
SELECT DISTINCT g.type, j.value ->> 6, j.value ->> 7, 0
FROM json_each(?1) j CROSS JOIN ingest_group g ON g.id = j.value ->> 0`;

/** The bucket statements over `touched_run`, in order; shared with rebuilding. */
export const rebuildTouched: readonly string[] = [
  rollup.openStreams,
  rollup.clearHours,
  rollup.fillLevelHours,
  rollup.fillSplitHours,
  rollup.clearDays,
  rollup.fillDays,
  rollup.closeStreams,
  rollup.forgetMergedDays,
  rollup.forgetNights,
];
/** Selects the columns of a receipt by the batch's uuid (`?1`). */
export const selectReceipt = `
SELECT patient, request_hash, stored, duplicate, deleted, refusals FROM ingest_batch
WHERE uuid = unhex(?1, '-')`;

/** Statements, and which of them gives the receipt's columns. */
export interface IngestStatements {
  readonly statements: Statement[];
  readonly receiptAt: number;
}

/**
 * Every statement of the ingest of a staged batch, without guards and audits. A batch id that was used before
 * fails in the first.
 *
 * `plain` leaves out dictionaries and everything about samples that leave: half the statements, each of which
 * has its price over HTTP. It fails (`needsFullIngest`) where it is not enough.
 */
export function ingestStatements(
  scope: IngestScope,
  batchId: string,
  staged: StagedBatch,
  path: "plain" | "full",
): IngestStatements {
  const { patient } = scope;
  const statements: Statement[] = [];
  const add = (sql: string, ...args: SqlValue[]) => statements.push({ sql, args });
  const addTotals = () => {
    if (staged.totals === "") return;
    add(upsertTotals, patient, staged.totals);
    add(touchTotals, staged.totals);
  };

  add(
    `INSERT INTO ingest_batch (uuid, patient, actor, basis, reason, request_hash, received_at, refusals)
     SELECT unhex(?1, '-'), ?2, ?3, iif(?4 = 'grant', g.basis, ?4), iif(?4 = 'grant', g.reason, ?5), ?6, ?7, ?8
     FROM (SELECT 1) LEFT JOIN import_grant g ON ?4 = 'grant' AND g.public_id = substr(?3, length('device:') + 1)`,
    batchId,
    patient,
    scope.actor,
    scope.basis,
    scope.reason ?? null,
    scope.requestHash,
    scope.now,
    JSON.stringify(staged.refusals),
  );
  if (path === "plain") {
    add(insertKnownGroups, patient, staged.groups);
    add(upsertStreams, patient, staged.types, scope.now);
    add(insertSamples, patient, staged.rows, batchId, staged.good);
    const receiptAt = add(returnReceipt, batchId, staged.good) - 1;
    if (staged.details !== "") add(insertDetails, patient, staged.details);
    add(insertRunsIfStored, staged.runs, batchId);
    addTotals();
    add(rollup.openStreams, patient);
    if (staged.hasLevels) add(rollup.fillLevelHours, patient);
    if (staged.hasSplits) add(rollup.fillSplitHours, patient);
    add(rollup.fillDays, patient);
    add(rollup.closeStreams, patient);
    if (staged.hasSplits) {
      add(rollup.forgetMergedDays, patient);
      add(rollup.forgetNights, patient);
    }
    return { statements, receiptAt };
  }
  add(insertTypes, staged.types);
  add(insertSources, staged.groups);
  add(insertOrigins, staged.groups);
  add(insertGroups, staged.groups);
  add(insertRuns, staged.runs);
  add(upsertStreams, patient, staged.types, scope.now);
  add(insertSamples, patient, staged.rows, batchId, staged.good);
  add(countInserted, batchId);
  if (staged.details !== "") add(insertDetails, patient, staged.details);
  if (staged.deletions !== "") {
    add(insertTombstones, patient, staged.deletions);
    add(markTombstones, patient, staged.deletions);
    add(findDeleted, patient, staged.deletions, batchId);
  }
  add(findTombstoned, patient, batchId);
  add(nameTombstones, patient);
  add(findYielding, patient, batchId);
  add(touchLeaving, patient);
  add(removeSamples, patient);
  add(removeDetails, patient);
  add(writeReceipt, batchId, staged.good);
  add(skipUnchanged, batchId);
  addTotals();
  for (const sql of rebuildTouched) add(sql, patient);
  add(selectReceipt, batchId);
  return { statements, receiptAt: statements.length - 1 };
}
