/** `deno task restore FILE [--clinic HOST] [--force]`: puts a verified backup in a stopped database's place. */
import { readMigrations } from "../adapters/read_migrations.ts";
import { BackupError } from "../backup/back_up.ts";
import { restore } from "../backup/restore.ts";
import { SettingsError } from "../settings.ts";
import { readOneClinic, runCommand } from "./one_clinic.ts";

async function main(): Promise<void> {
  const { file, clinic, options } = readOneClinic(Deno.args, Deno.env.toObject());
  const { level, rows, setAside } = await restore(file, clinic.databaseUrl, {
    authToken: clinic.databaseAuthToken,
    force: options.has("force"),
    newestLevel: readMigrations().length,
    now: Date.now(),
  });
  const count = Object.values(rows).reduce((sum, each) => sum + each, 0);
  console.log(`${clinic.databaseUrl}: ${count} rows, level ${level}, restored from ${file}`);
  if (setAside !== undefined) console.log(`What stood there before is at ${setAside}`);
}

if (import.meta.main) await runCommand(main, [BackupError, SettingsError]);
