/** Memory and speed of reading, measured; small by default, the full size with SOAK. */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import { openFile } from "./file_access.ts";
import { benchReader } from "./read_bench.ts";
import { generateExport } from "./testing/generate_export.ts";

const soak = Deno.env.has("SOAK");

async function withGenerated(bytes: number, run: (path: string, rows: number) => Promise<void>) {
  const path = await Deno.makeTempFile({ suffix: ".xml" });
  try {
    const { stream, truth } = generateExport({ bytes, seed: 11 });
    const file = await Deno.open(path, { write: true });
    await stream.pipeTo(file.writable);
    await run(path, (await truth).elements);
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("reading an XML of any size stays under 256 MB", async () => {
  await withGenerated(soak ? 2_000_000_000 : 64_000_000, async (path, elements) => {
    const script = new URL("testing/measure_memory.ts", import.meta.url).pathname;
    const command = new Deno.Command(Deno.execPath(), { args: ["run", "-A", "--no-check", script, path] });
    const { stdout } = await command.output();
    const { rows, peakRssBytes } = JSON.parse(new TextDecoder().decode(stdout));
    assert(rows >= elements);
    assert(peakRssBytes < 256e6, `${Math.round(peakRssBytes / 1e6)} MB`);
  });
});

Deno.test("benchReader() compares the reader with its parser over the same bytes", async () => {
  await withGenerated(soak ? 200_000_000 : 4_000_000, async (path) => {
    using file = await openFile(path);
    const { ratio, bytes } = await benchReader(file, soak ? 5 : 1);
    assertEquals(bytes, file.size);
    assert(ratio > (soak ? 0.6 : 0), `${ratio}`);
  });
});

Deno.test("generateExport() gives the same bytes for the same seed, near the size asked for", async () => {
  const bytesOf = async (seed: number) =>
    new Uint8Array(await new Response(generateExport({ bytes: 1_000_000, seed }).stream).arrayBuffer());
  const [one, same, other] = [await bytesOf(1), await bytesOf(1), await bytesOf(2)];
  assertEquals(one, same);
  assert(one.some((byte, index) => byte !== other[index]));
  assert(one.length > 700_000 && one.length < 1_500_000, `${one.length}`);
});
