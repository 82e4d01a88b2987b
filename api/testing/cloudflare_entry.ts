/**
 * The Worker under test: what `cloudflare.ts` deploys, with a clock that tests move, passwords that they can afford,
 * and each scenario's own database. All three come with the request, so that scenarios share one process and never
 * touch each other. Production code must not import this; `doors_test.ts` sees to it.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { openHttp } from "../adapters/libsql_http.ts";
import { testMail } from "./test_mail.ts";
import { createWorker, type WorkerSettings } from "../worker.ts";
import { fastPasswords } from "./fast_passwords.ts";

interface Told {
  /** The address that the test asked for. */
  url: string;
  now: number;
  database: string;
}

const told = new AsyncLocalStorage<Told & { logs: string[] }>();

const worker = createWorker({
  passwords: fastPasswords,
  now: () => told.getStore()!.now,
  log: (event, fields) => told.getStore()!.logs.push(JSON.stringify({ event, ...fields })),
  open: () => openHttp(told.getStore()!.database),
  mail: (open) => testMail(open, () => told.getStore()!.now),
});

export default {
  async fetch(request: Request, env: WorkerSettings): Promise<Response> {
    const tells = request.headers.get("x-test");
    if (tells === null) return new Response("ready");
    const { url, ...rest } = JSON.parse(tells) as Told;
    const headers = new Headers(request.headers);
    headers.delete("x-test");
    const logs: string[] = [];
    const init = { method: request.method, headers, body: request.body, redirect: "manual" } as const;
    const answer = await told.run({ url, ...rest, logs }, async () => {
      if (new URL(url).pathname !== "/x-test/cron") return await worker.fetch(new Request(url, init), env);
      const running: Promise<unknown>[] = [];
      worker.scheduled({}, env, { waitUntil: (promise) => running.push(promise) });
      await Promise.all(running);
      return new Response(null, { status: 204 });
    });
    const response = new Response(answer.body, answer);
    response.headers.set("x-test-logs", encodeURIComponent(JSON.stringify(logs)));
    return response;
  },
};
