/** libSQL over HTTP (Turso, sqld): one client per request, since a shared one breaks a Worker's isolate. */
import { createClient } from "@libsql/client/web";
import type { Database } from "../database.ts";
import { libsqlDatabase } from "./libsql.ts";

const timeoutMs = 4_000;

/**
 * Opens nothing yet; the first statement does. Requests longer than 4 s are given up.
 * `headers` go with every request, for proxies in front of the database.
 */
export function openHttp(url: string, authToken?: string, headers: Record<string, string> = {}): Database {
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
