/** Reading notes on vitals, with every state they were in. */
import type { Annotation, AnnotationVersion } from "../../schema/annotation.ts";
import type { Database, Row } from "../database.ts";

/** Most notes that one answer holds: the newest. */
const most = 500;

function version(row: Row): AnnotationVersion {
  return {
    version: Number(row.version),
    on: String(row.day),
    text: String(row.text),
    shared: row.shared === 1,
    removed: row.removed === 1,
    who: String(row.who),
    at: new Date(Number(row.recordedAt)).toISOString(),
  };
}

/**
 * Notes of a patient (compact key), oldest day first: of one type, or one of them by its id. Clinicians get removed
 * ones too, and the history; the patient what is there now and shared, and nothing of what it was before.
 */
export async function readAnnotations(
  db: Database,
  patient: number,
  { type, id, forPatient }: { type?: string | undefined; id?: string; forPatient: boolean },
): Promise<Annotation[]> {
  const [found] = await db.read([{
    sql: `SELECT a.public_id, a.type, v.version, v.day, v.text, v.shared, v.removed, v.recorded_at,
        i.display_name AS who
      FROM (
        SELECT a.id, a.public_id, a.type, a.version FROM annotation a
        WHERE a.patient = ?1 AND (?2 IS NULL OR a.type = ?2) AND (?3 IS NULL OR a.public_id = ?3)
          AND (?4 = 0 OR a.removed_at IS NULL)
        ORDER BY a.id DESC LIMIT ?5
      ) a
      JOIN annotation_version v ON v.annotation = a.id AND (?4 = 0 OR v.version = a.version AND v.shared = 1)
      JOIN sign_in i ON i.id = v.sign_in
      ORDER BY a.id, v.version`,
    args: [patient, type ?? null, id ?? null, forPatient ? 1 : 0, most],
  }]);
  const byId = new Map<string, { type: string; versions: AnnotationVersion[] }>();
  for (const row of found!.rows) {
    const key = String(row.publicId);
    const entry = byId.get(key) ?? { type: String(row.type), versions: [] };
    byId.set(key, entry);
    entry.versions.push(version(row));
  }
  return [...byId].map(([id, { type, versions }]) => {
    const { version, on, text, shared, who, at, removed } = versions.at(-1)!;
    return { id, type, on, text, shared, version, who, at, removed, history: versions.slice(0, -1) };
  }).sort((a, b) => a.on < b.on ? -1 : a.on > b.on ? 1 : 0);
}
