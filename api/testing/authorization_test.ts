/**
 * Who may call what: every route of the OpenAPI document by every kind of caller, about one patient's things, against
 * a table that says the answer. A route that the table does not know fails. What is denied writes nothing but, for a
 * known caller, the one audit event that says so.
 */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import { defaultSignalRules } from "../../schema/signal_rules.ts";
import { createApi } from "../app.ts";
import { type Database, mustWrite, q, type Row, statement } from "../database.ts";
import { instants, seedReadings, uuidOf } from "../observation/testing/seed_readings.ts";
import { png } from "./pictures.ts";
import * as bodies from "./profile_bodies.ts";
import { scenario } from "./runtimes.ts";
import { people, type Person, type Scenario, testNow } from "./scenario.ts";

const callers = [
  "anonymous",
  /** A session that was signed out, used again. */
  "signedOut",
  /** The patient whom the request is about. */
  "owner",
  /** Another patient. */
  "other",
  /** A practitioner of the patient's care team. */
  "practitioner",
  /** A practitioner who is not in it. */
  "outsider",
  "administrator",
  /** An import grant of the patient's. */
  "device",
  /** An import grant of another patient's. */
  "otherDevice",
  /** A bearer token that this clinic never made. */
  "forged",
] as const;
type Caller = (typeof callers)[number];

interface Call {
  path?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: unknown;
}

interface Expected {
  /** One status for each caller, in their order. */
  statuses: string;
  call?: (unique: number, db: Database) => Call | Promise<Call>;
}

const patient = { path: { patient: people.patient.id } };
const range = { type: "heart_rate", from: "2026-03-01T00:00:00Z", to: "2026-03-10T00:00:00Z" };
/** An open invitation, of a patient (who may have only one) or of a colleague. */
async function addInvitation(db: Database, publicId: string, ofPatient: number | null): Promise<void> {
  await mustWrite(db, [{
    sql: `INSERT INTO invitation (public_id, token_hash, email, email_key, patient, given_name, family_name,
        is_practitioner, invited_by, created_at, expires_at)
      VALUES (?1, randomblob(32), ?1, ?1, ?2, 'Nova', 'Neu', ?2 IS NULL, 1, 0, 4e12) ON CONFLICT DO NOTHING`,
    args: [publicId, ofPatient],
  }]);
}

const steps = "HKQuantityTypeIdentifierStepCount";
const uuid = (unique: number) => `7b0c3a52-53c8-4a4e-9d8e-${String(unique).padStart(12, "0")}`;

/** A value that the clinic measured, a new one for each call. */
async function measured(unique: number, db: Database): Promise<Call> {
  const type = "HKQuantityTypeIdentifierHeight", at = Date.UTC(2026, 2, 1, 12, 0, unique);
  await seedReadings(db, 1, [instants(type, "cm", { name: "Clinic" }, [[unique, at, 172]])], at);
  await mustWrite(db, [{
    sql: `INSERT INTO clinic_measurement (patient, type, start, uuid, entry, practitioner)
      SELECT patient, type, start, uuid, uuid, 1 FROM sample WHERE uuid = unhex(?, '-')`,
    args: [uuidOf(unique)],
  }]);
  return { path: { patient: people.patient.id, observation: uuidOf(unique) } };
}

const practitioner = { path: { practitioner: people.practitioner.id } };

/** What a row's version is now: a change must name it. */
async function versionOf(db: Database, table: "organization" | "practitioner" | "patient"): Promise<number> {
  const [found] = await db.read([{ sql: `SELECT version FROM ${table} WHERE id = 1`, args: [] }]);
  return Number(found!.rows[0]!.version);
}

/** Puts a picture where there is none, and answers with its id. */
async function pictureOf(db: Database, table: "organization" | "practitioner", column: "logo" | "photo") {
  const publicId = `${table}image`;
  await mustWrite(db, [
    {
      sql:
        "INSERT OR IGNORE INTO image (public_id, content_type, bytes, created_at) VALUES (?, 'image/png', ?, 0)",
      args: [publicId, Uint8Array.fromBase64(png)],
    },
    {
      sql: `UPDATE ${table} SET ${column} = (SELECT id FROM image WHERE public_id = ?) WHERE id = 1`,
      args: [publicId],
    },
  ]);
  return { path: { image: publicId } };
}

