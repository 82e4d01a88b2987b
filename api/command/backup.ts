/** `deno task backup FILE [--clinic HOST]`: a verified copy of a clinic's database, also while it is in use. */
import { backUp, BackupError } from "../backup/back_up.ts";
import { SettingsError } from "../settings.ts";
import { readOneClinic, runCommand } from "./one_clinic.ts";

async function main(): Promise<void> {
  const { file, clinic } = readOneClinic(Deno.args, Deno.env.toObject());
  const made = await backUp(clinic.databaseUrl, file, clinic.databaseAuthToken);
  const rows = Object.values(made.rows).reduce((sum, count) => sum + count, 0);
  const { size } = await Deno.stat(file);
  console.log(
    `${file}: ${rows} rows in ${Object.keys(made.rows).length} tables, ${(size / 1e6).toFixed(1)} MB, ` +
      `level ${made.level}; pages, references and audit seals verified`,
  );
  if (made.changedMeanwhile) {
    console.log(
      "The database changed while it was read: the copy holds no single moment. Try at a quieter time.",
    );
  }
}

if (import.meta.main) await runCommand(main, [BackupError, SettingsError]);
