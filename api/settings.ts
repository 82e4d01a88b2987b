/**
 * Reads a deployment's settings from its environment. One clinic by default; `CLINICS` (JSON, by host) for several.
 * Refuses an origin that would send sessions in the clear.
 */

export interface ClinicSettings {
  /** Hosts (with port, where not the default) that this clinic answers at. */
  hosts: string[];
  origin: string;
  aliases: string[];
  databaseUrl: string;
  databaseAuthToken?: string;
  signingKey?: string;
  /** An account at the mail provider; without it a deployment on this machine keeps mail in its own outbox. */
  mail?: { apiKey: string; from: string };
}

export class SettingsError extends Error {}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Whether an origin is this machine's own. */
export function isLoopback(origin: string): boolean {
  return loopback.test(new URL(origin).hostname);
}

function checkOrigin(origin: string): string {
  let url: URL;
  try {
    url = new URL(origin);
  } catch {
    throw new SettingsError(`ORIGIN must be a web address such as https://clinic.example, not "${origin}"`);
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback.test(url.hostname))) {
    throw new SettingsError(`ORIGIN must be https (or http on this machine alone), not "${origin}"`);
  }
  return url.origin;
}

function clinicSettings(
  origin: string,
  rest: Omit<ClinicSettings, "hosts" | "origin" | "aliases">,
): ClinicSettings {
  const checked = checkOrigin(origin);
  const { host, port, protocol } = new URL(checked);
  // A local server is the same server by any of the loopback names.
  const hosts = isLoopback(checked)
    ? ["localhost", "127.0.0.1", "[::1]"].map((name) => port === "" ? name : `${name}:${port}`)
    : [host];
  const aliases = hosts.map((name) => `${protocol}//${name}`).filter((alias) => alias !== checked);
  return { hosts, origin: checked, aliases, ...rest };
}

function checkFrom(from: string | undefined): string {
  if (from !== undefined && /^[^\s@<>"]+@[^\s@<>"]+$/.test(from)) return from;
  throw new SettingsError("MAIL_FROM must be the address that mail comes from, such as app@clinic.example");
}

/** Settings of every clinic that this process serves. */
export function readSettings(env: Record<string, string | undefined>, defaults: {
  origin: string;
  databaseUrl: string | undefined;
}): ClinicSettings[] {
  const optional = (databaseAuthToken?: string, signingKey?: string, apiKey?: string, from?: string) => ({
    ...(databaseAuthToken ? { databaseAuthToken } : {}),
    ...(signingKey ? { signingKey } : {}),
    ...(apiKey ? { mail: { apiKey, from: checkFrom(from) } } : {}),
  });
  if (env.CLINICS) {
    let clinics: Record<string, Record<string, string>>;
    try {
      clinics = JSON.parse(env.CLINICS);
    } catch {
      throw new SettingsError('CLINICS must be JSON: {"host": {"origin": …, "database": …}}');
    }
    return Object.entries(clinics).map(([host, clinic]) => {
      const { origin, database, databaseAuthToken, signingKey, resendApiKey, mailFrom } = clinic;
      if (!origin || !database) throw new SettingsError(`CLINICS: ${host} needs "origin" and "database"`);
      const settings = clinicSettings(origin, {
        databaseUrl: database,
        ...optional(databaseAuthToken, signingKey, resendApiKey, mailFrom),
      });
      return { ...settings, hosts: [...new Set([host, ...settings.hosts])] };
    });
  }
  const databaseUrl = env.DATABASE_URL || defaults.databaseUrl;
  if (!databaseUrl) return [];
  return [
    clinicSettings(env.ORIGIN || defaults.origin, {
      databaseUrl,
      ...optional(env.DATABASE_AUTH_TOKEN, env.SIGNING_KEY, env.RESEND_API_KEY, env.MAIL_FROM),
    }),
  ];
}
