/**
 * `deno task migrate`: brings the databases that the environment names (`DATABASE_URL`, or `CLINICS`) to the newest
 * level. For deployments: the embedded server migrates its own file when it starts.
 */
import { openDatabase } from "../adapters/open_database.ts";
import { readMigrations } from "../adapters/read_migrations.ts";
import { migrate } from "../migrate.ts";
import { readSettings, SettingsError } from "../settings.ts";

async function main(): Promise<void> {
  const settings = readSettings(Deno.env.toObject(), {
    origin: "http://localhost",
    databaseUrl: undefined,
  });
  if (settings.length === 0) {
    throw new SettingsError(
      "Set DATABASE_URL (and DATABASE_AUTH_TOKEN) to the database that is to be migrated.",
    );
  }
  const migrations = readMigrations();
  for (const { databaseUrl, databaseAuthToken } of settings) {
    const db = await openDatabase(databaseUrl, databaseAuthToken);
    try {
      const ran = await migrate(db, migrations, Date.now());
      console.log(`${databaseUrl}: ${ran.length > 0 ? `ran ${ran.join(", ")}` : "up to date"}`);
    } finally {
      db.close();
    }
  }
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}