/** Gives the patient a primary clinician, beside the care team that is there. */
async function addPrimary(db: Database): Promise<Call> {
  await mustWrite(db, [{
    sql: `INSERT INTO care_team (patient, practitioner, is_primary, started_at) SELECT 1, 1, 1, 0
      WHERE NOT EXISTS (SELECT 1 FROM care_team WHERE is_primary = 1)`,
    args: [],
  }]);
  return {};
}

//                         anonymous, signedOut, owner, other, practitioner, outsider, administrator, device, otherDevice, forged
const expected: Record<string, Expected> = {
  "health.read": { statuses: "200 200 200 200 200 200 200 200 200 200" },
  "sign_in": {
    statuses: "200 200 200 200 200 200 200 200 200 200",
    call: () => ({ body: { email: people.patient.email, password: people.patient.password } }),
  },
  "sign_out": { statuses: "401 401 204 204 204 204 204 403 403 401" },
  "sign_out.everywhere": { statuses: "401 401 204 204 204 204 204 403 403 401" },
  "session.read": { statuses: "401 401 200 200 200 200 200 403 403 401" },
  "session.list": { statuses: "401 401 200 200 200 200 200 403 403 401" },
  "session.end": {
    statuses: "401 401 204 404 404 404 404 403 403 401",
    call: async (_, db) => {
      const [found] = await db.read([{
        sql: `SELECT session.public_id FROM session JOIN sign_in ON sign_in.id = sign_in
          WHERE sign_in.patient = 1 AND ended_at IS NULL ORDER BY session.created_at DESC LIMIT 1`,
        args: [],
      }]);
      return { path: { session: String(found!.rows[0]!.publicId) } };
    },
  },
  "setup": {
    statuses: "410 410 410 410 410 410 410 410 410 410",
    call: () => ({
      body: {
        token: "x".repeat(43),
        clinic: "Taken Over",
        timeZone: "America/Chicago",
        given: "Mallory",
        family: "Malory",
        email: "mallory@example.org",
        password: "a long enough password",
        practitioner: true,
      },
    }),
  },
  "password_reset.request": {
    statuses: "202 202 202 202 202 202 202 202 202 202",
    call: () => ({ body: { email: people.patient.email } }),
  },
  "password_reset.look": {
    statuses: "410 410 410 410 410 410 410 410 410 410",
    call: () => ({ body: { token: "x".repeat(43) } }),
  },
  "password_reset.use": {
    statuses: "410 410 410 410 410 410 410 410 410 410",
    call: () => ({ body: { token: "x".repeat(43), password: "a long enough password" } }),
  },
  "password_reset.send": {
    statuses: "401 401 403 403 201 404 201 403 403 401",
    call: () => ({ ...patient, body: { way: "print" } }),
  },
  "password.change": {
    statuses: "401 401 422 422 422 422 422 403 403 401",
    call: () => ({ body: { current: "not the present one", password: "a long enough password" } }),
  },
  "patient.sign_in": { statuses: "401 401 403 403 200 404 200 403 403 401", call: () => patient },
  // The patient of this table signs in already.
  "invitation.send": {
    statuses: "401 401 403 403 409 404 409 403 403 401",
    call: () => ({ ...patient, body: {} }),
  },
  "invitation.withdraw": {
    statuses: "401 401 403 403 204 404 204 403 403 401",
    call: async (unique, db) => {
      await addInvitation(db, `invitation${unique}`, 1);
      return patient;
    },
  },
  "staff_invitation.list": { statuses: "401 401 403 403 403 403 200 403 403 401" },
  "staff_invitation.send": {
    statuses: "401 401 403 403 403 403 201 403 403 401",
    call: () => ({
      body: {
        name: { given: "Nova", family: "Neu" },
        email: "nova@clinic.test",
        practitioner: true,
        administrator: false,
      },
    }),
  },
  "staff_invitation.send_again": {
    statuses: "401 401 403 403 403 403 201 403 403 401",
    call: async (unique, db) => {
      await addInvitation(db, `invitation${unique}`, null);
      return { path: { invitation: `invitation${unique}` } };
    },
  },
  "staff_invitation.withdraw": {
    statuses: "401 401 403 403 403 403 204 403 403 401",
    call: async (unique, db) => {
      await addInvitation(db, `invitation${unique}`, null);
      return { path: { invitation: `invitation${unique}` } };
    },
  },
  "invitation.look": {
    statuses: "410 410 410 410 410 410 410 410 410 410",
    call: () => ({ body: { token: "x".repeat(43) } }),
  },
  "invitation.accept": {
    statuses: "410 410 410 410 410 410 410 410 410 410",
    call: () => ({ body: { token: "x".repeat(43), password: "a long enough password", terms: "2026-11" } }),
  },
  "mail.list": { statuses: "401 401 403 403 403 403 200 403 403 401" },
  "mail.preview": { statuses: "401 401 403 403 403 403 200 403 403 401" },
  "mail.send_again": {
    statuses: "401 401 403 403 403 403 404 403 403 401",
    call: () => ({ path: { mail: "none" } }),
  },
  // Only a deployment on one's own machine has one.
  "dev.outbox": { statuses: "404 404 404 404 404 404 404 404 404 404" },
  "organization.read": { statuses: "200 200 200 200 200 200 200 200 200 200" },
  "organization.update": {
    statuses: "401 401 403 403 403 403 200 403 403 401",
    call: async (_, db) => ({
      body: { ...bodies.organization, version: await versionOf(db, "organization") },
    }),
  },
  "organization.card": { statuses: "200 200 200 200 200 200 200 200 200 200" },
  "organization.logo.read": {
    statuses: "200 200 200 200 200 200 200 200 200 200",
    call: (_, db) => pictureOf(db, "organization", "logo"),
  },
  "organization.logo.put": {
    statuses: "401 401 403 403 403 403 200 403 403 401",
    call: () => ({ body: { data: png } }),
  },
  "organization.logo.delete": { statuses: "401 401 403 403 403 403 204 403 403 401" },
  "contact.read": { statuses: "401 401 200 200 403 403 403 403 403 401" },
  "contact.card": {
    statuses: "401 401 200 404 403 403 403 403 403 401",
    call: (_, db) => addPrimary(db),
  },
  "practitioner.read": { statuses: "401 401 403 403 200 404 200 403 403 401", call: () => practitioner },
  "practitioner.update": {
    statuses: "401 401 403 403 200 404 200 403 403 401",
    call: async (_, db) => ({
      ...practitioner,
      body: { ...bodies.practitioner, version: await versionOf(db, "practitioner") },
    }),
  },
  "practitioner.photo.put": {
    statuses: "401 401 403 403 200 404 200 403 403 401",
    call: () => ({ ...practitioner, body: { data: png } }),
  },
  "practitioner.photo.delete": {
    statuses: "401 401 403 403 204 404 204 403 403 401",
    call: () => practitioner,
  },
  "practitioner.photo.read": {
    statuses: "401 401 200 200 200 200 200 403 403 401",
    call: (_, db) => pictureOf(db, "practitioner", "photo"),
  },
  "patient.profile.read": { statuses: "401 401 200 404 200 404 200 403 403 401", call: () => patient },
  "patient.profile.update": {
    statuses: "401 401 200 404 403 403 403 403 403 401",
    call: async (_, db) => ({
      ...patient,
      body: { ...bodies.patientProfile, version: await versionOf(db, "patient") },
    }),
  },
  "practitioner.list": { statuses: "401 401 403 403 200 200 200 403 403 401" },
  "patient.search": {
    statuses: "401 401 403 403 200 200 200 403 403 401",
    call: () => ({ body: { text: "" } }),
  },
  "patient.create": {
    statuses: "401 401 403 403 201 201 201 403 403 401",
    call: (unique) => ({
      headers: { "idempotency-key": `matrix-${unique}` },
      body: { name: { given: "Nova", family: "Neu" }, birthDate: "1990-01-01", gender: "unknown" },
    }),
  },
  "patient.read": { statuses: "401 401 200 404 200 404 200 403 403 401", call: () => patient },
  "import_grant.create": {
    statuses: "401 401 201 404 201 404 403 403 403 401",
    call: () => ({ ...patient, body: { reason: "brought a phone along" } }),
  },
  "import_grant.exchange": {
    statuses: "410 410 410 410 410 410 410 410 410 410",
    call: () => ({ body: { code: "K7QM-2XHD" } }),
  },
  "observation.ingest": {
    statuses: "401 401 403 403 403 403 403 200 404 401",
    call: (unique) => ({
      body: {
        batchId: uuid(unique),
        patient: people.patient.id,
        groups: [{
          type: "HKQuantityTypeIdentifierHeartRate",
          unit: "count/min",
          source: { name: "Watch" },
          start: [Date.UTC(2026, 2, 9, 12, 0, unique % 60)],
          offset: -300,
          value: [61],
          uuid: [uuid(unique)],
        }],
      },
    }),
  },
  "observation.summary": { statuses: "401 401 200 404 200 404 403 403 403 401", call: () => patient },
  "observation.chart": {
    statuses: "401 401 200 404 200 404 403 403 403 401",
    call: () => ({ ...patient, query: range }),
  },
  "observation.readings": {
    statuses: "401 401 200 404 200 404 403 403 403 401",
    call: () => ({ ...patient, query: range }),
  },
  "vital_pin.list": { statuses: "401 401 403 403 200 404 403 403 403 401", call: () => patient },
  "vital_pin.set": {
    statuses: "401 401 403 403 204 404 403 403 403 401",
    call: () => ({ path: { ...patient.path, type: steps } }),
  },
  "vital_pin.remove": {
    statuses: "401 401 403 403 204 404 403 403 403 401",
    call: () => ({ path: { ...patient.path, type: steps } }),
  },
  "annotation.list": { statuses: "401 401 200 404 200 404 403 403 403 401", call: () => patient },
  "annotation.create": {
    statuses: "401 401 403 403 201 404 403 403 403 401",
    call: (unique) => ({
      ...patient,
      headers: { "idempotency-key": `matrix-${unique}` },
      body: { type: steps, on: "2026-03-09", text: "Started walking to work", shared: true },
    }),
  },
  "annotation.change": {
    statuses: "401 401 403 403 200 404 403 403 403 401",
    call: async (unique, db) => ({
      path: { ...patient.path, annotation: await addAnnotation(db, unique) },
      body: { on: "2026-03-08", text: "Started walking to work", shared: false, version: 1 },
    }),
  },
  "annotation.remove": {
    statuses: "401 401 403 403 200 404 403 403 403 401",
    call: async (unique, db) => ({
      path: { ...patient.path, annotation: await addAnnotation(db, unique) },
      query: { version: "1" },
    }),
  },
  "review.create": {
    statuses: "401 401 403 403 201 404 403 403 403 401",
    call: (unique) => ({
      ...patient,
      headers: { "idempotency-key": `review-${unique}` },
      body: { seenAt: new Date(testNow - 60_000).toISOString(), note: "looks fine" },
    }),
  },
  "review.list": { statuses: "401 401 200 404 200 404 403 403 403 401", call: () => patient },
  "measurement_plan.create": {
    statuses: "401 401 403 403 201 404 403 403 403 401",
    call: (unique) => ({
      ...patient,
      headers: { "idempotency-key": `plan-${unique}` },
      body: {
        types: ["HKQuantityTypeIdentifierBodyMass"],
        times: ["07:00"],
        readings: 1,
        startsOn: "2026-03-11",
        days: 7,
      },
    }),
  },
  "measurement_plan.list": { statuses: "401 401 200 404 200 404 403 403 403 401", call: () => patient },
  "measurement_plan.stop": {
    statuses: "401 401 403 403 200 404 403 403 403 401",
    call: async (_, db) => {
      await mustWrite(db, [{
        sql:
          `INSERT OR IGNORE INTO measurement_plan (public_id, patient, practitioner, codes, times, readings,
          starts_on, days, time_zone, created_at)
          VALUES ('plan1', 1, 1, '["HKQuantityTypeIdentifierBodyMass"]', '["07:00"]', 1, '2026-03-11', 7, 'UTC', 0)`,
        args: [],
      }]);
      return { path: { ...patient.path, plan: "plan1" } };
    },
  },
  "measurement.create": {
    statuses: "401 401 201 404 403 403 403 403 403 401",
    call: (unique) => ({
      ...patient,
      headers: { "idempotency-key": `own-reading-${unique}` },
      body: {
        type: "HKQuantityTypeIdentifierBodyMass",
        value: 172,
        unit: "[lb_av]",
        at: "2026-03-10T14:00:00Z",
      },
    }),
  },
  "measurement.list": { statuses: "401 401 200 404 200 404 403 403 403 401", call: () => patient },
  "measurement.delete": {
    statuses: "401 401 204 404 403 403 403 403 403 401",
    call: async (unique, db) => {
      const at = testNow - unique * 1_000;
      const type = "HKQuantityTypeIdentifierHeight";
      await seedReadings(db, 1, [instants(type, "cm", { name: "Entered by hand" }, [[unique, at, 172]])], at);
      return { path: { ...patient.path, measurement: uuidOf(unique) } };
    },
  },
  "inbox.read": { statuses: "401 401 403 403 200 200 403 403 403 401" },
  "inbox.count": { statuses: "401 401 403 403 200 200 403 403 403 401" },
  "inbox.seen": {
    statuses: "401 401 403 403 200 404 403 403 403 401",
    call: () => ({ ...patient, body: { entries: ["nothing"] } }),
  },
  "observation.create": {
    statuses: "401 401 403 403 201 404 403 403 403 401",
    call: (unique) => ({
      ...patient,
      headers: { "idempotency-key": `measurement-${unique}` },
      body: { type: "HKQuantityTypeIdentifierHeight", value: 172, unit: "cm", at: "2026-03-10T14:00:00Z" },
    }),
  },
  "observation.read": { statuses: "401 401 200 404 200 404 403 403 403 401", call: measured },
  "observation.delete": { statuses: "401 401 403 403 204 404 403 403 403 401", call: measured },
  "signal.list": { statuses: "401 401 403 403 200 200 403 403 403 401" },
  "signal.of_patient": { statuses: "401 401 403 403 200 404 403 403 403 401", call: () => patient },
  "signal.act": {
    statuses: "401 401 403 403 200 404 403 403 403 401",
    call: async (unique, db) => {
      await addSignal(db);
      return {
        path: { ...patient.path, signal: "signal1" },
        headers: { "idempotency-key": `matrix-${unique}` },
        body: { action: "comment", note: "Called; measures again tomorrow." },
      };
    },
  },
  "signal_rule.list": { statuses: "401 401 403 403 200 200 200 403 403 401" },
  "signal_rule.set": {
    statuses: "401 401 403 403 200 200 200 403 403 401",
    call: (unique) => ({
      headers: { "idempotency-key": `matrix-${unique}` },
      body: { key: "weight_gain", level: "clinic", override: null },
    }),
  },
  "signal_rule.of_patient": { statuses: "401 401 403 403 200 404 403 403 403 401", call: () => patient },
  "signal_rule.set_for_patient": {
    statuses: "401 401 403 403 200 404 403 403 403 401",
    call: (unique) => ({
      ...patient,
      headers: { "idempotency-key": `matrix-${unique}` },
      body: { key: "weight_gain", override: null },
    }),
  },
  "observation.provenance": {
    statuses: "401 401 200 404 200 404 403 403 403 401",
    call: () => ({ ...patient, query: { type: steps, on: "2026-03-09" } }),
  },
  "reconciliation.read": { statuses: "401 401 200 404 200 404 403 403 403 401", call: () => patient },
  "reconciliation.run": { statuses: "401 401 403 403 200 404 403 403 403 401", call: () => patient },
  "observation.derived": {
    statuses: "401 401 200 404 200 404 403 403 403 401",
    call: () => ({ ...patient, query: { type: steps } }),
  },
  "observation.sources": {
    statuses: "401 401 200 404 200 404 403 403 403 401",
    call: () => ({ ...patient, query: { type: steps } }),
  },
  // 422: this patient has no steps whose sources could be put in order.
  "observation.choose_sources": {
    statuses: "401 401 403 403 422 404 403 403 403 401",
    call: (unique) => ({
      ...patient,
      headers: { "idempotency-key": `matrix-${unique}` },
      body: { type: steps, order: [] },
    }),
  },
  "observation.csv": { statuses: "401 401 200 404 200 404 403 403 403 401", call: () => patient },
  "observation.bundle": { statuses: "401 401 200 404 200 404 403 403 403 401", call: () => patient },
  "fhir.observation_search": {
    statuses: "401 401 200 404 200 404 403 403 403 401",
    call: () => ({ query: { patient: `Patient/${people.patient.id}` } }),
  },
  "audit_event.list": { statuses: "401 401 200 404 200 404 200 403 403 401", call: () => patient },
};

