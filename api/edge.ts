/**
 * `deno task edge`: the Worker on this machine, as wrangler runs it, with a libSQL server of its own under `data/edge`.
 * Migrates and, with `--demo`, seeds that database; prints `ready http://…` once the Worker answers. A `DATABASE_URL`
 * in `.dev.vars` is used instead of starting a server.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseEnv } from "node:util";
import { newSigningKey } from "./adapters/deno_clinics.ts";
import { type GuardedProcess, startGuarded } from "./adapters/guarded_process.ts";
import { openDatabase } from "./adapters/open_database.ts";
import { readMigrations } from "./adapters/read_migrations.ts";
import { scryptPasswords } from "./adapters/scrypt.ts";
import { startSqld } from "./adapters/sqld.ts";
import { seedDemo } from "./demo/seed.ts";
import { migrate } from "./migrate.ts";
import { newSetupToken } from "./sign_in/set_up.ts";

const devVars = ".dev.vars";

/** The variables of `.dev.vars`; a signing key is added where there is none. */
async function readDevVars(): Promise<Record<string, string | undefined>> {
  const text = await Deno.readTextFile(devVars).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  });
  const vars = parseEnv(text);
  if (vars.SIGNING_KEY) return vars;
  const line = `SIGNING_KEY='${JSON.stringify(await newSigningKey())}'\n`;
  const before = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  await Deno.writeTextFile(devVars, before + line, { mode: 0o600 });
  return { ...vars, ...parseEnv(line) };
}

/** Starts `wrangler dev` under this same Deno; its messages go to our standard error. */
async function startWrangler(port: number, vars: Record<string, string>): Promise<GuardedProcess> {
  const cli = join(
    dirname(createRequire(import.meta.url).resolve("wrangler/package.json")),
    "wrangler-dist/cli.js",
  );
  return await startGuarded(Deno.execPath(), [
    "run",
    "--allow-all",
    cli,
    "dev",
    ...["--ip", "127.0.0.1", "--port", String(port)],
    "--show-interactive-dev-session=false",
    ...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
  ], { env: { NODE_NO_WARNINGS: "1", WRANGLER_SEND_METRICS: "false" } });
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

async function main(): Promise<void> {
  const startedAt = performance.now();
  const say = (text: string) =>
    console.log(`${((performance.now() - startedAt) / 1000).toFixed(1)} s  ${text}`);
  const port = Number(Deno.env.get("PORT") || 8000);
  const origin = `http://localhost:${port}`;
  const vars = await readDevVars();

  const sqld = vars.DATABASE_URL ? undefined : await startSqld({ folder: "data/edge" });
  const databaseUrl = vars.DATABASE_URL || sqld!.url;
  say(sqld ? `libSQL server at ${databaseUrl}, data in data/edge` : `database ${databaseUrl}`);
  const db = await openDatabase(databaseUrl, vars.DATABASE_AUTH_TOKEN);
  const ran = await migrate(db, readMigrations(), Date.now());
  say(ran.length > 0 ? `ran ${ran.join(", ")}` : "database up to date");
  if (Deno.args.includes("--demo")) {
    say("making the demo clinic …");
    const demo = await seedDemo(db, scryptPasswords(), Date.now());
    say(
      demo.ok
        ? `demo clinic ready\n${demo.signIns}`
        : "the database has data already: no demo clinic was made",
    );
  }
  const token = await newSetupToken(db, Date.now());
  if (token !== undefined) say(`nobody can sign in yet: set up at ${origin}/setup/${token} (once, 24 h)`);
  db.close();

  say("building the Worker …");
  const wrangler = await startWrangler(port, {
    ...(vars.ORIGIN ? {} : { ORIGIN: origin }),
    ...(sqld ? { DATABASE_URL: databaseUrl } : {}),
  });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await wrangler.stop();
    await sqld?.process.stop();
    Deno.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, () => void stop());
  const health = `http://127.0.0.1:${port}/api/health`;
  while (wrangler.running() && !await answers(health)) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (wrangler.running()) say(`ready ${origin}`);
  // wrangler runs no cron by itself on this machine.
  const cron = setInterval(() => void answers(`http://127.0.0.1:${port}/cdn-cgi/local/scheduled`), 10_000);
  while (wrangler.running() && (sqld?.process.running() ?? true)) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  if (!stopping) {
    clearInterval(cron);
    console.error(wrangler.running() ? "the libSQL server ended" : "wrangler ended");
    await Promise.all([wrangler.stop(), sqld?.process.stop()]);
    Deno.exit(1);
  }
}

if (import.meta.main) await main();
