/**
 * Reads an export of the size in the first argument (bytes) from the generator to the end, in a process of its
 * own, packs every batch as an upload would, and prints the most memory it held: `{"rows":…,"peakRssBytes":…}`.
 */
import { openFile } from "../file_access.ts";
import { pack } from "../post_batch.ts";
import { readExport } from "../read_export.ts";
import { registryCodes } from "../codes.ts";

const [path = ""] = Deno.args;
using file = await openFile(path);
const reading = await readExport(file, { patient: "memory", codes: registryCodes() });
let rows = 0;
for await (const read of reading.batches) {
  rows += read.rows;
  await pack(read.batch);
}
// The kernel's own high-water mark, so that no peak falls between two looks.
const status = await Deno.readTextFile("/proc/self/status").catch(() => "");
const peak = /VmHWM:\s*(\d+) kB/.exec(status)?.[1];
const peakRssBytes = peak === undefined ? Deno.memoryUsage().rss : Number(peak) * 1024;
console.log(JSON.stringify({ rows, peakRssBytes }));
