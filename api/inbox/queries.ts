/** Reading and clearing the inbox of one clinician: what concerns patients whose primary clinician they are. */
import type { Inbox, InboxKind } from "../../schema/inbox.ts";
import type { Actor, Identity } from "../access.ts";
import { type Database, mustWrite, type Row } from "../database.ts";
import { bloodPressureType, systolicType, typeWords } from "../observation/type_words.ts";
import { auditEvent, type Scope } from "../scope.ts";

const mostPatients = 50;

/** Where nobody is primary, the patient's team sees it, or the whole clinic where there is no team either. */
const mine = `e.seen_at IS NULL AND p.active = 1 AND CASE
  WHEN EXISTS (SELECT 1 FROM care_team c WHERE c.patient = p.id AND c.ended_at IS NULL AND c.is_primary = 1)
  THEN EXISTS (SELECT 1 FROM care_team c WHERE c.patient = p.id AND c.ended_at IS NULL AND c.is_primary = 1
    AND c.practitioner = ?1)
  ELSE NOT EXISTS (SELECT 1 FROM care_team c WHERE c.patient = p.id AND c.ended_at IS NULL)
    OR EXISTS (SELECT 1 FROM care_team c WHERE c.patient = p.id AND c.ended_at IS NULL AND c.practitioner = ?1)
  END`;

const countPatients = `SELECT count(DISTINCT e.patient) AS n FROM inbox_entry e
  CROSS JOIN patient p ON p.id = e.patient WHERE ${mine}`;

/** How many patients have news for the practitioner (key). */
export async function countInbox(db: Database, practitioner: number): Promise<number> {
  const [counted] = await db.read([{ sql: countPatients, args: [practitioner] }]);
  return Number(counted!.rows[0]!.n);
}

/** What the practitioner (key) has not seen yet, by patient, newest first. Audited: it names patients. */
export async function readInbox(scope: Scope, actor: Actor, practitioner: number): Promise<Inbox> {
  const [found, counted] = await scope.db.read([
    {
      sql: `WITH shown AS (
          SELECT e.patient, max(e.id) AS newest FROM inbox_entry e CROSS JOIN patient p ON p.id = e.patient
          WHERE ${mine} GROUP BY e.patient ORDER BY newest DESC LIMIT ?2
        )
        SELECT p.public_id AS patient, p.given_name, p.family_name, e.public_id AS id, e.kind, e.at,
          e.usual_days, t.code
        FROM shown CROSS JOIN patient p ON p.id = shown.patient
        CROSS JOIN inbox_entry e ON e.patient = shown.patient AND e.seen_at IS NULL
        CROSS JOIN observation_type t ON t.id = e.type
        ORDER BY shown.newest DESC, e.at DESC, t.code`,
      args: [practitioner, mostPatients],
    },
    { sql: countPatients, args: [practitioner] },
  ]);
  const patients = new Map<string, Inbox["patients"][number]>();
  for (const row of found!.rows) {
    const id = row.patient as string;
    const patient = patients.get(id) ?? {
      id,
      name: { given: row.givenName as string, family: row.familyName as string },
      entries: [],
    };
    patients.set(id, patient);
    patient.entries.push(toEntry(row));
  }
  await mustWrite(scope.db, [
    auditEvent(scope, actor, { action: "inbox.read", detail: `${patients.size} shown` }),
  ]);
  return { patients: [...patients.values()], total: Number(counted!.rows[0]!.n) };
}

function toEntry(row: Row): Inbox["patients"][number]["entries"][number] {
  const code = row.code === systolicType ? bloodPressureType : row.code as string;
  return {
    id: row.id as string,
    kind: row.kind as InboxKind,
    type: code,
    display: typeWords(code).display,
    at: new Date(row.at as number).toISOString(),
    usualDays: row.usualDays as number | null,
  };
}

/**
 * Marks entries of one patient as seen; others' and unknown ids change nothing, so repeating is harmless.
 * Returns how many were still unseen.
 */
export async function markSeen(
  scope: Scope,
  actor: Actor,
  practitioner: number,
  patient: Identity,
  entries: readonly string[],
): Promise<number> {
  const [changed] = await mustWrite(scope.db, [
    {
      sql: `UPDATE inbox_entry SET seen_at = ?1, seen_by = ?2
        WHERE patient = ?3 AND seen_at IS NULL AND public_id IN (SELECT value FROM json_each(?4))`,
      args: [scope.now, practitioner, patient.key, JSON.stringify(entries)],
    },
    auditEvent(scope, actor, { action: "inbox.seen", patient: patient.key }),
  ]);
  return changed!.changes;
}
