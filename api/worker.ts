/**
 * The product as a Worker: environment → Deps → the app, once per isolate. What is missing or wrong in the settings is
 * answered with 503 problem+json that says so; nothing is guessed. `cloudflare.ts` is the entry that deploys it.
 */
import { openHttp } from "./adapters/libsql_http.ts";
import { localMail } from "./adapters/local_mail.ts";
import { resendMail } from "./adapters/resend.ts";
import { scryptPasswords } from "./adapters/scrypt.ts";
import { createApp, type Pages } from "./app.ts";
import type { Database } from "./database.ts";
import type { Clinic, Deps, Mail } from "./deps.ts";
import { problems } from "./errors.ts";
import { runDueJobs } from "./job/run_due_jobs.ts";
import { isLoopback, readSettings, SettingsError } from "./settings.ts";
import { version } from "./version.ts";

/** What wrangler's `[vars]`, secrets and `.dev.vars` may set; `.dev.vars.example` explains each. */
export interface WorkerSettings {
  DATABASE_URL?: string;
  DATABASE_AUTH_TOKEN?: string;
  SIGNING_KEY?: string;
  ORIGIN?: string;
  CLINICS?: string;
  RESEND_API_KEY?: string;
  MAIL_FROM?: string;
}

/** What a Worker is made of beside its settings; tests bring their own clock and database. */
export interface WorkerParts {
  pages?: Pages;
  passwords?: Deps["passwords"];
  now?: Deps["now"];
  log?: Deps["log"];
  open?: (url: string, authToken?: string) => Database;
  /** In place of the mail that the settings describe. */
  mail?: (open: () => Database) => Mail;
}

interface Waits {
  waitUntil(promise: Promise<unknown>): void;
}

function signingKey(text: string | undefined, origin: string): JsonWebKey {
  let key: JsonWebKey;
  try {
    key = JSON.parse(text ?? "");
  } catch {
    throw new SettingsError(`SIGNING_KEY of ${origin} must be an Ed25519 private key as JWK`);
  }
  if (key.kty !== "OKP" || key.crv !== "Ed25519" || typeof key.d !== "string" || typeof key.x !== "string") {
    throw new SettingsError(`SIGNING_KEY of ${origin} must be an Ed25519 private key as JWK`);
  }
  return key;
}

/** The clinics that the settings describe, by host. */
export function readClinics(
  env: WorkerSettings,
  open: NonNullable<WorkerParts["open"]>,
  mail?: WorkerParts["mail"],
): Map<string, Clinic> {
  const settings = readSettings({ ...env }, { origin: "", databaseUrl: undefined });
  if (settings.length === 0) {
    throw new SettingsError(
      "No database is configured. On this machine `deno task edge` starts one; deployed, set DATABASE_URL.",
    );
  }
  return new Map(settings.flatMap(({ hosts, origin, aliases, databaseUrl, databaseAuthToken, ...rest }) => {
    if (databaseUrl.startsWith("file:")) {
      throw new SettingsError("A Worker has no files: DATABASE_URL must be libsql: or http(s):");
    }
    const openIt = () => open(databaseUrl, databaseAuthToken);
    const clinic: Clinic = {
      origin,
      aliases,
      signingKey: signingKey(rest.signingKey, origin),
      open: openIt,
      mail: mail?.(openIt) ??
        (rest.mail ? resendMail(rest.mail) : isLoopback(origin) ? localMail(openIt) : undefined),
    };
    return hosts.map((host) => [host, clinic] as const);
  }));
}

function notConfigured(detail: string): Response {
  const [status, title] = problems.unavailable;
  const body = { type: "/api/docs#unavailable", title, status, detail, requestId: "" };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/problem+json",
      "retry-after": "60",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

const printLog: Deps["log"] = (event, fields) =>
  console.log(JSON.stringify({ at: new Date().toISOString(), event, ...fields }));

/** The handlers that a Worker's module exports. */
export function createWorker(parts: WorkerParts) {
  const { pages, passwords = scryptPasswords(), now = Date.now, log = printLog, open = openHttp } = parts;
  type Started = { handle: ReturnType<typeof createApp>; clinics: Set<Clinic>; local: boolean };
  let started: Started | SettingsError | undefined;
  function start(env: WorkerSettings): Started | SettingsError {
    try {
      const byHost = readClinics(env, open, parts.mail);
      const clinics = new Set(byHost.values());
      const local = [...clinics].every(({ origin }) => isLoopback(origin));
      const clinicAt = (host: string) => byHost.get(host);
      const handle = createApp({ clinicAt, now, passwords, log, version, local }, pages);
      return { handle, clinics, local };
    } catch (error) {
      if (error instanceof SettingsError) return error;
      throw error;
    }
  }
  return {
    async fetch(request: Request, env: WorkerSettings): Promise<Response> {
      started ??= start(env);
      if (started instanceof SettingsError) return notConfigured(started.message);
      // Cloudflare sets this header itself and drops one that a client sends.
      const address = request.headers.get("cf-connecting-ip") ?? (started.local ? "127.0.0.1" : "");
      return await started.handle(request, { address });
    },
    /** Cron: every clinic's due jobs. */
    scheduled(_event: unknown, env: WorkerSettings, context: Waits): void {
      started ??= start(env);
      if (started instanceof SettingsError) return log("not_configured", { reason: started.message });
      for (const clinic of started.clinics) {
        context.waitUntil(runDueJobs(clinic.open(), now(), clinic));
      }
    },
  };
}