/** A note on the first patient's steps. */
async function addAnnotation(db: Database, unique: number): Promise<string> {
  const id = `annotation${unique}`;
  await mustWrite(db, [
    {
      sql: "INSERT INTO annotation (public_id, patient, type, version, created_at) VALUES (?, 1, ?, 1, 0)",
      args: [id, steps],
    },
    {
      sql: `INSERT INTO annotation_version
          (annotation, version, day, text, shared, removed, sign_in, recorded_at)
        SELECT id, 1, '2026-03-09', 'A note', 0, 0, 1, 0 FROM annotation WHERE public_id = ?`,
      args: [id],
    },
  ]);
  return id;
}

/** A signal of the first patient's. */
async function addSignal(db: Database): Promise<void> {
  await mustWrite(db, [{
    sql: `INSERT INTO signal (id, public_id, patient, rule, definition, started_on, last_met_on, evidence,
        raised_at, updated_at, status)
      VALUES (1, 'signal1', 1, 'weight_gain', ?, 20000, 20000, '{"baseline":null,"days":[]}', 0, 0, 'open')
      ON CONFLICT DO NOTHING`,
    args: [JSON.stringify(defaultSignalRules.weight_gain)],
  }]);
}

/** Refusals that a use case gives, not the door: they are no look at a record and leave no audit event. */
const refusedInside = new Set([
  "session.end 404",
  "mail.send_again 404",
  "dev.outbox 404",
  "contact.card 404",
]);

