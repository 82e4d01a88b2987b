/**
 * Bundles a Worker into one module, as small as it can be made: what wrangler deploys (`.build/worker.js`, by
 * `deno task build-worker`) and what tests serve. Writes beside it what Cloudflare's file server reads.
 */
import * as esbuild from "esbuild";

const root = new URL("../", import.meta.url);

/** zod brings its messages in fifty languages, a quarter of the whole; ours are our own. */
const withoutLocales: esbuild.Plugin = {
  name: "without-locales",
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
      loader: "js",
    }));
  },
};

/** Bundles an entry (path from the repository's root, or its text); returns the module's text and its source map's. */
export async function bundleWorker(
  entry: string | { contents: string },
): Promise<{ module: string; map: string }> {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root.pathname,
    ...(typeof entry === "string"
      ? { entryPoints: [entry] }
      : { stdin: { contents: entry.contents, resolveDir: root.pathname } }),
    outfile: ".build/worker.js",
    bundle: true,
    write: false,
    minify: true,
    sourcemap: "linked",
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    mainFields: ["browser", "module", "main"],
    external: ["node:*", "cloudflare:*"],
    define: { "process.env.NODE_ENV": '"production"' },
    jsx: "automatic",
    jsxImportSource: "preact",
    plugins: [withoutLocales],
    logLevel: "error",
  });
  await esbuild.stop();
  const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))!.text;
  return { module: text(".js"), map: text(".js.map") };
}

const headers = `/assets/*
  Cache-Control: public, max-age=31536000, immutable
  X-Content-Type-Options: nosniff
  Cross-Origin-Resource-Policy: same-origin
`;

if (import.meta.main) {
  const { module, map } = await bundleWorker("api/cloudflare.ts");
  const write = (name: string, text: string) => Deno.writeTextFile(new URL(`.build/${name}`, root), text);
  await write("worker.js", module);
  await write("worker.js.map", map);
  await write("_headers", headers);
  await write(".assetsignore", "bench\nmanifest.json\nworker.js\nworker.js.map\n");
}
