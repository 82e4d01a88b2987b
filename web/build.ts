/**
 * Bundles what browsers get: the islands, the page script, the health-import worker and the one stylesheet, into
 * `.build/assets/` under names that carry their content's hash, and lists them in `.build/manifest.json`.
 * Nothing is downloaded; when no source changed since the last build, nothing is done.
 */
import * as esbuild from "esbuild";
import type { Manifest } from "./manifest.ts";

const root = new URL("../", import.meta.url);
const web = new URL("web/", root);
const out = new URL(".build/", root);
const assets = new URL("assets/", out);

async function filesUnder(folder: URL): Promise<URL[]> {
  const found: URL[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory) found.push(...await filesUnder(new URL(`${entry.name}/`, folder)));
    else if (!entry.name.includes("_test.")) found.push(new URL(entry.name, folder));
  }
  return found.sort((a, b) => a.href < b.href ? -1 : 1);
}

async function exists(url: URL): Promise<boolean> {
  return await Deno.stat(url).then(() => true, () => false);
}

async function digest(text: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Hash of every file that a bundle may read: ours, and the versions of the packages. */
async function sourceHash(): Promise<string> {
  const files = [...await filesUnder(web), ...await filesUnder(new URL("schema/", root))]
    .filter((url) => /\.(ts|tsx|css|svg|png)$/.test(url.pathname));
  files.push(new URL("deno.json", root), new URL("deno.lock", root));
  const hashes = await Promise.all(
    files.map(async (url) => `${url.href.slice(root.href.length)} ${await digest(await Deno.readFile(url))}`),
  );
  return await digest(hashes.join("\n"));
}

async function standing(hash: string): Promise<Manifest | null> {
  try {
    const manifest = JSON.parse(await Deno.readTextFile(new URL("manifest.json", out))) as Manifest;
    return manifest.hash === hash && await exists(new URL(`.${manifest.styles}`, out)) ? manifest : null;
  } catch {
    return null;
  }
}

const shared: esbuild.BuildOptions = {
  absWorkingDir: new URL(".", root).pathname,
  bundle: true,
  minify: true,
  metafile: true,
  write: true,
  outdir: assets.pathname,
  entryNames: "[name]-[hash]",
  chunkNames: "chunk-[hash]",
  assetNames: "[name]-[hash]",
  publicPath: "/assets",
  loader: { ".woff2": "file", ".svg": "copy", ".png": "copy" },
  target: ["es2022", "chrome109", "firefox115", "safari16"],
  legalComments: "none",
  logLevel: "warning",
};

/** The path a browser asks for, of an output of esbuild. */
const served = (output: string) => `/assets/${output.slice(output.lastIndexOf("/") + 1)}`;

type Outputs = NonNullable<esbuild.BuildResult["metafile"]>["outputs"];

function outputOf(outputs: Outputs, entry: string): [string, Outputs[string]] {
  const found = Object.entries(outputs).find(([, output]) => output.entryPoint === entry);
  if (found === undefined) throw new Error(`esbuild made nothing of ${entry}`);
  return found;
}

function importsOf(outputs: Outputs, output: string): string[] {
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const found of outputs[name]?.imports ?? []) {
      if (found.kind === "import-statement") visit(found.path);
    }
  };
  visit(output);
  return [...seen].map(served);
}

async function bundle(hash: string): Promise<Manifest> {
  await Deno.remove(assets, { recursive: true }).catch(() => {});
  await Deno.mkdir(assets, { recursive: true });
  const islandNames: string[] = [];
  for await (const entry of Deno.readDir(new URL("islands/", web))) {
    if (/^[A-Z]\w*\.tsx$/.test(entry.name)) islandNames.push(entry.name.slice(0, -4));
  }
  islandNames.sort();
  const workerEntry = "web/health_import/worker.ts";
  const hasWorker = await exists(new URL(workerEntry, root));

  const [scripts, worker, styles, service] = await Promise.all([
    esbuild.build({
      ...shared,
      entryPoints: ["web/islands/hydrate.ts"],
      format: "esm",
      splitting: true,
      jsx: "automatic",
      jsxImportSource: "preact",
    }),
    hasWorker ? esbuild.build({ ...shared, entryPoints: [workerEntry], format: "esm" }) : null,
    esbuild.build({
      ...shared,
      entryPoints: ["web/styles/index.css", "web/static/*.svg", "web/static/*.png"],
    }),
    esbuild.build({ ...shared, entryPoints: ["web/pwa/service_worker.ts"], format: "iife" }),
  ]);

  const made = scripts.metafile!.outputs;
  const styled = styles.metafile!.outputs;
  const font = Object.keys(styled).find((name) => /inter-latin-wght-normal-/.test(name));
  const icon = Object.keys(styled).find((name) => /icon-[A-Z0-9]+\.svg$/.test(name));
  if (icon === undefined) throw new Error("the icon was not built");
  const png = (name: string) => {
    const found = Object.keys(styled).find((output) => new RegExp(`/${name}-[A-Z0-9]+\\.png$`).test(output));
    if (found === undefined) throw new Error(`${name} was not built`);
    return served(found);
  };
  const manifest: Manifest = {
    hash,
    styles: served(outputOf(styled, "web/styles/index.css")[0]),
    hydrate: served(outputOf(made, "web/islands/hydrate.ts")[0]),
    icon: served(icon),
    icons: {
      small: png("icon-192"),
      large: png("icon-512"),
      maskable: png("icon-maskable-512"),
      apple: png("icon-apple-180"),
    },
    serviceWorker: served(outputOf(service.metafile!.outputs, "web/pwa/service_worker.ts")[0]),
    font: font === undefined ? null : served(font),
    worker: worker === null ? null : served(outputOf(worker.metafile!.outputs, workerEntry)[0]),
    islands: Object.fromEntries(islandNames.map((name) => {
      const [path] = outputOf(made, `web/islands/${name}.tsx`);
      return [name, { path: served(path), imports: importsOf(made, path) }];
    })),
  };
  await Deno.writeTextFile(new URL("manifest.json", out), JSON.stringify(manifest, null, 2));
  return manifest;
}

/**
 * Builds if anything changed and answers with the manifest. With `watch`, builds again whenever a file under
 * `web/` or `schema/` changes, until the process ends.
 */
export async function build({ watch = false }: { watch?: boolean } = {}): Promise<Manifest> {
  const once = async () => {
    // Servers that start together from one checkout would clear each other's files away.
    await Deno.mkdir(out, { recursive: true });
    using lock = await Deno.open(new URL("build.lock", out), { create: true, write: true });
    await lock.lock(true);
    const hash = await sourceHash();
    return await standing(hash) ?? await bundle(hash);
  };
  const manifest = await once();
  if (watch) {
    void (async () => {
      let waiting: ReturnType<typeof setTimeout> | undefined;
      for await (const _change of Deno.watchFs([web.pathname, new URL("schema/", root).pathname])) {
        clearTimeout(waiting);
        waiting = setTimeout(() => once().catch((error) => console.error(error)), 80);
      }
    })();
  } else {
    await esbuild.stop();
  }
  return manifest;
}

if (import.meta.main) {
  const began = performance.now();
  const manifest = await build({ watch: Deno.args.includes("--watch") });
  console.log(`assets ${manifest.hash} in ${Math.round(performance.now() - began)} ms`);
}
