/**
 * Every sentence that explains a vital's number: where it came from, how it compares, what the device says. Agreed
 * in one place. They describe; none says good or bad, warns, or names a condition.
 */
import type { VitalTile } from "../../schema/observation.ts";
import { calendarDay, dayName } from "./instant.ts";
import type { DerivedFigure, DeviceAnswer, ObservationSource, Provenance } from "../../schema/provenance.ts";

export const sourceKindWords: Record<ObservationSource["kind"], string> = {
  watch: "Watch",
  phone: "Phone",
  app: "App or other device",
};

/** How the number shown was made, in a sentence or two. */
export function basisWords({ basis, device }: Pick<Provenance, "basis" | "device">): string {
  switch (basis) {
    case "device":
      return `This is the total that ${named(device)} computed itself, from everything it knows of the day.`;
    case "device_hours":
      return device?.hours === 24
        ? `This is the sum of the 24 hourly totals that ${named(device)} computed itself.`
        : `For ${count(device?.hours ?? 0, "hour")} this is what ${named(device)} computed itself; ` +
          "the other hours are merged from readings, each moment counted once.";
    case "merged":
      return "Several sources counted on this day. Each moment is counted once, by the first source in the list that covers it; the others fill its gaps.";
    case "single":
      return "Only one source measured on this day.";
    case "average":
      return "Every reading of every source counts alike in the day's average.";
    case "night":
      return "One source speaks for the night, so that sleep seen by two is not counted twice.";
    case "none":
      return "Nothing was measured on this day. That is not the same as zero: it may not have been shared or worn.";
  }
}

function named(device: DeviceAnswer | null): string {
  return device?.source ? `“${device.source}”` : "the device";
}

/** The device's total beside ours; `say` puts an amount in words with its unit. */
export function deviceWords(device: DeviceAnswer, say: (amount: number) => string): string {
  const span = device.period === "day" ? "the day" : count(device.hours, "hour");
  const same = Math.abs(device.difference) < 1e-6 || say(device.amount) === say(device.fromReadings);
  return `The device's own total for ${span} is ${
    say(device.amount)
  }. Merging the readings we have of the same time ` +
    (same ? "gives the same." : `gives ${say(device.fromReadings)}: ${say(Math.abs(device.difference))} ` +
      (device.difference > 0
        ? "more. Sources whose readings do not quite meet in time are the usual reason."
        : "less. Readings that were not shared, or not yet, are the usual reason."));
}

type Trend = NonNullable<VitalTile["trend"]>;

/**
 * A day beside this person's own usual, in a few words without colour or arrow. Where the day is another than that
 * of the newest value, it is named: "Yesterday: about as usual".
 */
export function trendWords(
  { deviation, direction, on }: Trend,
  { at, offset }: Pick<VitalTile["latest"], "at" | "offset">,
  now: string,
  say: (value: number) => string,
): string {
  const words = direction === "usual" ? "about as usual" : `${say(Math.abs(deviation))} ${direction} usual`;
  const newestOn = new Date(Date.parse(at) + offset * 60_000).toISOString().slice(0, 10);
  if (on === newestOn) return words.charAt(0).toUpperCase() + words.slice(1);
  return `${dayName(Date.parse(`${on}T12:00:00Z`) - offset * 60_000, offset, now)}: ${words}`;
}

/** What the few words rest on. */
export function trendTitle({ on, value, baseline, days }: Trend, say: (value: number) => string): string {
  return `${calendarDay(on)}: ${say(value)}. Usual is ${say(baseline)}, the middle of ${
    count(days, "day")
  } with data in the 60 days before.`;
}

/** "1 hour", "7 hours". */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
}

export const sourceOrderWords = {
  title: "Which source counts first",
  moments:
    "Where two sources counted at the same time, the upper one counts. A change applies to all days at once.",
  nights: "The upper source that saw sleep speaks for the night. A change applies to all nights at once.",
  usualMoments: "Usual order: watch, then phone, then apps.",
  usualNights: "Usually the source that recorded sleep stages speaks, then the one that saw more sleep.",
  chosen: "This order was chosen by a clinician.",
} as const;

export const figureLabels: Record<DerivedFigure["key"], string> = {
  usual: "Usual",
  spread: "Common spread",
  weekly_change: "Change a week",
  in_range: "70–180 mg/dL",
  below_range: "Below 70",
  far_below_range: "of it below 54",
  above_range: "Above 180",
  far_above_range: "of it above 250",
  home_pressure: "Home average",
  worn: "Worn a day",
  days_with_data: "Days with data",
};

/** What a figure rests on, and whether that is as much as its source asks for. */
export function figureNote({ key, days, ofDays, readings, enough }: DerivedFigure): string {
  const rests = key === "worn"
    ? `ten hours or more on ${days} of ${ofDays} days`
    : key === "days_with_data"
    ? "days"
    : readings === null
    ? `${days} of ${ofDays} days`
    : `${count(readings, "reading")}, ${count(days, "day")}`;
  return enough ? rests : `${rests}; fewer than the method asks for`;
}

/** Comparing with the device's own totals. */
export const totalsWords = {
  link: "Compare with the device's totals",
  title: "Readings beside the device's own totals",
  explain:
    "Where a device sent its own total, that is the number shown. Here are the days on which merging the readings we have gives another one: mostly readings that were not shared, or not yet.",
  same: "Readings and totals agree",
  none: "No totals to compare",
  noneText:
    "The patient's phone sends its own totals once it is connected to the clinic; an export of Apple Health has none by the hour.",
} as const;
