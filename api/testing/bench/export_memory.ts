/** Reads the export named by its argument once and prints how much memory the process held, in MB, at each tenth. */
import { openFile } from "../../../web/health_import/file_access.ts";
import { readExport } from "../../../web/health_import/read_export.ts";

using file = await openFile(Deno.args[0]!);
const reading = await readExport(file, {
  patient: "bench",
  codes: { categoryCode: () => 0, activityCode: () => 0 },
});
const peaks = new Array<number>(10).fill(0);
for await (const { bytesRead } of reading.batches) {
  const tenth = Math.min(9, Math.floor(bytesRead / file.size * 10));
  peaks[tenth] = Math.max(peaks[tenth]!, Deno.memoryUsage().rss / 1e6);
}
console.log(JSON.stringify(peaks));
