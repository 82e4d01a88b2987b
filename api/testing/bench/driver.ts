/** The synchronous driver beneath `@libsql/client`, which baselines use: nothing is between them and SQLite. */
import { createRequire } from "node:module";

export interface Driver {
  exec(sql: string): void;
  prepare(sql: string): {
    run(...args: unknown[]): unknown;
    all(...args: unknown[]): Record<string, unknown>[];
  };
  close(): void;
}

/** Opens a database file, as durable as the product does: WAL, every commit synced. */
export function openDriver(path: string): Driver {
  const require = createRequire(import.meta.resolve("@libsql/client"));
  const Driver = require("libsql") as new (path: string) => Driver;
  const driver = new Driver(path);
  driver.exec("PRAGMA journal_mode = WAL");
  driver.exec("PRAGMA synchronous = FULL");
  driver.exec("PRAGMA cache_size = -65536");
  return driver;
}

/** Bytes of the database, free pages included. */
export function databaseBytes(driver: Driver): number {
  const [row] = driver.prepare(
    "SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()",
  ).all();
  return row?.bytes as number;
}
