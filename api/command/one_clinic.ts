/** The arguments of a command that works on one clinic's database and one file. */
import { type ClinicSettings, readSettings, SettingsError } from "../settings.ts";

export interface OneClinic {
  file: string;
  clinic: ClinicSettings;
  /** Options that were given, without their dashes. */
  options: ReadonlySet<string>;
}

/** Reads `FILE [--clinic HOST] [--option …]`. Throws SettingsError that says what is missing. */
export function readOneClinic(
  args: readonly string[],
  env: Record<string, string | undefined>,
): OneClinic {
  const words = [...args];
  const at = words.indexOf("--clinic");
  const host = at < 0 ? undefined : words.splice(at, 2)[1];
  const files = words.filter((word) => !word.startsWith("--"));
  if (files.length !== 1) throw new SettingsError("Name one file.");
  const clinics = readSettings(env, { origin: "http://localhost:8000", databaseUrl: "file:data/clinic.db" });
  const clinic = host === undefined && clinics.length === 1
    ? clinics[0]
    : clinics.find(({ hosts }) => host !== undefined && hosts.includes(host));
  if (clinic === undefined) {
    throw new SettingsError(`Say which clinic: --clinic ${clinics.map(({ hosts }) => hosts[0]).join(" | ")}`);
  }
  const options = new Set(words.filter((word) => word.startsWith("--")).map((word) => word.slice(2)));
  return { file: files[0]!, clinic, options };
}

/** Runs a command; what was expected to be refused is said in one line, with exit code 1. */
export async function runCommand(work: () => Promise<void>, expected: readonly (new () => Error)[]) {
  try {
    await work();
  } catch (error) {
    if (!expected.some((kind) => error instanceof kind)) throw error;
    console.error((error as Error).message);
    Deno.exit(1);
  }
}
