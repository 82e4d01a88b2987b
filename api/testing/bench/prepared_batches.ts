/**
 * Batches of health data ready to be sent, with the same rows as a plain insert takes them: both are made before any
 * clock runs. Believable data from a fixed seed, oldest first.
 */
import type { ObservationBatch, SampleGroup } from "../../../schema/observation.ts";
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

/** What a batch holds: one type, as an import sends them and a phone its history, or all of a day's types. */
export type Kind = "oneType" | "mixed";

/** Moves the first `count` samples of a group into one of its own. */
function take(group: SampleGroup, count: number): SampleGroup {
  const { start, end, value, uuid, ...rest } = group;
  return {
    ...rest,
    start: start.splice(0, count),
    ...(end && { end: end.splice(0, count) }),
    ...(value && { value: value.splice(0, count) }),
    ...(uuid && { uuid: uuid.splice(0, count) }),
  };
}

/** Batches of 1,000 samples of the watch and phone of `sample_batches.ts`, worn all day, two days for each 1,000. */
function* batchesOf(kind: Kind, count: number, random: () => number): Generator<ObservationBatch> {
  const samples = 1_000, spanMs = 2 * dayMs;
  // Of one type, some samples are left over at the end.
  const spans = kind === "mixed" ? count : count + 8;
  const waiting: SampleGroup[] = [];
  for (let span = 0; span < spans; span++) {
    const from = testNow - (spans - span) * spanMs;
    const batch = { ...mixedBatch(random, from, from + spanMs, samples), patient: "patient1" };
    if (kind === "mixed") {
      yield batch;
      continue;
    }
    for (const [index, group] of batch.groups.entries()) {
      const before = waiting[index];
      if (before === undefined) waiting[index] = group;
      else {
        before.start.push(...group.start);
        before.end?.push(...group.end ?? []);
        before.value?.push(...group.value ?? []);
        before.uuid?.push(...group.uuid ?? []);
      }
      while (waiting[index]!.start.length >= samples) {
        yield { ...batch, batchId: randomUuid(random), groups: [take(waiting[index]!, samples)] };
      }
    }
  }
}

/** `count` batches of 1,000 samples for the patient known outside as `patient1`, oldest first. */
export async function prepareBatches(kind: Kind, count: number): Promise<PreparedBatch[]> {
  const random = seededRandom(7);
  const prepared: PreparedBatch[] = [];
  const types = new Map<string, number>();
  for (const batch of batchesOf(kind, count, random)) {
    if (prepared.length === count) break;
    const staged = stageBatch(batch, 1, testNow);
    if ("tag" in staged || staged.refusals.length > 0) throw new Error("the bench made bad samples");
    const typeOf = batch.groups.map(({ type }) => types.get(type) ?? types.set(type, types.size + 1).size);
    prepared.push({
      body: await gzip(JSON.stringify(batch)),
      renamed: await gzip(JSON.stringify({ ...batch, batchId: randomUuid(random) })),
      rows: unpackSamples(staged.rows).map((row): SampleRow => [
        1,
        typeOf[row.group]!,
        row.start,
        row.uuid,
        row.duration,
        row.offset,
        row.value,
        1,
        1,
        prepared.length,
      ]),
    });
  }
  if (prepared.length < count) throw new Error("the bench made too few batches");
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
