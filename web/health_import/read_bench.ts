/**
 * How fast the export reader is against the SAX parser alone, interleaved over the same bytes.
 * The baseline decodes and parses every element and looks at none; the reader makes finished batches of them.
 */
import { SaxesParser } from "saxes";
import { readExport } from "./read_export.ts";
import type { RandomAccess } from "./random_access.ts";
import { pieces } from "./random_access.ts";

export interface ReadBenchResult {
  /** Medians, MB of XML a second. */
  readonly saxMegabytesPerSecond: number;
  readonly readerMegabytesPerSecond: number;
  /** Reader's throughput over the parser's; 1 would be free. */
  readonly ratio: number;
  readonly bytes: number;
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;

async function saxAlone(file: RandomAccess): Promise<void> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder();
  let elements = 0;
  parser.on("opentag", () => {
    elements++;
  });
  for await (const piece of pieces(file)) parser.write(decoder.decode(piece, { stream: true }));
  parser.close();
  if (elements === 0) throw new Error("the benchmark's file is empty");
}

async function reader(file: RandomAccess): Promise<void> {
  const codes = { categoryCode: () => 0, activityCode: () => 0 };
  const reading = await readExport(file, { patient: "bench", codes });
  for await (const { rows } of reading.batches) if (rows === 0) throw new Error("empty batch");
}

/** Reads a bare, well-formed `export.xml` with both, in turns, and compares the medians. */
export async function benchReader(file: RandomAccess, rounds = 5): Promise<ReadBenchResult> {
  const seconds = { sax: [] as number[], reader: [] as number[] };
  const time = async (run: (file: RandomAccess) => Promise<void>, into: number[]) => {
    const start = performance.now();
    await run(file);
    into.push((performance.now() - start) / 1000);
  };
  for (let round = 0; round < rounds; round++) {
    await time(saxAlone, seconds.sax);
    await time(reader, seconds.reader);
  }
  const rate = (times: number[]) => file.size / 1e6 / median(times);
  const saxMegabytesPerSecond = rate(seconds.sax);
  const readerMegabytesPerSecond = rate(seconds.reader);
  return {
    saxMegabytesPerSecond,
    readerMegabytesPerSecond,
    ratio: readerMegabytesPerSecond / saxMegabytesPerSecond,
    bytes: file.size,
  };
}
