/**
 * A small clinic for browser tests, made through the product's own modules: one of each kind of person, enough
 * patients for two pages, a year of vitals for one of them, and a name that tries to be a script.
 */
import type { ObservationBatch } from "../../schema/observation.ts";
import { openFile } from "../../api/adapters/libsql_file.ts";
import { readMigrations } from "../../api/adapters/read_migrations.ts";
import { type Database, mustWrite, q, type Statement, statement } from "../../api/database.ts";
import { clinicContact } from "../../api/demo/clinic_contact.ts";
import { demoPatients } from "../../api/demo/people.ts";
import { stories } from "../../api/demo/stories.ts";
import { vitalsOf } from "../../api/demo/vitals.ts";
import { migrate } from "../../api/migrate.ts";
import { ingestBatch } from "../../api/observation/ingest_batch.ts";
import { searchName } from "../../api/patient/queries.ts";
import { sha256 } from "../../api/random.ts";
import { seedPeople } from "../../api/testing/scenario.ts";

export { people } from "../../api/testing/scenario.ts";

const seed = "browser";
/** Patients beyond the two that can sign in: with them the list has a second page. */
const morePatients = 30;
/** Public id of the patient whose name is markup. */
export const scriptedPatient = "scripted";
/** The names of that patient: each would call `alert` if it ever came alive. */
export const scriptedName = {
  given: "<script>alert(1)</script>",
  family: `"><img src=x onerror=alert(2)>`,
};

function patient(id: number, publicId: string, given: string, family: string, birthDate: string): Statement {
  return statement(
    q.insertInto("patient").values({
      id,
      publicId,
      givenName: given,
      familyName: family,
      searchName: searchName(given, family),
      birthDate,
      gender: "female",
      email: null,
      phone: "(312) 555-0142",
      createdAt: 0,
    }),
  );
}

/** Headaches of three weeks ago, as the phone's own app records them: a category type. */
function headaches(now: number): ObservationBatch {
  const start = Math.floor(now / 86_400_000) * 86_400_000 - 21 * 86_400_000;
  return {
    batchId: "5c0a3c9e-8f0e-4f6e-9d2c-6a54d6c3f001",
    patient: "patient1",
    groups: [{
      type: "HKCategoryTypeIdentifierHeadache",
      source: { name: "Grace\u2019s iPhone", bundle: "com.apple.Health", version: "18.5" },
      zone: "America/Chicago",
      start: [start, start + 2 * 86_400_000, start + 7 * 86_400_000],
      end: [start + 3_600_000, start + 2 * 86_400_000 + 7_200_000, start + 7 * 86_400_000 + 1_800_000],
      offset: -360,
      value: [2, 3, 4],
      uuid: [
        "0f7c6c1e-3a35-4a5e-8f0a-0c6a4b0e1001",
        "0f7c6c1e-3a35-4a5e-8f0a-0c6a4b0e1002",
        "0f7c6c1e-3a35-4a5e-8f0a-0c6a4b0e1003",
      ],
    }],
  };
}

/** The phone's own sums of a few whole hours five days ago, which are not what its readings add up to. */
function stepTotals(now: number): ObservationBatch {
  const noon = Math.floor(now / 86_400_000) * 86_400_000 - 5 * 86_400_000 + 18 * 3_600_000;
  return {
    batchId: "5c0a3c9e-8f0e-4f6e-9d2c-6a54d6c3f002",
    patient: "patient1",
    groups: [],
    totals: [{
      type: "HKQuantityTypeIdentifierStepCount",
      unit: "count",
      period: "hour",
      source: { name: "Grace\u2019s iPhone", bundle: "com.apple.health", product: "iPhone16,1" },
      computedAt: now,
      start: [0, 1, 2].map((hour) => noon + hour * 3_600_000),
      offset: -360,
      value: [12_345, 678, 90],
    }],
  };
}

async function ingest(db: Database, batch: ObservationBatch, now: number): Promise<void> {
  const result = await ingestBatch(db, {
    patient: 1,
    actor: "practitioner1",
    basis: "practitioner",
    reason: "test data",
    requestHash: await sha256(batch.batchId),
    now,
    guards: [],
    audits: [],
  }, batch);
  if (!result.ok) throw new Error(`a batch was not taken: ${result.refusal.tag}`);
  const [refusal] = result.receipt.refusals;
  if (refusal !== undefined) throw new Error(`a sample was refused: ${refusal.field} ${refusal.reason}`);
}

/** Fills a migrated, empty database as of `now` (UTC ms) with `days` of vitals. */
export async function fillClinic(db: Database, now: number, days = 365): Promise<void> {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO("America/Chicago")
    .toPlainDate();
  const others = demoPatients(seed, today).slice(0, morePatients);
  await mustWrite(db, [
    ...await seedPeople(),
    statement(
      q.updateTable("patient").set({ gender: "male", birthDate: "1975-11-02" }).where("id", "=", 2),
    ),
    statement(q.updateTable("organization").set({ ...clinicContact(today), phone: "(312) 555-0100" })),
    statement(
      q.updateTable("practitioner").set({
        specialties: '["Family medicine"]',
        languages: '["en","es"]',
        phone: "(312) 555-0191",
        mobile: "(312) 555-0192",
        email: "ada.moreno@clinic.test",
        shown: '["photo","specialties","languages","phone","mobile"]',
      }).where("id", "=", 1),
    ),
    ...others.map((one, index) => patient(index + 3, one.publicId, one.given, one.family, one.birthDate)),
    patient(morePatients + 3, scriptedPatient, scriptedName.given, scriptedName.family, "1990-01-01"),
    statement(
      q.insertInto("careTeam").values({
        patient: 1,
        practitioner: 1,
        isPrimary: 1,
        startedAt: 0,
        endedAt: null,
      }),
    ),
  ]);
  const wearer = { ...stories.diabetic2, weighs: 0.5, takesPressure: 0.5 };
  const request = {
    seed,
    patient: "patient1",
    givenName: "Grace",
    wearer,
    zone: "America/Chicago",
    now,
    days,
  };
  for (const batch of vitalsOf(request)) await ingest(db, batch, now);
  await ingest(db, headaches(now), now);
  await ingest(db, stepTotals(now), now);
}

/** Makes a migrated database file at `path`; `fill` puts in what the test needs. */
export async function makeDatabase(path: string, fill?: (db: Database) => Promise<void>): Promise<void> {
  const db = await openFile(`file:${path}`);
  try {
    await migrate(db, readMigrations(), Date.now());
    await fill?.(db);
  } finally {
    db.close();
  }
}
