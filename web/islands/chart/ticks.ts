/**
 * Where the time axis is marked and what it says: whole hours, days, months and years of the local clock at which
 * the data was measured, not of the reader's. Pure; the offset of each instant comes from the data itself.
 *
 * Wall time is handled as if it were UTC (instant + offset), which is exact as long as every mark is turned back
 * with the offset in force there; on the day of a change an hour is 0 or 2 hours wide and no mark is out of order.
 */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export interface Tick {
  /** UTC milliseconds. */
  at: number;
  label: string;
}

type Step = { unit: "ms"; size: number } | { unit: "month"; size: number };

const steps: readonly Step[] = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => ({ unit: "ms" as const, size: minutes * minuteMs })),
  ...[1, 2, 3, 6, 12].map((hours) => ({ unit: "ms" as const, size: hours * hourMs })),
  ...[1, 2, 7, 14].map((days) => ({ unit: "ms" as const, size: days * dayMs })),
  ...[1, 2, 3, 6, 12, 24, 60, 120, 240].map((size) => ({ unit: "month" as const, size })),
];

const lengthMs = (step: Step) => step.unit === "ms" ? step.size : step.size * 30.44 * dayMs;

const formats = {
  minute: new Intl.DateTimeFormat("en-US", { timeZone: "UTC", hour: "numeric", minute: "2-digit" }),
  hour: new Intl.DateTimeFormat("en-US", { timeZone: "UTC", hour: "numeric" }),
  day: new Intl.DateTimeFormat("en-US", { timeZone: "UTC", month: "short", day: "numeric" }),
  month: new Intl.DateTimeFormat("en-US", { timeZone: "UTC", month: "short" }),
  year: new Intl.DateTimeFormat("en-US", { timeZone: "UTC", year: "numeric" }),
};

function label(wall: number, step: Step): string {
  const say = (format: keyof typeof formats) => formats[format].format(wall).replace(/\u202f/g, " ");
  if (step.unit === "month") return new Date(wall).getUTCMonth() === 0 ? say("year") : say("month");
  if (wall % dayMs === 0 || step.size >= dayMs) return say("day");
  return wall % hourMs === 0 ? say("hour") : say("minute");
}

/** Wall-clock marks from the last one at or before `from`; weeks start on Monday. */
function* walls(from: number, step: Step): Generator<number> {
  if (step.unit === "ms") {
    // 5 January 1970 was a Monday.
    const anchor = step.size >= 7 * dayMs ? 4 * dayMs : 0;
    for (let wall = Math.floor((from - anchor) / step.size) * step.size + anchor;; wall += step.size) {
      yield wall;
    }
  }
  const start = new Date(from);
  let month = start.getUTCFullYear() * 12 + start.getUTCMonth();
  month -= month % step.size;
  for (;; month += step.size) yield Date.UTC(Math.floor(month / 12), month % 12);
}

/** At most `most` marks (at least 2), in order, all within the view. */
export function ticks(from: number, to: number, most: number, offsetAt: (at: number) => number): Tick[] {
  if (!(to > from)) return [];
  const step = steps.find((candidate) => (to - from) / lengthMs(candidate) <= Math.max(most, 2)) ??
    steps.at(-1)!;
  const found: Tick[] = [];
  let last = -Infinity;
  for (const wall of walls(from + offsetAt(from) * minuteMs, step)) {
    const guess = wall - offsetAt(wall) * minuteMs;
    const at = wall - offsetAt(guess) * minuteMs;
    if (at >= to) break;
    if (at < from || at <= last) continue;
    found.push({ at, label: label(wall, step) });
    last = at;
  }
  return found;
}

/** The offset in force at an instant: that of the last point at or before it, else of the first. */
export function offsetFinder(at: readonly number[], offset: readonly number[]): (instant: number) => number {
  return (instant) => {
    let low = 0;
    let high = at.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at[middle]! <= instant) low = middle + 1;
      else high = middle;
    }
    return offset[Math.max(low - 1, 0)] ?? 0;
  };
}
