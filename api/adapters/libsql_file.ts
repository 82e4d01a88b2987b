/** A libSQL file for the embedded mode. WAL, synchronous=FULL: what is acknowledged survives a power cut. */
import { createClient } from "@libsql/client";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type Database, DatabaseUnavailable } from "../database.ts";
import { libsqlDatabase } from "./libsql.ts";

/** How long a writer waits for another process; this whole process stands still meanwhile. */
const busyTimeoutMs = 2_000;

/** The path behind a `file:` URL; relative ones are taken from the working folder. */
export function databasePath(url: string): string {
  return url.startsWith("file:///") ? fileURLToPath(url) : url.slice("file:".length);
}

async function connect(url: string): Promise<Database> {
  // One connection: calls are synchronous, so a second one could only wait for the first.
  const client = createClient({ url, concurrency: 1, timeout: busyTimeoutMs });
  for (
    const pragma of [
      "journal_mode = WAL",
      "synchronous = FULL",
      "foreign_keys = ON",
      `busy_timeout = ${busyTimeoutMs}`,
      "cache_size = -65536",
      "temp_store = MEMORY",
    ]
  ) await client.execute(`PRAGMA ${pragma}`);
  return libsqlDatabase(client);
}

/** Opens (and creates) the file. The folder is made where it is missing. */
export async function openFile(url: string): Promise<Database> {
  mkdirSync(dirname(databasePath(url)) || ".", { recursive: true });
  let current = await connect(url);
  /**
   * A statement that found the file busy stays open in the native library until it is garbage, and no later batch of
   * its connection can commit. So an outage ends the connection: the next call has a new one. The old one is left to
   * the collector, since calls may still wait for it.
   */
  async function attempt<T>(work: (db: Database) => Promise<T>): Promise<T> {
    const used = current;
    try {
      return await work(used);
    } catch (error) {
      if (error instanceof DatabaseUnavailable && used === current) {
        current = await connect(url).catch(() => current);
      }
      throw error;
    }
  }
  return {
    read: (statements) => attempt((db) => db.read(statements)),
    write: (statements) => attempt((db) => db.write(statements)),
    close: () => current.close(),
  };
}

/** Opens a file that nobody else has open, such as a backup, and leaves nothing beside it. */
export async function openCopy(path: string): Promise<Database> {
  const client = createClient({ url: `file:${path}`, concurrency: 1, timeout: busyTimeoutMs });
  for (const pragma of ["foreign_keys = OFF", "synchronous = FULL", "cache_size = -65536"]) {
    await client.execute(`PRAGMA ${pragma}`);
  }
  return libsqlDatabase(client);
}
