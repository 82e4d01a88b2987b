/** A libSQL file for the embedded mode. WAL, synchronous=FULL: what is acknowledged survives a power cut. */
import { createClient } from "@libsql/client";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Database } from "../database.ts";
import { libsqlDatabase } from "./libsql.ts";

/** The path behind a `file:` URL; relative ones are taken from the working folder. */
export function databasePath(url: string): string {
  return url.startsWith("file:///") ? fileURLToPath(url) : url.slice("file:".length);
}

/** Opens (and creates) the file. The folder is made where it is missing. */
export async function openFile(url: string): Promise<Database> {
  mkdirSync(dirname(databasePath(url)) || ".", { recursive: true });
  // One connection: calls are synchronous, so a second one could only wait for the first.
  const client = createClient({ url, concurrency: 1, timeout: 5_000 });
  for (
    const pragma of [
      "journal_mode = WAL",
      "synchronous = FULL",
      "foreign_keys = ON",
      "busy_timeout = 5000",
      "cache_size = -65536",
      "temp_store = MEMORY",
    ]
  ) await client.execute(`PRAGMA ${pragma}`);
  return libsqlDatabase(client);
}

/** Opens a file that nobody else has open, such as a backup, and leaves nothing beside it. */
export async function openCopy(path: string): Promise<Database> {
  const client = createClient({ url: `file:${path}`, concurrency: 1, timeout: 5_000 });
  for (const pragma of ["foreign_keys = OFF", "synchronous = FULL", "cache_size = -65536"]) {
    await client.execute(`PRAGMA ${pragma}`);
  }
  return libsqlDatabase(client);
}
