/** Opens the database behind an address, for commands: a libSQL file, or one over HTTP with time for long work. */
import type { Database } from "../database.ts";
import { openFile } from "./libsql_file.ts";
import { openHttp } from "./libsql_http.ts";

/** `file:` or `libsql:`, `http:`, `https:`. The caller closes it. */
export async function openDatabase(url: string, authToken?: string): Promise<Database> {
  return url.startsWith("file:") ? await openFile(url) : openHttp(url, authToken, { timeoutMs: 120_000 });
}
