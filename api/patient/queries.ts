/** Reading patients. */
import { type ExpressionBuilder, sql } from "kysely";
import type { Patient } from "../../schema/patient.ts";
import type { Tables } from "../../schema/tables.ts";
import { q } from "../database.ts";

/** Columns of a patient as the wire has one, primary clinician and last health data included. */
function patientColumns(expression: ExpressionBuilder<Tables, "patient">) {
  return [
    "patient.publicId",
    "patient.givenName",
    "patient.familyName",
    "patient.birthDate",
    "patient.gender",
    "patient.email",
    "patient.phone",
    expression.selectFrom("careTeam").innerJoin("practitioner", "practitioner.id", "careTeam.practitioner")
      .select(
        sql<
          string
        >`practitioner.given_name || ' ' || practitioner.family_name || coalesce(', ' || practitioner.credentials, '')`
          .as("name"),
      )
      .whereRef("careTeam.patient", "=", "patient.id").where("careTeam.isPrimary", "=", 1)
      .where("careTeam.endedAt", "is", null).as("generalPractitioner"),
    sql<number | null>`(SELECT max(last_received_at) FROM stream WHERE stream.patient = patient.id)`.as(
      "lastHeardAt",
    ),
  ] as const;
}

export const selectPatients = () =>
  q.selectFrom("patient").select((expression) => patientColumns(expression));

interface PatientRow {
  publicId: string;
  givenName: string;
  familyName: string;
  birthDate: string;
  gender: Patient["gender"];
  email: string | null;
  phone: string | null;
  generalPractitioner: string | null;
  lastHeardAt: number | null;
}

/** A row as the wire has it. */
export function toPatient(row: PatientRow): Patient {
  return {
    id: row.publicId,
    name: { given: row.givenName, family: row.familyName },
    birthDate: row.birthDate,
    gender: row.gender,
    email: row.email,
    phone: row.phone,
    generalPractitioner: row.generalPractitioner,
    lastHeardAt: row.lastHeardAt === null ? null : new Date(row.lastHeardAt).toISOString(),
  };
}

/**
 * Folds a name for search and order: no accents, no case.
 * @example searchName("José", "Núñez") // "nunez jose"
 */
export function searchName(given: string, family: string): string {
  return fold(`${family} ${given}`);
}

/** Lower case without diacritics. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
