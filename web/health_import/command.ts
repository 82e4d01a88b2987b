/**
 * `deno task import FILE --server URL --code PAIRINGCODE [--checkpoint FILE]`: sends an Apple Health export from
 * this machine. The pairing code comes from the chart's import page and names the patient.
 *
 * Exit code 0 when the whole file was delivered, although the server may have refused readings in it; 1 when it was
 * not, or when nothing was taken. Run it again with a new code to go on. The token is never printed or kept.
 */
import { fileCheckpoint } from "./checkpoint_file.ts";
import { registryCodes } from "./codes.ts";
import { openFile } from "./file_access.ts";
import { ImportError } from "./import_error.ts";
import { postTo } from "./post_batch.ts";
import { runImport } from "./run_import.ts";
import { progressLine, summaryLines } from "./summary_text.ts";
import type { ImportProgress } from "./upload_progress.ts";

const usage = "deno task import FILE --server URL --code PAIRINGCODE [--checkpoint FILE]";

interface CommandLine {
  readonly file: string;
  readonly server: URL;
  readonly code: string;
  readonly checkpoint: string | undefined;
}

/** Reads the arguments; a text says what is wrong with them. */
export function readCommandLine(args: readonly string[]): CommandLine | string {
  const options = new Map<string, string>();
  const files: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? "";
    const match = /^--([a-z]+)(?:=(.*))?$/.exec(argument);
    if (match === null) files.push(argument);
    else options.set(match[1] ?? "", match[2] ?? args[++index] ?? "");
  }
  const unknown = [...options.keys()].find((name) => !["server", "code", "checkpoint"].includes(name));
  if (unknown !== undefined) return `There is no option --${unknown}.`;
  const [file] = files;
  if (file === undefined || files.length > 1) return "Name one file.";
  const code = options.get("code");
  if (!code) return "The pairing code is missing (--code).";
  const server = URL.parse(options.get("server") ?? "");
  if (server === null) return "The server's address is missing or no URL (--server).";
  const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(server.hostname);
  if (server.protocol !== "https:" && !(server.protocol === "http:" && loopback)) {
    return "Health data goes only to an https: server.";
  }
  return { file, server, code, checkpoint: options.get("checkpoint") };
}

async function exchange(server: URL, code: string): Promise<{ token: string; patient: string }> {
  let response: Response;
  try {
    response = await fetch(new URL("/api/import-grant/exchange", server), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code }),
      redirect: "error",
      signal: AbortSignal.timeout(30_000),
    });
  } catch (cause) {
    throw new ImportError("server_unreachable", `${server.origin} can't be reached.`, { cause });
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (
    response.ok && typeof answer === "object" && answer !== null && "token" in answer &&
    "patient" in answer &&
    typeof answer.token === "string" && typeof answer.patient === "string"
  ) return { token: answer.token, patient: answer.patient };
  if (response.status === 429) {
    throw new ImportError("forbidden", "Too many wrong pairing codes. Wait a while.");
  }
  throw new ImportError(
    "forbidden",
    "The pairing code is wrong, used or too old. Ask the chart for a new one.",
  );
}

async function statePath(name: string): Promise<string> {
  const state = Deno.env.get("XDG_STATE_HOME") || `${Deno.env.get("HOME") ?? "."}/.local/state`;
  const folder = `${state}/patient-app`;
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  return `${folder}/import-${name}`;
}

/** A line that is redrawn on a terminal, and one line every 5 seconds elsewhere. */
function createProgressPrinter(terminal: boolean) {
  let printedAt = performance.now();
  return (progress: ImportProgress) => {
    const now = performance.now();
    if (now - printedAt < (terminal ? 200 : 5_000)) return;
    printedAt = now;
    if (terminal) Deno.stdout.writeSync(new TextEncoder().encode(`\r\x1b[2K${progressLine(progress)}`));
    else console.log(progressLine(progress));
  };
}

/** Runs the command; resolves to its exit code. */
export async function runCommand(args: readonly string[]): Promise<0 | 1> {
  const line = readCommandLine(args);
  if (typeof line === "string") {
    console.error(`${line}\n${usage}`);
    return 1;
  }
  const terminal = Deno.stdout.isTerminal();
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  Deno.addSignalListener("SIGINT", interrupt);
  try {
    using file = await openFile(line.file);
    const folder = line.checkpoint === undefined ? await statePath("") : undefined;
    const { token, patient } = await exchange(line.server, line.code);
    const summary = await runImport(file, {
      patient,
      codes: registryCodes(),
      post: postTo(line.server.origin, token),
      checkpoint: (name) => fileCheckpoint(line.checkpoint ?? `${folder}${name}`, name),
      signal: stop.signal,
      onProgress: createProgressPrinter(terminal),
    });
    if (terminal) Deno.stdout.writeSync(new TextEncoder().encode("\r\x1b[2K"));
    console.log(summaryLines(summary).join("\n"));
    const arrived = summary.stored + summary.duplicate + summary.earlierRows;
    return arrived === 0 && summary.refused > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    console.error(`${terminal ? "\n" : ""}${error.message}`);
    return 1;
  } finally {
    Deno.removeSignalListener("SIGINT", interrupt);
  }
}

if (import.meta.main) Deno.exit(await runCommand(Deno.args));
