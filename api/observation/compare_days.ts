/** Days on which a device sent totals: what it says, what readings say of the same time, and what is shown. Pure. */
import { speakingDays, speakingHours } from "./device_totals.ts";
import type { SourceAmounts } from "./merge_sources.ts";
import { mergeDays, mergeHours } from "./merge_sources.ts";

export interface ComparedDay {
  readonly day: number;
  readonly shown: number;
  readonly device: number;
  /** Merged readings of the time that the device speaks for. */
  readonly readings: number;
  /** Hours that the device speaks for; 24 where it gave the day. */
  readonly hours: number;
  readonly source: number;
}

/** Every day with a total, in order; `amounts` hold everything that reaches into those days. */
export function compareDays(amounts: SourceAmounts): ComparedDay[] {
  const { intervals, totals, order } = amounts;
  const shown = new Map(
    mergeDays(mergeHours(amounts), totals).map(({ day, amount }) => [day, amount]),
  );
  const readings = Map.groupBy(
    mergeHours({ intervals, totals: [], order }),
    ({ hour }) => Math.floor(hour / 24),
  );
  const speaking = speakingHours(totals);
  const wholeDays = speakingDays(totals, speaking);
  const hoursByDay = Map.groupBy(speaking, ({ bucket }) => Math.floor(bucket / 24));
  const sum = (list: readonly { amount: number }[]) => list.reduce((all, { amount }) => all + amount, 0);
  return [...new Set([...wholeDays.keys(), ...hoursByDay.keys()])].sort((a, b) => a - b).map((day) => {
    const whole = wholeDays.get(day), hours = hoursByDay.get(day) ?? [];
    const own = readings.get(day) ?? [];
    if (whole !== undefined) {
      return {
        day,
        shown: shown.get(day) ?? 0,
        device: whole.amount,
        readings: sum(own),
        hours: 24,
        source: whole.source,
      };
    }
    const spoken = new Set(hours.map(({ bucket }) => bucket));
    return {
      day,
      shown: shown.get(day) ?? 0,
      device: sum(hours),
      readings: sum(own.filter(({ hour }) => spoken.has(hour))),
      hours: hours.length,
      source: hours.reduce((a, b) => b.computedAt > a.computedAt ? b : a).source,
    };
  });
}
