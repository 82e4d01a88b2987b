/**
 * The reader of Apple's export over 200 MB of XML against the SAX parser alone, and whether its memory stays flat: a
 * process of its own reads the file once and says what it held. The file is made once, under `.build/bench/`.
 */
import { fileURLToPath } from "node:url";
import { openFile } from "../../../web/health_import/file_access.ts";
import { benchReader } from "../../../web/health_import/read_bench.ts";
import { generateExport } from "../../../web/health_import/testing/generate_export.ts";
import type { Figure } from "./figure.ts";

const bytes = 200e6;

async function exportPath(): Promise<string> {
  const folder = new URL("../../../.build/bench/", import.meta.url);
  const path = fileURLToPath(new URL("export_200_1.xml", folder));
  if (await Deno.stat(path).then(() => true, () => false)) return path;
  await Deno.mkdir(folder, { recursive: true });
  const halfMade = await Deno.open(`${path}.half`, { write: true, create: true, truncate: true });
  await generateExport({ bytes }).stream.pipeTo(halfMade.writable);
  await Deno.rename(`${path}.half`, path);
  return path;
}

/** Highest resident memory in MB in each tenth of the file. */
async function memory(path: string): Promise<number[]> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", fileURLToPath(new URL("export_memory.ts", import.meta.url)), path],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error("the export could not be read");
  return JSON.parse(new TextDecoder().decode(stdout));
}

export async function bench(): Promise<Figure[]> {
  const path = await exportPath();
  const tenths = await memory(path);
  using file = await openFile(path);
  const { ratio, readerMegabytesPerSecond, saxMegabytesPerSecond } = await benchReader(file);
  const early = Math.max(...tenths.slice(0, 3)), late = Math.max(...tenths.slice(7));
  return [
    {
      what: "export reader over 200 MB",
      baseline: "the SAX parser alone",
      value: ratio,
      unit: "×",
      better: "higher",
      bar: 0.6,
      stretch: 0.85,
      note: `${readerMegabytesPerSecond.toFixed(1)} MB/s, parser ${saxMegabytesPerSecond.toFixed(1)} MB/s`,
    },
    {
      what: "export reader, memory: last third over first",
      baseline: "",
      value: late / early,
      unit: "×",
      better: "lower",
      bar: 1.2,
      note: `${Math.round(early)} MB, then ${Math.round(late)} MB resident, the runtime counted`,
    },
  ];
}
