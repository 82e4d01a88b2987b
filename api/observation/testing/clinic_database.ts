/**
 * A migrated database file in a temporary folder, for tests and benches; never for production.
 */
import { createClient } from "@libsql/client";
import type { Client } from "@libsql/client";

/** Opens a fresh database with `patients` patients (compact keys from 1). Close and remove it with `dispose`. */
export async function openClinic(
  patients = 1,
): Promise<{ db: Client; path: string; dispose: () => Promise<void> }> {
  const folder = await Deno.makeTempDir({ prefix: "observation-" });
  const path = `${folder}/clinic.db`;
  const db = createClient({ url: `file:${path}` });
  await db.execute("PRAGMA journal_mode = WAL");
  await db.execute("PRAGMA synchronous = FULL");
  const migrations = new URL("../../../schema/migrations/", import.meta.url);
  const names = [...Deno.readDirSync(migrations)].map((entry) => entry.name).filter((name) =>
    name.endsWith(".sql")
  );
  for (const name of names.sort()) {
    await db.executeMultiple(await Deno.readTextFile(new URL(name, migrations)));
  }
  for (let id = 1; id <= patients; id++) {
    await db.execute({
      sql: `INSERT INTO patient
        (id, public_id, given_name, family_name, search_name, birth_date, gender, created_at)
        VALUES (?1, 'patient-' || ?1, 'Ada', 'Lovelace', 'lovelace ada', '1980-12-10', 'female', 0)`,
      args: [id],
    });
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
