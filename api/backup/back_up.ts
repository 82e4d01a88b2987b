/**
 * Copies a clinic's database into one file, while it is in use, and trusts the copy only after reading it again.
 * A file database is copied as of one moment; one over HTTP table by table, and the answer says if it changed
 * meanwhile. The file appears under its name only when it is whole and on disk.
 */
import { databasePath, openCopy } from "../adapters/libsql_file.ts";
import { openDatabase } from "../adapters/open_database.ts";
import type { Database } from "../database.ts";
import { copyTables, countRows } from "./copy_tables.ts";
import { type Verified, verifyCopy } from "./verify_copy.ts";

export class BackupError extends Error {}

export interface BackedUp extends Verified {
  /** Only over HTTP: rows were added or removed between the first page and the last. */
  changedMeanwhile: boolean;
}

export async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, (error) => {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  });
}

/** Waits until a file's contents are on the disk itself. */
export async function flush(path: string): Promise<void> {
  using file = await Deno.open(path, { read: true, write: true });
  await file.sync();
}

async function copyRemote(source: Database, path: string): Promise<boolean> {
  const before = await countRows(source);
  // References are checked as a whole when the copy is verified.
  const target = await openCopy(path);
  try {
    await copyTables(source, target, { referringFirst: true });
  } finally {
    target.close();
  }
  const after = await countRows(source);
  return JSON.stringify(before) !== JSON.stringify(after);
}

/** Backs up the database at `url` into `file`. Throws BackupError rather than overwrite, or keep a bad copy. */
export async function backUp(url: string, file: string, authToken?: string): Promise<BackedUp> {
  if (await exists(file)) throw new BackupError(`${file} exists already: a backup never overwrites`);
  const local = url.startsWith("file:");
  if (local && !await exists(databasePath(url))) throw new BackupError(`there is no database at ${url}`);
  const partial = `${file}.partial`;
  await remove(partial);
  const source = await openDatabase(url, authToken);
  let changedMeanwhile = false;
  try {
    if (local) await source.read([{ sql: "VACUUM INTO ?", args: [partial] }]);
    else changedMeanwhile = await copyRemote(source, partial);
  } finally {
    source.close();
  }
  const verified = await verifyCopy(partial);
  if (verified.findings.length > 0) {
    throw new BackupError(
      `the copy is not good and was left at ${partial}:\n${verified.findings.join("\n")}`,
    );
  }
  await flush(partial);
  await Deno.rename(partial, file);
  return { ...verified, changedMeanwhile };
}

async function remove(path: string): Promise<void> {
  for (const each of [path, `${path}-wal`, `${path}-shm`]) {
    if (await exists(each)) await Deno.remove(each);
  }
}
