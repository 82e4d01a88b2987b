/** libSQL over HTTP (Turso, sqld): one client per request, since a shared one breaks a Worker's isolate. */
import { createClient } from "@libsql/client/http";
import type { Database, Statement } from "../database.ts";
import { compactSql } from "./compact_sql.ts";
import { libsqlDatabase } from "./libsql.ts";

export interface HttpOptions {
  /** Sent with every request, for what stands in front of the database. */
  headers?: Record<string, string>;
  /** Each request is given up after this long: 4 s unless said. */
  timeoutMs?: number;
}

/** Opens nothing yet; the first statement does. */
export function openHttp(
  url: string,
  authToken?: string,
  { headers = {}, timeoutMs = 4_000 }: HttpOptions = {},
): Database {
  const client = createClient({
    url,
    ...(authToken ? { authToken } : {}),
    fetch: (input: Request | URL | string, init?: RequestInit) => {
      const request = new Request(input, init);
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
      return fetch(request, { signal: AbortSignal.timeout(timeoutMs) });
    },
  });
  const database = libsqlDatabase(client);
  const short = (statements: readonly Statement[]) =>
    statements.map(({ sql, args }) => ({ sql: compactSql(sql), args }));
  return {
    read: (statements) => database.read(short(statements)),
    write: (statements) => database.write(short(statements)),
    close: database.close,
  };
}
