/** How far an import is, how fast, and how long it will take. */

export interface ImportProgress {
  /** Of the unpacked export. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
  /** Rows that the server has acknowledged, in this run or before. */
  readonly records: number;
  readonly stored: number;
  readonly duplicate: number;
  readonly refused: number;
  /** Rows a second over the last 15 seconds. */
  readonly ratePerSecond: number;
  /** Undefined until there is something to judge by. */
  readonly secondsLeft: number | undefined;
}

const spanMilliseconds = 15_000;

interface Mark {
  readonly at: number;
  readonly bytes: number;
  readonly records: number;
}

/**
 * Judges speed by the last 15 seconds. Answers with rows a second and the seconds left; `reset` after a pause,
 * so that the pause doesn't count.
 */
export function createPace(bytesTotal: number) {
  let marks: Mark[] = [];
  return {
    reset() {
      marks = [];
    },
    at(now: number, bytes: number, records: number) {
      marks.push({ at: now, bytes, records });
      while (marks.length > 2 && now - (marks[0]?.at ?? now) > spanMilliseconds) marks.shift();
      const first = marks[0];
      const seconds = first === undefined ? 0 : (now - first.at) / 1000;
      if (first === undefined || seconds < 0.5) return { ratePerSecond: 0, secondsLeft: undefined };
      const bytesPerSecond = (bytes - first.bytes) / seconds;
      return {
        ratePerSecond: Math.round((records - first.records) / seconds),
        secondsLeft: bytesPerSecond > 0 ? Math.max(0, (bytesTotal - bytes) / bytesPerSecond) : undefined,
      };
    },
  };
}