interface Operation {
  method: string;
  path: string;
  id: string;
  responses: string[];
  access: unknown;
}

function operations(): Operation[] {
  type Described = { operationId: string; responses: object; "x-access"?: unknown };
  const { paths } = createApi().describe() as { paths: Record<string, Record<string, Described>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, responses, "x-access": access }]) => ({
      method: method.toUpperCase(),
      path,
      id: operationId,
      responses: Object.keys(responses),
      access,
    }))
  );
}

const outsider: Person = { ...people.practitioner, email: "outsider@clinic.test", id: "practitioner2" };

/** A second practitioner, and a care team that she is not in. */
async function addOutsider(db: Database): Promise<void> {
  const [known] = await db.read([{ sql: "SELECT password_hash FROM sign_in WHERE id = 1", args: [] }]);
  await mustWrite(db, [
    statement(
      q.insertInto("practitioner").values({
        id: 2,
        publicId: outsider.id,
        givenName: "Otto",
        familyName: "Sider",
        credentials: null,
        createdAt: 0,
      }),
    ),
    statement(
      q.insertInto("signIn").values({
        publicId: "signin5",
        email: outsider.email,
        emailKey: outsider.email,
        passwordHash: String(known!.rows[0]!.passwordHash),
        patient: null,
        practitioner: 2,
        displayName: "Otto Sider",
        disabledAt: null,
        createdAt: 0,
      }),
    ),
    statement(
      q.insertInto("careTeam").values({ patient: 1, practitioner: 1, startedAt: 0, endedAt: null }),
    ),
  ]);
}

