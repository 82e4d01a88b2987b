/**
 * What the two sides of a chart are told about each other's doings: reviews, data that begins or ceases to come in,
 * and measurement plans. One file, so that the tone stays one: plain, calm, and never a judgement of a value.
 */

const listing = new Intl.ListFormat("en-US", { style: "long", type: "conjunction" });

/**
 * A few names, then how many more.
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * assertEquals(someOf(["Weight", "Steps"], 3), "Weight and Steps");
 * assertEquals(someOf(["Weight", "Steps", "Sleep", "Heart rate"], 2), "Weight, Steps, and 2 more");
 * ```
 */
export function someOf(names: readonly string[], most = 4): string {
  const rest = names.length - most;
  return listing.format(
    rest <= 0 ? names : [...names.slice(0, most), `${rest.toLocaleString("en-US")} more`],
  );
}

const count = (n: number, one: string, many: string) =>
  `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;

/** What came in since everything was last reviewed. */
export function newSinceReview(readings: number | null, vitals: number): string {
  if (readings === null) return "Not marked as reviewed yet";
  if (vitals === 0) return "Nothing new since the last review";
  // A vital may have news of its own where the readings replaced others.
  if (readings === 0) return `Changes in ${count(vitals, "vital", "vitals")} since the last review`;
  return `${count(readings, "new reading", "new readings")} of ${
    count(vitals, "vital", "vitals")
  } since the last review`;
}

/** The same for one vital. */
export const newOfOne = (isNew: boolean, reviewed: boolean) =>
  !reviewed
    ? "Not marked as reviewed yet"
    : isNew
    ? "New readings since the last review"
    : "Nothing new since the last review";

/** What a review says to the patient. */
export const reviewTitle = (practitioner: string, display: string | null) =>
  `${practitioner} reviewed your ${display === null ? "vitals" : inSentence(display)}`;

/** The same to colleagues. */
export const reviewOf = (display: string | null) => display === null ? "All vitals" : display;

/** A name within a sentence: `blood pressure`, but `VO₂ max` as it is. */
function inSentence(display: string): string {
  return /^[A-Z][a-z]/.test(display) ? display[0]!.toLowerCase() + display.slice(1) : display;
}

/** How often somebody usually measures. */
export function usually(days: number): string {
  if (days <= 1.5) return "usually daily";
  if (days >= 6.5 && days <= 7.5) return "usually weekly";
  return `usually every ${Math.round(days)} days`;
}

/** What happened, at the head of its list of vitals. */
export const inboxWords = {
  started: { title: "Newly shared", since: "first heard" },
  resumed: { title: "Coming in again", since: "heard" },
  stopped: { title: "Nothing new for a while", since: "last heard" },
} as const;

/** Said wherever news is listed. */
export const inboxNotice =
  "This list is made every quarter of an hour from what devices send. Nobody watches it continuously.";

/** `once`, `twice` or `3 times`. */
const times = (n: number) => n === 1 ? "once" : n === 2 ? "twice" : `${n} times`;

/** What a plan asks for, in one line. `clocks` are its times as people read them. */
export function planSummary(readings: number, clocks: readonly string[]): string {
  return `${clocks.length === 1 ? "Daily" : "Every day"} at ${listing.format(clocks)}${
    readings > 1 ? `, ${times(readings)} each time` : ""
  }`;
}

/** How many slots were filled of those that are over or filled. */
export const adherence = (filled: number, due: number) =>
  due === 0 ? "no slot is over yet" : `${filled} of ${count(due, "slot", "slots")} filled so far`;

/** How a plan stands. */
export const planStatusWords = {
  upcoming: "Not begun",
  running: "Running",
  ended: "Finished",
  stopped: "Stopped",
} as const;

/** A slot to the clinician, in a table's cell. */
export function slotWords(status: string, found: number, asked: number): string {
  if (status === "later") return "Later";
  if (status === "open") return found === 0 ? "Open now" : `${found} of ${asked}, open now`;
  if (status === "missed") return "None";
  return asked === 1 ? "Done" : `${Math.min(found, asked)} of ${asked}`;
}

/** A slot to the patient. */
export function ownSlotWords(status: string, found: number, asked: number): string {
  if (status === "filled") return "Done";
  if (status === "later") return "Later";
  if (status === "open") return found === 0 ? "It is time" : `${found} of ${asked} done`;
  return found === 0 ? "Passed" : `${found} of ${asked}`;
}

/** What the average counts. */
export const averageCounts = (readings: number, days: number) =>
  `${count(readings, "reading", "readings")} of ${count(days, "day", "days")}, the first day left out`;

/** Where the average's rule is from. */
export const averageSource =
  "Average of home readings without those of the first day, from three days on: 2017 ACC/AHA guideline and 2021 European Society of Hypertension practice guidelines.";

/** Said where a form that was sent before comes again with other contents. */
export const sentBefore = {
  field: "",
  message: "This form was sent before. Look at it once more, then send it again.",
};
