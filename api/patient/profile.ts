/** What patients keep of themselves: read, and changed unless somebody else did since it was read. */
import type { PatientProfile, PatientProfileUpdate } from "../../schema/patient_profile.ts";
import type { Actor } from "../access.ts";
import { changedFields } from "../changed_fields.ts";
import { type Database, first, mustChange, q, statement } from "../database.ts";
import { type Outcome, refuse } from "../errors.ts";
import { auditEvent, type Scope } from "../scope.ts";

/** The profile of a patient, by key. */
export async function readPatientProfile(db: Database, patient: number): Promise<PatientProfile | undefined> {
  const row = await first(
    db,
    q.selectFrom("patient").select([
      "version",
      "givenName",
      "familyName",
      "email",
      "usualName",
      "phone",
      "otherPhone",
      "homeAddress",
      "mailingAddress",
      "language",
      "emergencyContact",
    ]).where("id", "=", patient),
  );
  if (row === undefined) return undefined;
  const { givenName, familyName, homeAddress, mailingAddress, language, emergencyContact, ...rest } = row;
  const parsed = (text: string | null) => text === null ? null : JSON.parse(text);
  return {
    ...rest,
    name: { given: givenName, family: familyName },
    language: language as PatientProfile["language"],
    homeAddress: parsed(homeAddress),
    mailingAddress: parsed(mailingAddress),
    emergencyContact: parsed(emergencyContact),
  };
}

/** One batch: profile and audit, which names what changed but not to what. */
export async function updatePatientProfile(
  scope: Scope,
  actor: Actor,
  patient: number,
  { version, ...update }: PatientProfileUpdate,
): Promise<Outcome<PatientProfile, "not_found" | "changed_meanwhile">> {
  const before = await readPatientProfile(scope.db, patient);
  if (before === undefined) return refuse("not_found");
  const { homeAddress, mailingAddress, emergencyContact, ...fields } = update;
  const text = (value: object | null) => value === null ? null : JSON.stringify(value);
  const written = await scope.db.write([
    statement(
      q.updateTable("patient").set({
        ...fields,
        homeAddress: text(homeAddress),
        mailingAddress: text(mailingAddress),
        emergencyContact: text(emergencyContact),
        version: version + 1,
      }).where("id", "=", patient).where("version", "=", version),
    ),
    mustChange,
    auditEvent(scope, actor, {
      action: "patient.profile.update",
      patient,
      detail: changedFields(before, update),
    }),
  ]);
  if (!written.ok) return refuse("changed_meanwhile");
  return { ok: true, value: { ...before, ...update, version: version + 1 } };
}