let unique = 0;
const address = () => `10.${unique >> 8 & 255}.${unique & 255}.1`;

async function signIn({ request }: Scenario, { email, password }: Person): Promise<string> {
  const response = await request("/api/sign-in", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
    address: address(),
  });
  assertEquals(response.status, 200, await response.text());
  return response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
}

async function grantFor(clinic: Scenario, owner: Person): Promise<string> {
  const cookie = await signIn(clinic, owner);
  const response = await clinic.request(`/api/patient/${owner.id}/import-grant`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: "{}",
  });
  const { token } = await response.json();
  return token;
}

/** Fresh credentials: one call must not spoil the next. */
async function credentials(clinic: Scenario, caller: Caller): Promise<Record<string, string>> {
  const session = async (person: Person) => ({ cookie: await signIn(clinic, person) });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  switch (caller) {
    case "anonymous":
      return {};
    case "signedOut": {
      const headers = await session(people.patient);
      const response = await clinic.request("/api/sign-out", { method: "POST", headers });
      assertEquals(response.status, 204);
      return headers;
    }
    case "owner":
      return await session(people.patient);
    case "other":
      return await session(people.otherPatient);
    case "practitioner":
      return await session(people.practitioner);
    case "outsider":
      return await session(outsider);
    case "administrator":
      return await session(people.administrator);
    case "device":
      return bearer(await grantFor(clinic, people.patient));
    case "otherDevice":
      return bearer(await grantFor(clinic, people.otherPatient));
    case "forged": {
      const [head, body, seal] = (await grantFor(clinic, people.patient)).split(".");
      return bearer(`${head}.${body}.${seal!.startsWith("A") ? "B" : "A"}${seal!.slice(1)}`);
    }
  }
}

