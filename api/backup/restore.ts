/**
 * Puts a backup in a database's place, after reading all of it. What stood there before is set aside, never deleted.
 * Refuses a database in use and one over HTTP that holds anything: both could lose what was acknowledged.
 */
import { dirname } from "node:path";
import { databasePath, openCopy, openFile } from "../adapters/libsql_file.ts";
import { openDatabase } from "../adapters/open_database.ts";
import { DatabaseUnavailable } from "../database.ts";
import { BackupError, exists, flush } from "./back_up.ts";
import { copyTables, countRows } from "./copy_tables.ts";
import { type Verified, verifyCopy } from "./verify_copy.ts";

export interface Restored extends Verified {
  /** Where the database that stood there before is now; only for files. */
  setAside: string | undefined;
}

export interface RestoreOptions {
  authToken?: string | undefined;
  /** Also replaces a database that another process has open: stop that process before it writes again. */
  force?: boolean;
  /** The newest migration this version knows: a backup from a later version is refused. */
  newestLevel: number;
  /** UTC milliseconds; names what is set aside. */
  now: number;
}

/** Leaving WAL needs the file for oneself: whoever has it open is found out. */
async function inUse(path: string): Promise<boolean> {
  const db = await openFile(`file:${path}`);
  try {
    await db.read([{ sql: "PRAGMA journal_mode = DELETE", args: [] }]);
    return false;
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return true;
    throw error;
  } finally {
    db.close();
  }
}

async function restoreFile(file: string, path: string, { force = false, now }: RestoreOptions) {
  const incoming = `${path}.incoming`;
  let setAside: string | undefined;
  if (await exists(path)) {
    if (!force && await inUse(path)) throw new BackupError(`${path} is in use: stop the server first`);
    setAside = `${path}.before-${new Date(now).toISOString().replaceAll(":", "")}`;
  } else await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.copyFile(file, incoming);
  await flush(incoming);
  if (setAside !== undefined) {
    for (const end of ["", "-wal", "-shm"]) {
      if (await exists(path + end)) await Deno.rename(path + end, setAside + end);
    }
  }
  await Deno.rename(incoming, path);
  return setAside;
}

async function restoreRemote(file: string, url: string, authToken: string | undefined): Promise<void> {
  const target = await openDatabase(url, authToken), source = await openCopy(file);
  try {
    if (Object.keys(await countRows(target)).length > 0) {
      throw new BackupError(`${url} is not empty: restore into a new database and point DATABASE_URL at it`);
    }
    const copied = await copyTables(source, target), there = await countRows(target);
    if (JSON.stringify(Object.entries(copied).sort()) !== JSON.stringify(Object.entries(there).sort())) {
      throw new BackupError(`${url} does not hold what was sent: drop it and try again`);
    }
  } finally {
    source.close();
    target.close();
  }
}

/** Restores `file` into the database at `url`. */
export async function restore(file: string, url: string, options: RestoreOptions): Promise<Restored> {
  if (!await exists(file)) throw new BackupError(`there is no ${file}`);
  const verified = await verifyCopy(file);
  if (verified.findings.length > 0) {
    throw new BackupError(`${file} is not good:\n${verified.findings.join("\n")}`);
  }
  if (verified.level > options.newestLevel) {
    throw new BackupError(`${file} comes from a newer version (level ${verified.level}): update first`);
  }
  if (!url.startsWith("file:")) {
    await restoreRemote(file, url, options.authToken);
    return { ...verified, setAside: undefined };
  }
  return { ...verified, setAside: await restoreFile(file, databasePath(url), options) };
}
