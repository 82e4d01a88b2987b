/**
 * A migrated database file in a temporary folder, for tests and benches; never for production.
 */
import { openFile } from "../../adapters/libsql_file.ts";
import { readMigrations } from "../../adapters/read_migrations.ts";
import type { Database } from "../../database.ts";
import { mustWrite } from "../../database.ts";
import { migrate } from "../../migrate.ts";

/** Opens a fresh database with `patients` patients (compact keys from 1). Close and remove it with `dispose`. */
export async function openClinic(
  patients = 1,
): Promise<{ db: Database; path: string; dispose: () => Promise<void> }> {
  const folder = await Deno.makeTempDir({ prefix: "observation-" });
  const path = `${folder}/clinic.db`;
  const db = await openFile(`file:${path}`);
  await migrate(db, readMigrations(), 0);
  for (let id = 1; id <= patients; id++) {
    await mustWrite(db, [{
      sql: `INSERT INTO patient
        (id, public_id, given_name, family_name, search_name, birth_date, gender, created_at)
        VALUES (?1, 'patient-' || ?1, 'Ada', 'Lovelace', 'lovelace ada', '1980-12-10', 'female', 0)`,
      args: [id],
    }]);
  }
  return {
    db,
    path,
    dispose: async () => {
      db.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
