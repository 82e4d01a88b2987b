/** What stands in a clinic's database file, read beside a running server: the truth that screens are held to. */
import { openFile } from "../adapters/libsql_file.ts";

/** The rows of one statement. */
export async function rowsOf(path: string, sql: string, ...args: (string | number)[]) {
  const db = await openFile(`file:${path}`);
  try {
    const [result] = await db.read([{ sql, args }]);
    return result?.rows ?? [];
  } finally {
    db.close();
  }
}

/** Number of samples of a patient (compact key) by HealthKit identifier. */
export async function samplesByType(path: string, patient: number): Promise<Record<string, number>> {
  const rows = await rowsOf(
    path,
    `SELECT t.code, count(*) AS samples FROM sample s JOIN observation_type t ON t.id = s.type
     WHERE s.patient = ? GROUP BY t.code`,
    patient,
  );
  return Object.fromEntries(rows.map((row) => [String(row.code), Number(row.samples)]));
}

/** SQLite's own verdict on the file: `["ok"]`, or what is broken. */
export async function integrityOf(path: string): Promise<string[]> {
  return (await rowsOf(path, "PRAGMA integrity_check")).map((row) => String(Object.values(row)[0]));
}
