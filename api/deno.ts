/**
 * The Deno entry: the embedded server. Migrates its database file, seeds a demo clinic on request, builds what the
 * browser needs, and serves API and pages on one port. Prints `ready http://…` once it answers.
 */
import { createPages } from "../web/app.tsx";
import { build } from "../web/build.ts";
import { serveAssets } from "../web/serve_assets.ts";
import { createApp } from "./app.ts";
import { clientAddress } from "./client_address.ts";
import { openClinics } from "./adapters/deno_clinics.ts";
import { scryptPasswords } from "./adapters/scrypt.ts";
import { seedDemo } from "./demo/seed.ts";
import { runDueJobs } from "./job/run_due_jobs.ts";
import { migrate } from "./migrate.ts";
import { readMigrations } from "./adapters/read_migrations.ts";
import { readSettings, SettingsError } from "./settings.ts";
import { newSetupToken } from "./sign_in/set_up.ts";
import { version } from "./version.ts";

async function main(): Promise<void> {
  const startedAt = performance.now();
  const say = (text: string) =>
    console.log(`${((performance.now() - startedAt) / 1000).toFixed(1)} s  ${text}`);
  const port = Number(Deno.env.get("PORT") || 8000);
  const settings = readSettings(Deno.env.toObject(), {
    origin: `http://localhost:${port}`,
    databaseUrl: "file:data/clinic.db",
  });
  const clinics = await openClinics(settings);
  const passwords = scryptPasswords();

  const migrations = readMigrations();
  for (const { clinic, databaseUrl } of clinics) {
    const ran = await migrate(clinic.open(), migrations, Date.now());
    say(
      ran.length > 0
        ? `database ${databaseUrl}: ran ${ran.join(", ")}`
        : `database ${databaseUrl}: up to date`,
    );
    if (Deno.args.includes("--demo")) {
      say("making the demo clinic …");
      const demo = await seedDemo(clinic.open(), passwords, Date.now());
      say(
        demo.ok
          ? `demo clinic ready\n${demo.signIns}`
          : "the database has data already: no demo clinic was made",
      );
    }
    const token = await newSetupToken(clinic.open(), Date.now());
    if (token !== undefined) {
      say(`nobody can sign in yet: set up at ${clinic.origin}/setup/${token} (once, 24 h)`);
    }
  }
  say("building the pages …");
  const manifest = await build();

  const byHost = new Map(
    clinics.flatMap(({ hosts, clinic }) => hosts.map((host) => [host, clinic] as const)),
  );
  const handle = createApp({
    clinicAt: (host) => byHost.get(host),
    now: Date.now,
    passwords,
    log: (event, fields) => {
      if (event !== "request" || Number(fields.status) >= 500 || Deno.env.get("LOG") === "all") {
        console.log(JSON.stringify({ at: new Date().toISOString(), event, ...fields }));
      }
    },
    version,
    local: clinics.every(({ clinic }) => clinic.origin.startsWith("http:")),
  }, createPages(manifest));

  const server = Deno.serve(
    {
      port,
      hostname: Deno.env.get("LISTEN") || "127.0.0.1",
      onListen: () => say(`ready ${clinics[0]?.clinic.origin}`),
    },
    async (request, info) => {
      const forwardedFor = request.headers.get("x-forwarded-for");
      const address = clientAddress(info.remoteAddr.hostname, forwardedFor, Deno.env.get("PROXY"));
      return await serveAssets(request) ?? await handle(request, { address });
    },
  );

  const timer = setInterval(
    () => clinics.forEach(({ clinic }) => void runDueJobs(clinic.open(), Date.now(), clinic)),
    5_000,
  );
  const stop = async () => {
    clearInterval(timer);
    await server.shutdown();
    clinics.forEach(({ close }) => close());
    Deno.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, () => void stop());
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}