/** Everything in the database but the audit, and the audit. */
async function contents(db: Database): Promise<{ rest: string; audit: Row[] }> {
  const [tables] = await db.read([{
    sql: `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
      AND name NOT LIKE 'libsql%' AND name NOT IN ('audit_event', 'counting', 'decibel') ORDER BY name`,
    args: [],
  }]);
  const [audit, ...rest] = await db.read([
    { sql: "SELECT action, outcome, actor, patient FROM audit_event ORDER BY id", args: [] },
    ...tables!.rows.map(({ name }) => ({ sql: `SELECT * FROM "${name}"`, args: [] })),
  ]);
  return { rest: JSON.stringify(rest.map(({ rows }) => rows)), audit: audit!.rows };
}

Deno.test("the table of who may call what knows every route, and only routes that exist", () => {
  assertEquals(operations().map(({ id }) => id).toSorted(), Object.keys(expected).toSorted());
  for (const { id, access } of operations()) assert(Array.isArray(access), `${id} publishes its access`);
  for (const [id, { statuses }] of Object.entries(expected)) {
    assertEquals(statuses.split(" ").length, callers.length, id);
  }
});

scenario(
  "every route answers every kind of caller as the table says, and a denial writes nothing",
  async (clinic) => {
    await addOutsider(clinic.db);
    const wrong: string[] = [];
    for (const { id, method, path, responses } of operations()) {
      const statuses = expected[id]?.statuses.split(" ") ?? [];
      for (const [index, caller] of callers.entries()) {
        unique++;
        const headers = new Headers(await credentials(clinic, caller));
        const call = await expected[id]?.call?.(unique, clinic.db) ?? {};
        for (const [name, value] of Object.entries(call.headers ?? {})) headers.set(name, value);
        if (call.body !== undefined) headers.set("content-type", "application/json");
        const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => call.path?.[name] ?? `no-${name}`);
        const query = call.query === undefined ? "" : `?${new URLSearchParams(call.query)}`;

        const before = await contents(clinic.db);
        const response = await clinic.request(filled + query, {
          method,
          headers,
          address: address(),
          ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        });
        const text = await response.text();
        const after = await contents(clinic.db);

        const say = (what: string) => wrong.push(`${id} by ${caller}: ${what}`);
        if (response.status !== Number(statuses[index])) {
          say(
            `${response.status}, not ${statuses[index]}: ${text}`,
          );
        }
        if (!responses.includes(String(response.status))) say(`${response.status} is not documented`);
        if (![401, 403, 404].includes(response.status)) continue;
        if (response.headers.get("content-type") !== "application/problem+json") say("not problem+json");
        if (after.rest !== before.rest) say("wrote something");
        const audited = after.audit.slice(before.audit.length);
        const known = response.status !== 401 && !refusedInside.has(`${id} ${response.status}`);
        if (audited.length !== (known ? 1 : 0)) say(`${audited.length} audit events`);
        for (const event of audited) {
          if (event.outcome !== "refused" || event.action !== id || event.actor === "anonymous") {
            say(`audited as ${JSON.stringify(event)}`);
          }
        }
      }
    }
    assertEquals(wrong, []);
  },
);
