/** libSQL over HTTP (Turso, sqld): one client per request, since a shared one breaks a Worker's isolate. */
import { createClient } from "@libsql/client/web";
import type { Database } from "../database.ts";
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
  return libsqlDatabase(client);
}
