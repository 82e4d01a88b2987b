/**
 * Batches of health data ready to be sent, with the same rows as a plain insert takes them: both are made before any
 * clock runs. Believable data from a fixed seed, oldest first.
 */
import { stageBatch } from "../../observation/stage_batch.ts";
import { unpackSamples } from "../../observation/packed_samples.ts";
import { mixedBatch, randomUuid, seededRandom } from "../../observation/testing/sample_batches.ts";
import { testNow } from "../scenario.ts";

const dayMs = 86_400_000;

/** The columns of `sample`, in order. */
export type SampleRow = [
  patient: number,
  type: number,
  start: number,
  uuid: Uint8Array,
  duration: number,
  offset: number,
  value: number | null,
  source: number,
  origin: number,
  batch: number,
];

export interface PreparedBatch {
  /** The request's body, gzip. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** The same samples under another batch id, gzip. */
  readonly renamed: Uint8Array<ArrayBuffer>;
  readonly rows: readonly SampleRow[];
}

/** Compresses as a phone would. */
export async function gzip(data: string | Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([data]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** `count` batches of `samples` samples, two days each, for the patient known outside as `patient`. */
export async function prepareBatches(
  count: number,
  samples = 1_000,
  patient = "patient1",
): Promise<PreparedBatch[]> {
  const random = seededRandom(7);
  const prepared: PreparedBatch[] = [];
  for (let number = 0; number < count; number++) {
    const from = testNow - (count - number) * 2 * dayMs;
    const batch = { ...mixedBatch(random, from, from + 2 * dayMs, samples), patient };
    const staged = stageBatch(batch, 1, testNow);
    if ("tag" in staged || staged.good !== samples) throw new Error("the bench made bad samples");
    prepared.push({
      body: await gzip(JSON.stringify(batch)),
      renamed: await gzip(JSON.stringify({ ...batch, batchId: randomUuid(random) })),
      rows: unpackSamples(staged.rows).map((row): SampleRow => [
        1,
        row.group + 1,
        row.start,
        row.uuid,
        row.duration,
        row.offset,
        row.value,
        1,
        1,
        number,
      ]),
    });
  }
  return prepared;
}

/** Bodies (gzip) of `count` batches in order of time, four hours each, made as they are asked for. */
export async function* soakBatches(count: number, samples: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const random = seededRandom(13);
  const spanMs = 4 * 3_600_000;
  for (let number = 0; number < count; number++) {
    const from = testNow - (count - number) * spanMs;
    yield await gzip(
      JSON.stringify({ ...mixedBatch(random, from, from + spanMs, samples), patient: "patient1" }),
    );
  }
}
