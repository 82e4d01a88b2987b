/** How much JavaScript the Vitals page can ask for: the page script and every island there is, gzip, file by file. */
import { build } from "../../../web/build.ts";
import type { Figure } from "./figure.ts";
import { gzip } from "./prepared_batches.ts";

export async function bench(): Promise<Figure[]> {
  const manifest = await build();
  const paths = new Set([
    manifest.hydrate,
    ...Object.values(manifest.islands).flatMap(({ path, imports }) => [path, ...imports]),
  ]);
  const sizes: { name: string; bytes: number }[] = [];
  for (const path of paths) {
    const file = new URL(`../../../.build${path}`, import.meta.url);
    sizes.push({
      name: path.slice("/assets/".length),
      bytes: (await gzip(await Deno.readFile(file))).length,
    });
  }
  sizes.sort((a, b) => b.bytes - a.bytes);
  return [{
    what: "Vitals page, JavaScript of all islands, gzip",
    baseline: "",
    value: sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1024,
    unit: " KB",
    better: "lower",
    bar: 60,
    stretch: 40,
    note: `${sizes.length} files, largest ${
      sizes.slice(0, 3).map(({ name, bytes }) => `${name} ${(bytes / 1024).toFixed(1)}`).join(", ")
    }`,
  }];
}
