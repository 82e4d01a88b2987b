import { assert, assertEquals } from "deno-std/assert/mod.js";
import { build } from "./build.ts";
import type { Manifest } from "./manifest.ts";

const file = (path: string) => Deno.readFile(new URL(`../.build${path}`, import.meta.url));

async function gzipBytes(path: string): Promise<number> {
  const stream = new Blob([await file(path)]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).arrayBuffer()).byteLength;
}

Deno.test("build() makes every island, the styles and the fonts they name", async () => {
  const manifest = await build();
  assertEquals(Object.keys(manifest.islands).includes("VitalsChart"), true);
  const css = new TextDecoder().decode(await file(manifest.styles));
  for (const [, url] of css.matchAll(/url\("?([^")]+)"?\)/g)) {
    assert(url!.startsWith("/assets/"), `${url} is our own`);
    await file(url!);
  }
  assert(!css.includes("@import"));
});

Deno.test("build() does nothing when nothing changed", async () => {
  const first = await build();
  const began = performance.now();
  assertEquals(await build(), first);
  assert(performance.now() - began < 500);
});

Deno.test("the Vitals page needs at most 60 KB of compressed script, all islands together", async () => {
  const manifest: Manifest = await build();
  const scripts = new Set([manifest.hydrate]);
  for (const name of ["VitalsChart", "ImportPanel", "ThemeToggle", "PasswordField", "Toasts"]) {
    for (const path of manifest.islands[name]!.imports) scripts.add(path);
  }
  const sizes = await Promise.all([...scripts].map(gzipBytes));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  assert(total <= 60 * 1024, `${total} bytes`);
});
