/**
 * Ingest over HTTP against a plain insert of the same rows, then the same batches again: what the benches of both
 * runtimes share. Batches of 1,000 samples of one type each, four at a time, as an import and a phone's history send
 * them; every answer is checked, and so is the number of rows after the repetitions.
 */
import { compare, type Figure, inParallel, median, rounds, timed } from "./figure.ts";
import type { PreparedBatch } from "./prepared_batches.ts";

const batchesARound = 40, samples = 1_000, atOnce = 4;
/** As many as a comparison sends: a round to warm up, then those that count. */
export const batchesNeeded = (rounds + 1) * batchesARound;

export interface IngestSides {
  readonly batches: readonly PreparedBatch[];
  /** Posts a body to the ingest route. */
  post(body: Uint8Array<ArrayBuffer>): Promise<Response>;
  /** Inserts the rows of these batches, which all have their `index` in `batches`. */
  insert(indices: readonly number[]): unknown;
  /** Rows of `sample` on the subject's side. */
  count(): Promise<number>;
  /** Where it runs, and what `insert` is, for the table. */
  readonly where: string;
  readonly baseline: string;
  readonly bar?: number;
  readonly stretch?: number;
}

/** Headers of a batch; the token is an import grant's. */
export function batchHeaders(token: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    "content-encoding": "gzip",
    "sec-fetch-site": "same-origin",
  };
}

/** The bodies of a round, four at a time; each must be taken and store so many samples. */
async function sendRound(
  { batches, post }: IngestSides,
  round: number,
  field: "body" | "renamed",
  stored: number,
): Promise<void> {
  await inParallel(batchesARound, atOnce, async (index) => {
    const response = await post(batches[round * batchesARound + index]![field]);
    const answer = await response.text();
    if (response.status !== 200) throw new Error(`ingest: ${response.status} ${answer}`);
    if ((JSON.parse(answer) as { stored: number }).stored !== stored) throw new Error(`ingest: ${answer}`);
  });
}

const rate = (ms: number) => `${Math.round(batchesARound * samples / ms)}k samples/s`;

/** The two figures: first sending against the insert, and every batch again against its first sending. */
export async function compareIngest(sides: IngestSides): Promise<Figure[]> {
  const insertRound = (round: number) =>
    sides.insert(Array.from({ length: batchesARound }, (_, index) => round * batchesARound + index));
  await sendRound(sides, 0, "body", samples);
  await insertRound(0);
  const first: number[] = [], again: number[] = [], renamed: number[] = [];
  const { subjectMs, baselineMs, timesBaseline } = await compare(
    async (round) => {
      first.push(await timed(() => sendRound(sides, round + 1, "body", samples)));
    },
    (round) => insertRound(round + 1),
  );
  const before = await sides.count();
  for (let round = 1; round <= rounds; round++) {
    // The receipt of the first sending comes back; under another batch id, every sample is a duplicate.
    again.push(await timed(() => sendRound(sides, round, "body", samples)));
    renamed.push(await timed(() => sendRound(sides, round, "renamed", 0)));
  }
  if (await sides.count() !== before) throw new Error("sending again changed the number of rows");
  return [
    {
      what: `HTTP ingest, ${sides.where}`,
      baseline: sides.baseline,
      value: 1 / timesBaseline,
      unit: "×",
      better: "higher",
      ...(sides.bar !== undefined && { bar: sides.bar }),
      ...(sides.stretch !== undefined && { stretch: sides.stretch }),
      note: `${rate(subjectMs)}; baseline ${rate(baselineMs)}`,
    },
    {
      what: `every batch again, ${sides.where}`,
      baseline: "the first sending",
      value: median(first) / median(again),
      unit: "×",
      better: "higher",
      bar: 0.9,
      stretch: 1.3,
      note: `${rate(median(again))}; under new batch ids ${rate(median(renamed))}`,
    },
  ];
}
