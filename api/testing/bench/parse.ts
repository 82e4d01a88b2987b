/**
 * What a body of 1,000 samples costs on workerd before the database: strict JSON, schema and the judging of every
 * sample, against `JSON.parse` alone of the same samples as an array of objects.
 */
import { join } from "node:path";
import { mixedBatch, seededRandom } from "../../observation/testing/sample_batches.ts";
import { bundleWorker } from "../../bundle_worker.ts";
import { serveWorker } from "../workerd.ts";
import { testNow } from "../scenario.ts";
import { compare, type Figure } from "./figure.ts";

const times = 300, samples = 1_000;

export async function bench(): Promise<Figure[]> {
  const folder = await Deno.makeTempDir({ prefix: "bench-" });
  const { module } = await bundleWorker("api/testing/bench/parse_entry.ts");
  const worker = await serveWorker(join(folder, "worker"), module);
  try {
    const batch = mixedBatch(seededRandom(7), testNow - 2 * 86_400_000, testNow, samples);
    const columns = JSON.stringify(batch);
    const objects = JSON.stringify({
      batchId: batch.batchId,
      patient: batch.patient,
      samples: batch.groups.flatMap(({ type, unit, source, zone, start, end, offset, value, uuid }) =>
        start.map((at, i) => ({
          uuid: uuid?.[i],
          type,
          unit,
          source,
          zone,
          start: at,
          end: end?.[i] ?? at,
          offset,
          value: value?.[i],
        }))
      ),
    });
    for (const [name, body] of [["columns", columns], ["objects", objects]] as const) {
      await (await fetch(`${worker.url}/${name}`, { method: "PUT", body })).body?.cancel();
    }
    const run = async (name: string) => {
      const response = await fetch(`${worker.url}/${name}?times=${times}&now=${testNow}`, { method: "POST" });
      const read = Number(await response.text());
      if (read !== times * samples) throw new Error(`${name}: ${read} samples of ${times * samples}`);
    };
    await run("columns");
    await run("objects");
    const { subjectMs, baselineMs, timesBaseline } = await compare(
      () => run("columns"),
      () => run("objects"),
    );
    return [{
      what: "parse and validate 1,000 samples, workerd",
      baseline: "JSON.parse of objects",
      value: timesBaseline,
      unit: "×",
      better: "lower",
      bar: 2.5,
      stretch: 1.2,
      note: `${(subjectMs / times).toFixed(2)} ms for ${Math.round(columns.length / 1024)} KB; ` +
        `${(baselineMs / times).toFixed(2)} ms for ${Math.round(objects.length / 1024)} KB`,
    }];
  } finally {
    await worker.process.stop();
    await Deno.remove(folder, { recursive: true });
  }
}
