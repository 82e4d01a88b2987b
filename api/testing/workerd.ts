/** Serves a bundled Worker on workerd itself: `wrangler dev` answers 30 times slower. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { freePort, type GuardedProcess, startGuarded, waitUntil } from "../adapters/guarded_process.ts";

const root = new URL("../../", import.meta.url);

/** Path of the workerd that the pinned wrangler brings. */
export function workerdBinary(): string {
  const wrangler = createRequire(createRequire(import.meta.url).resolve("wrangler/package.json"));
  const miniflare = createRequire(wrangler.resolve("miniflare"));
  const { os, arch } = Deno.build;
  const system = os === "windows" ? "windows" : os;
  const name = `@cloudflare/workerd-${system}-${arch === "x86_64" ? "64" : "arm64"}`;
  const workerd = createRequire(miniflare.resolve("workerd"));
  return join(dirname(workerd.resolve(`${name}/package.json`)), "bin", "workerd");
}

/** Date of the runtime's behaviour, as `wrangler.toml` pins it. */
export function compatibilityDate(): string {
  const text = Deno.readTextFileSync(new URL("wrangler.toml", root));
  return /^compatibility_date = "([\d-]+)"/m.exec(text)![1]!;
}

export interface ServedWorker {
  /** `http://127.0.0.1:port` */
  url: string;
  process: GuardedProcess;
}

export interface ServeOptions {
  vars?: Record<string, string>;
  /** host:port that receives every request the Worker sends; the Host header tells which it was meant for. */
  outbound?: string;
  port?: number;
}

/** Serves a bundled module from `folder` and waits until it answers. */
export async function serveWorker(
  folder: string,
  module: string,
  { vars = {}, outbound, port = freePort() }: ServeOptions = {},
): Promise<ServedWorker> {
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(join(folder, "worker.js"), module);
  const bindings = Object.entries(vars).map(([name, text]) =>
    `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(text)})`
  );
  const config = join(folder, "config.capnp");
  await Deno.writeTextFile(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "${compatibilityDate()}",
      bindings = [${bindings.join(", ")}],
      globalOutbound = "out",
    )),
    (name = "out", ${
      outbound === undefined
        ? 'network = (allow = ["public", "private"])'
        : `external = (address = "${outbound}", http = (style = host))`
    }),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`,
  );
  const url = `http://127.0.0.1:${port}`;
  const process = await startGuarded(workerdBinary(), ["serve", config], {
    log: join(folder, "workerd.log"),
  });
  await waitUntil(async () => {
    const response = await fetch(url);
    await response.body?.cancel();
    return true;
  }, process);
  return { url, process };
}
