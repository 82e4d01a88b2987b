/**
 * The embedded server as a process of its own, for benches: the whole app over HTTP on a libSQL file in the folder
 * that is its argument, at the tests' fixed moment. Writes `ready.json` there once it answers.
 */
import { join } from "node:path";
import { newSigningKey } from "../../adapters/deno_clinics.ts";
import { openFile } from "../../adapters/libsql_file.ts";
import { readMigrations } from "../../adapters/read_migrations.ts";
import { createApp } from "../../app.ts";
import { mustWrite } from "../../database.ts";
import { migrate } from "../../migrate.ts";
import { fastPasswords } from "../fast_passwords.ts";
import { people, scenarioOf, seedPeople, testNow, testOrigin } from "../scenario.ts";

/** What `ready.json` says. */
export interface Ready {
  readonly url: string;
  /** The token of an import grant for `patient1`. */
  readonly token: string;
  readonly databasePath: string;
}

async function serve(folder: string): Promise<void> {
  const databasePath = join(folder, "clinic.db");
  const file = await openFile(`file:${databasePath}`);
  await migrate(file, readMigrations(), testNow);
  await mustWrite(file, await seedPeople());
  const clinic = {
    origin: testOrigin,
    aliases: [],
    signingKey: await newSigningKey(),
    open: () => ({ read: file.read, write: file.write, close: () => {} }),
  };
  const handle = createApp({
    clinicAt: () => clinic,
    now: () => testNow,
    passwords: fastPasswords,
    log: () => {},
    version: "bench",
    local: false,
  });
  const scenario = scenarioOf((request, address) => handle(request, { address }), {
    db: file,
    advance: () => {},
    now: () => testNow,
    logs: [],
  });
  const grant = await scenario.post("/api/patient/patient1/import-grant", { reason: "bench" }, {
    as: people.practitioner,
  });
  const { token } = await grant.json() as { token: string };
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (request, info) => handle(request, { address: info.remoteAddr.hostname }),
  );
  const ready: Ready = { url: `http://127.0.0.1:${server.addr.port}`, token, databasePath };
  await Deno.writeTextFile(join(folder, "ready.json.new"), JSON.stringify(ready));
  await Deno.rename(join(folder, "ready.json.new"), join(folder, "ready.json"));
}

if (import.meta.main) await serve(Deno.args[0]!);
