import { assert, assertEquals } from "deno-std/assert/mod.js";
import { newSigningKey } from "./adapters/deno_clinics.ts";
import type { Database } from "./database.ts";
import { scenario } from "./testing/runtimes.ts";
import { createWorker, type WorkerSettings } from "./worker.ts";

const SIGNING_KEY = JSON.stringify(await newSigningKey());
const good: WorkerSettings = {
  ORIGIN: "https://clinic.example",
  DATABASE_URL: "https://db.example",
  SIGNING_KEY,
};

const silent: Database = {
  read: () => Promise.resolve([{ rows: [{ n: 0, level: 0 }], changes: 0 }]),
  write: () => Promise.resolve({ ok: true, results: [] }),
  close: () => {},
};

async function ask(env: WorkerSettings, url = "https://clinic.example/api/health") {
  const opened: string[] = [];
  const worker = createWorker({
    log: () => {},
    open: (database, token = "") => {
      opened.push(`${database} ${token}`.trim());
      return silent;
    },
  });
  const response = await worker.fetch(new Request(url), env);
  const body = await response.json();
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    detail: body.detail ?? "",
    opened,
  };
}

Deno.test("without a database every request is answered with 503 that names `deno task edge`", async () => {
  const { status, type, detail } = await ask({});
  assertEquals([status, type], [503, "application/problem+json"]);
  assert(detail.includes("deno task edge"), detail);
});

const wrong: [string, WorkerSettings, string][] = [
  ["no signing key", { ...good, SIGNING_KEY: "" }, "SIGNING_KEY"],
  ["a signing key that is no JSON", { ...good, SIGNING_KEY: "secret" }, "SIGNING_KEY"],
  ["a signing key of another kind", { ...good, SIGNING_KEY: '{"kty":"RSA"}' }, "SIGNING_KEY"],
  ["no origin", { DATABASE_URL: "https://db.example", SIGNING_KEY }, "ORIGIN"],
  ["an origin that would send sessions in the clear", { ...good, ORIGIN: "http://clinic.example" }, "https"],
  ["a file for a database", { ...good, DATABASE_URL: "file:data/clinic.db" }, "no files"],
  ["clinics that are no JSON", { CLINICS: "a" }, "CLINICS"],
];
for (const [name, env, said] of wrong) {
  Deno.test(`with ${name} the Worker serves nothing and says what is wrong`, async () => {
    const { status, detail, opened } = await ask(env);
    assertEquals([status, opened], [503, []]);
    assert(detail.includes(said), detail);
    assert(!detail.includes("secret"), "never the key itself");
  });
}

Deno.test("the request's host chooses the clinic's database, and an unknown host gets 404", async () => {
  const CLINICS = JSON.stringify({
    "a.example": { origin: "https://a.example", database: "https://db.example/a", signingKey: SIGNING_KEY },
    "b.example": {
      origin: "https://b.example",
      database: "https://db.example/b",
      databaseAuthToken: "token-b",
      signingKey: SIGNING_KEY,
    },
  });
  assertEquals((await ask({ CLINICS }, "https://a.example/api/health")).opened, ["https://db.example/a"]);
  assertEquals((await ask({ CLINICS }, "https://b.example/api/health")).opened, [
    "https://db.example/b token-b",
  ]);
  const stranger = await ask({ CLINICS }, "https://c.example/api/health");
  assertEquals([stranger.status, stranger.opened], [404, []]);
});

scenario("cron runs the jobs that are due, once", async ({ request, get, db, people, advance }) => {
  assertEquals((await get("/api/session", people.patient)).status, 200);
  const sealed = async () => {
    const [found] = await db.read([{ sql: "SELECT count(*) AS n FROM audit_seal", args: [] }]);
    return found!.rows[0]!.n;
  };
  assertEquals(await sealed(), 0);
  await Promise.all([request("/x-test/cron"), request("/x-test/cron")]);
  assertEquals(await sealed(), 1);
  assertEquals((await get("/api/session", people.practitioner)).status, 200);
  await request("/x-test/cron");
  assertEquals(await sealed(), 1, "a minute has not passed");
  advance(60_000);
  await request("/x-test/cron");
  assertEquals(await sealed(), 2);
}, { on: ["workerd"] });

scenario("what a caller says of its own address is not believed", async ({ request, db }) => {
  const response = await request("/api/sign-in", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-forwarded-for": "198.51.100.7",
      "x-real-ip": "198.51.100.7",
    },
    body: JSON.stringify({ email: "ada@clinic.test", password: "correct horse battery staple" }),
    address: "203.0.113.9",
  });
  assertEquals(response.status, 200);
  await response.body?.cancel();
  const [found] = await db.read([{ sql: "SELECT DISTINCT network FROM session", args: [] }]);
  assertEquals(found!.rows, [{ network: "203.0.113.0/24" }]);
});
