/**
 * What a bench row reports, and how its numbers are taken: subject and baseline in turns within one run, the median
 * of five turns, the ratio held against a bar. Knows nothing of what is measured.
 */

/** One row of the table. The value passes at `bar` or better (without one it is only seen); `stretch` is the aim. */
export interface Figure {
  /** What is measured, in the table's words. */
  readonly what: string;
  /** What it is held against; empty where the bar is absolute. */
  readonly baseline: string;
  readonly value: number;
  /** After the number: `×`, ` ms`, ` KB`, ` MB`. */
  readonly unit: string;
  readonly better: "higher" | "lower";
  readonly bar?: number;
  readonly stretch?: number;
  /** The absolute figures behind the value. */
  readonly note: string;
}

/** The middle of the numbers; of an even count the upper of the two. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;
}

/** The value that a share of the numbers does not exceed, by nearest rank. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** What both sides of a comparison took: medians in ms, and the median of each turn's `subject / baseline`. */
export interface Comparison {
  readonly subjectMs: number;
  readonly baselineMs: number;
  readonly timesBaseline: number;
}

export const rounds = 5;

/** Runs both in turns; who goes first alternates, so that caches and the garbage collector favour nobody. */
export async function compare(
  subject: (round: number) => unknown,
  baseline: (round: number) => unknown,
): Promise<Comparison> {
  const taken: { subject: number; baseline: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const turn = { subject: 0, baseline: 0 };
    const runSubject = async () => turn.subject = await timed(() => subject(round));
    const runBaseline = async () => turn.baseline = await timed(() => baseline(round));
    for (const run of round % 2 === 0 ? [runSubject, runBaseline] : [runBaseline, runSubject]) await run();
    taken.push(turn);
  }
  return {
    subjectMs: median(taken.map((turn) => turn.subject)),
    baselineMs: median(taken.map((turn) => turn.baseline)),
    timesBaseline: median(taken.map((turn) => turn.subject / turn.baseline)),
  };
}

/** Whether a figure is at a mark or better; without a mark, any number is. */
export function reaches({ value, better }: Figure, mark: number | undefined): boolean {
  if (mark === undefined) return !Number.isNaN(value);
  return better === "higher" ? value >= mark : value <= mark;
}

/** Calls `work` with 0 to `count - 1`, `atOnce` at a time. */
export async function inParallel(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (next < count) await work(next++);
  }));
}
