/**
 * Makes the demo clinic in an empty database: its people, their sign-ins, and a year of vitals for ten patients.
 *
 * Everything comes from one fixed seed and the moment it is made. A database that has people is left as it is.
 * Health data goes in by the same ingest as a phone's, so the demo shows what the product does with it.
 */
import { emailKey } from "../../schema/sign_in.ts";
import type { ObservationBatch } from "../../schema/observation.ts";
import { type Database, guard, q, type Statement, statement } from "../database.ts";
import type { Passwords } from "../deps.ts";
import { ingestBatch } from "../observation/ingest_batch.ts";
import { searchName } from "../patient/queries.ts";
import { sha256 } from "../random.ts";
import { clinicContact } from "./clinic_contact.ts";
import { clinic, colleagues, demoId, type DemoPatient, demoPatients } from "./people.ts";
import { randomOf } from "./random.ts";
import { stories } from "./stories.ts";
import { vitalsOf } from "./vitals.ts";

/** Names the demo's world; another one would have other people's lives in it. */
const seed = "lakeview";
/** Everyone's; at least 15 characters, as the product asks of all. */
export const demoPassword = "lakeview demo clinic";
const reason = "demo data";
const vitalsDays = 365;
const dayMs = 86_400_000;

/** Made, with the sign-ins as a table to print; or not, since the database has people already. */
export type DemoOutcome = { ok: true; signIns: string } | { ok: false };

const nobodyYet = `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM organization)
  AND NOT EXISTS (SELECT 1 FROM practitioner) AND NOT EXISTS (SELECT 1 FROM patient)
  AND NOT EXISTS (SELECT 1 FROM sign_in)`;

interface SignIn {
  readonly key: number;
  readonly publicId: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly about: string;
  readonly patient: number | null;
  readonly practitioner: number | null;
  readonly isAdministrator: 0 | 1;
}

/** Everyone who can sign in: colleagues first, then the patients who have a story. */
function demoSignIns(patients: readonly DemoPatient[]): SignIn[] {
  const staff = colleagues.map(({ given, family, credentials, email, isAdministrator }, index) => ({
    name: `${given} ${family}${credentials === undefined ? "" : `, ${credentials}`}`,
    email,
    role: isAdministrator ? "administrator" : "practitioner",
    about: "",
    patient: null,
    practitioner: credentials === undefined ? null : index + 1,
    isAdministrator: isAdministrator ? 1 as const : 0 as const,
  }));
  const ofPatients = patients.flatMap(({ given, family, email, story }, index) =>
    story === undefined || email === null ? [] : [{
      name: `${given} ${family}`,
      email,
      role: "patient",
      about: stories[story].about,
      patient: index + 1,
      practitioner: null,
      isAdministrator: 0 as const,
    }]
  );
  return [...staff, ...ofPatients].map((one, index) => ({
    ...one,
    key: index + 1,
    publicId: demoId(randomOf(seed, "sign-in", index)),
  }));
}

/** The rows of clinic, people, care teams and sign-ins; the first statement refuses a database that has people. */
function peopleStatements(
  patients: readonly DemoPatient[],
  signIns: readonly SignIn[],
  passwordHash: string,
  now: number,
  today: Temporal.PlainDate,
): Statement[] {
  const openedAt = now - 3 * vitalsDays * dayMs;
  return [
    guard(nobodyYet, []),
    statement(
      q.insertInto("organization").values({ id: 1, ...clinic, ...clinicContact(today), createdAt: openedAt }),
    ),
    ...colleagues.flatMap(({ given, family, credentials, email, profile }, index) =>
      credentials === undefined ? [] : [statement(
        q.insertInto("practitioner").values({
          id: index + 1,
          publicId: demoId(randomOf(seed, "practitioner", index)),
          givenName: given,
          familyName: family,
          credentials,
          createdAt: openedAt,
          email,
          ...(profile === undefined ? {} : {
            ...profile,
            specialties: JSON.stringify(profile.specialties),
            languages: JSON.stringify(profile.languages),
            shown: JSON.stringify(profile.shown),
          }),
        }),
      )]
    ),
    ...patients.flatMap((patient, index) => {
      const createdAt = now - patient.knownForDays * dayMs;
      return [
        statement(
          q.insertInto("patient").values({
            id: index + 1,
            publicId: patient.publicId,
            givenName: patient.given,
            familyName: patient.family,
            searchName: searchName(patient.given, patient.family),
            birthDate: patient.birthDate,
            gender: patient.gender,
            email: patient.email,
            phone: patient.phone,
            createdAt,
          }),
        ),
        statement(
          q.insertInto("careTeam").values({
            patient: index + 1,
            practitioner: patient.primary + 1,
            isPrimary: 1,
            startedAt: createdAt,
            endedAt: null,
          }),
        ),
      ];
    }),
    ...signIns.map((one) =>
      statement(
        q.insertInto("signIn").values({
          id: one.key,
          publicId: one.publicId,
          email: one.email,
          emailKey: emailKey(one.email),
          passwordHash,
          patient: one.patient,
          practitioner: one.practitioner,
          isAdministrator: one.isAdministrator,
          displayName: one.name,
          disabledAt: null,
          createdAt: now,
        }),
      )
    ),
    statement(
      q.insertInto("auditEvent").values({
        recordedAt: now,
        action: "demo.create",
        outcome: "success",
        signIn: null,
        actor: "system",
        patient: null,
        entity: null,
        detail: `${patients.length} patients`,
      }),
    ),
  ];
}

