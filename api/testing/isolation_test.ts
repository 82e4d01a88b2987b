/** Two clinics in one process: hosts, sessions, tokens and databases never meet. */
import { assertEquals } from "deno-std/assert/mod.js";
import { join } from "node:path";
import { newSigningKey } from "../adapters/deno_clinics.ts";
import { openFile } from "../adapters/libsql_file.ts";
import { readMigrations } from "../adapters/read_migrations.ts";
import { createApp } from "../app.ts";
import { mustWrite } from "../database.ts";
import type { Clinic } from "../deps.ts";
import { migrate } from "../migrate.ts";
import { fastPasswords } from "./fast_passwords.ts";
import { people, scenarioOf, seedPeople, testNow } from "./scenario.ts";

Deno.test("what one clinic hands out opens nothing at another, and an unknown host is nobody's", async () => {
  const folder = await Deno.makeTempDir({ prefix: "clinics-" });
  const origins = ["https://a.test", "https://b.test"];
  const files = await Promise.all(origins.map((_, index) => openFile(`file:${join(folder, `${index}.db`)}`)));
  const clinics = new Map<string, Clinic>();
  for (const [index, origin] of origins.entries()) {
    const file = files[index]!;
    await migrate(file, readMigrations(), testNow);
    await mustWrite(file, await seedPeople());
    clinics.set(new URL(origin).host, {
      origin,
      aliases: [],
      signingKey: await newSigningKey(),
      open: () => ({ ...file, close: () => {} }),
    });
  }
  const handle = createApp({
    clinicAt: (host) => clinics.get(host),
    now: () => testNow,
    passwords: fastPasswords,
    log: () => {},
    version: "test",
    local: false,
  });
  const [a, b] = origins.map((origin, index) =>
    scenarioOf((request, address) => handle(request, { address }), {
      db: files[index]!,
      advance: () => {},
      now: () => testNow,
      logs: [],
    }, origin)
  );
  try {
    const signedIn = await a!.post("/api/sign-in", {
      email: people.practitioner.email,
      password: people.practitioner.password,
    });
    await signedIn.body?.cancel();
    const cookie = signedIn.headers.getSetCookie().map((header) => header.split(";")[0]).join("; ");
    assertEquals((await a!.request("/api/session", { headers: { cookie } })).status, 200);
    assertEquals((await b!.request("/api/session", { headers: { cookie } })).status, 401);

    const grant = await (await a!.post("/api/patient/patient1/import-grant", {}, { as: people.patient }))
      .json();
    const batch = { batchId: crypto.randomUUID(), patient: "patient1", groups: [] };
    assertEquals((await a!.post("/api/observation/batches", batch, { as: grant.token })).status, 200);
    assertEquals((await b!.post("/api/observation/batches", batch, { as: grant.token })).status, 401);

    const nowhere = await handle(new Request("https://c.test/api/health"), { address: "192.0.2.1" });
    assertEquals(nowhere.status, 404);
    assertEquals((await nowhere.json()).type, "/api/docs#unknown_host");
  } finally {
    for (const file of files) file.close();
    await Deno.remove(folder, { recursive: true });
  }
});
