/** Runs a maintenance command on every clinic that the environment names, one after the other. */
import { type OpenClinic, openClinics } from "../adapters/deno_clinics.ts";
import type { Database } from "../database.ts";
import { readSettings } from "../settings.ts";

/** Calls `work` with each clinic's database; the process exits with 1 when it answers false for any. */
export async function eachClinic(
  work: (db: Database, clinic: OpenClinic) => Promise<boolean>,
): Promise<void> {
  const clinics = await openClinics(readSettings(Deno.env.toObject(), {
    origin: `http://localhost:${Deno.env.get("PORT") || 8000}`,
    databaseUrl: "file:data/clinic.db",
  }));
  let good = true;
  for (const clinic of clinics) {
    const db = clinic.clinic.open();
    good = await work(db, clinic) && good;
    db.close();
    clinic.close();
  }
  if (!good) Deno.exit(1);
}
