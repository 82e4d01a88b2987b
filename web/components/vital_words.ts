/**
 * Every sentence that explains a vital's number: where it came from, how it compares, what the device says. Agreed
 * in one place. They describe; none says good or bad, warns, or names a condition.
 */
import type { DeviceAnswer, ObservationSource, Provenance } from "../../schema/provenance.ts";

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
    (same
      ? "gives the same."
      : `gives ${say(device.fromReadings)}: ${say(Math.abs(device.difference))} ${
        device.difference > 0 ? "more" : "less"
      }. Readings that were not shared, or came later, are the usual reason.`);
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