/** A phone passes on what it has a few minutes after it was measured. */
function receivedAt(batch: ObservationBatch, now: number): number {
  let last = 0;
  for (const group of batch.groups) {
    for (const at of group.end ?? group.start) if (typeof at === "number" && at > last) last = at;
  }
  return Math.min(now, last + 4 * 60_000);
}

/** Puts a year of vitals on the chart of a patient (compact key), as the primary clinician's sign-in. */
async function seedVitals(
  db: Database,
  patient: DemoPatient,
  key: number,
  clinician: SignIn,
  now: number,
): Promise<void> {
  if (patient.story === undefined) return;
  const batches = vitalsOf({
    seed,
    patient: patient.publicId,
    givenName: patient.given,
    wearer: stories[patient.story],
    zone: clinic.timeZone,
    now,
    days: vitalsDays,
  });
  for (const batch of batches) {
    const result = await ingestBatch(db, {
      patient: key,
      actor: clinician.publicId,
      basis: "practitioner",
      reason,
      // Nothing sends these batches again, so the id may stand for the body.
      requestHash: await sha256(batch.batchId),
      now: receivedAt(batch, now),
      guards: [],
      audits: [statement(
        q.insertInto("auditEvent").values({
          recordedAt: now,
          action: "observation.ingest",
          outcome: "success",
          signIn: clinician.key,
          actor: clinician.publicId,
          patient: key,
          entity: batch.batchId,
          detail: null,
        }),
      )],
    }, batch);
    if (!result.ok) throw new Error(`a demo batch was not taken: ${result.refusal.tag}`);
    const [refusal] = result.receipt.refusals;
    if (refusal !== undefined) {
      throw new Error(`a demo sample was refused: ${refusal.field} ${refusal.reason}`);
    }
  }
}

/** Name, role, address and what there is to see, in columns; the password stands above. */
function table(signIns: readonly SignIn[]): string {
  const columns = (["name", "role", "email", "about"] as const).map((column) => ({
    column,
    width: Math.max(...signIns.map((one) => one[column].length)),
  }));
  const lines = signIns.map((one) =>
    `  ${columns.map(({ column, width }) => one[column].padEnd(width)).join("  ")}`.trimEnd()
  );
  return [`  Everyone's password: ${demoPassword}`, "", ...lines].join("\n");
}

/**
 * Makes the demo clinic as of `now` (UTC ms). The people come in one write, or not at all; the vitals follow in
 * batches, so a process that is stopped on the way leaves a clinic with fewer of them.
 * Throws DatabaseUnavailable, and Busy where no password can be hashed now.
 */
export async function seedDemo(db: Database, passwords: Passwords, now: number): Promise<DemoOutcome> {
  // Asked before hashing, so that the usual second start costs nothing; the write asks again for certain.
  const [empty] = await db.read([{ sql: nobodyYet, args: [] }]);
  if (empty?.rows.length === 0) return { ok: false };

  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(clinic.timeZone).toPlainDate();
  const patients = demoPatients(seed, today);
  const signIns = demoSignIns(patients);
  const written = await db.write(
    peopleStatements(patients, signIns, await passwords.hash(demoPassword), now, today),
  );
  if (!written.ok) {
    if (written.at === 0) return { ok: false };
    throw new Error(`statement ${written.at} was refused: ${written.constraint}`);
  }
  for (const [index, patient] of patients.entries()) {
    await seedVitals(db, patient, index + 1, signIns[patient.primary]!, now);
  }
  return { ok: true, signIns: table(signIns) };
}
