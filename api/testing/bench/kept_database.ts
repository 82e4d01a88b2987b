/**
 * Databases that take a while to make, kept under `.build/bench/` between runs. One belongs to the migrations it was
 * made with: when they change, it is made again and the old one removed.
 */
import { fileURLToPath } from "node:url";
import { databasePath, openFile } from "../../adapters/libsql_file.ts";
import { readMigrations } from "../../adapters/read_migrations.ts";
import { type Database, mustWrite } from "../../database.ts";
import { migrate } from "../../migrate.ts";
import { sha256 } from "../../random.ts";
import { seedPeople, testNow } from "../scenario.ts";
import { openDriver } from "./driver.ts";

const folder = new URL("../../../.build/bench/", import.meta.url);

/** The `file:` URL of a database with the tests' people that `fill` has filled; `version` tells fillings apart. */
export async function keptDatabase(
  name: string,
  version: number,
  fill: (db: Database, path: string) => Promise<void>,
): Promise<string> {
  const key = (await sha256(JSON.stringify(readMigrations()))).toHex().slice(0, 12);
  const file = `${name}_${version}_${key}.db`;
  const url = `file:${fileURLToPath(new URL(file, folder))}`;
  await Deno.mkdir(folder, { recursive: true });
  const files = [...Deno.readDirSync(folder)].map((entry) => entry.name);
  if (files.includes(file)) return url;
  for (const old of files.filter((old) => old.startsWith(`${name}_`))) {
    await Deno.remove(new URL(old, folder));
  }
  const halfMade = `${url}.half`;
  const db = await openFile(halfMade);
  await migrate(db, readMigrations(), testNow);
  await mustWrite(db, await seedPeople());
  await fill(db, databasePath(halfMade));
  db.close();
  const driver = openDriver(databasePath(halfMade));
  driver.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  driver.close();
  await Deno.rename(databasePath(halfMade), databasePath(url));
  return url;
}
