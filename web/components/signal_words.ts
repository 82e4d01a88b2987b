/**
 * Everything that is said of signals, in one place, for clinicians and patients. It says what was measured and what
 * was asked for. It never names a condition, never urges, and says wherever signals are shown that nobody watches.
 */
import { healthType } from "../../schema/health_types.ts";
import type { RuleLevel, SignalCondition, SignalEvent, SignalRuleDefinition } from "../../schema/signal.ts";
import { figure } from "./measure.ts";

/** For clinicians, wherever signals are listed. */
export const notWatchedClinician =
  "Signals are found when data comes in, often hours after it was measured. Nobody is alerted and nobody watches continuously. A patient without a signal has not been found well.";

/** The same in a line, where there is nothing to list. */
export const notWatchedShort = "Nobody watches this data continuously.";

/** For patients, below their own vitals. */
export const notWatchedPatient =
  "Nobody watches this data continuously, and a value out of the ordinary alerts no one. If you feel unwell, call the clinic; in an emergency, call your local emergency number.";

const statistics = { average: "", lowest: "lowest ", highest: "highest " } as const;

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** A type's unit after a number, with its space. */
export function unitText(metric: string): string {
  const unit = healthType(metric)?.unitDisplay ?? "";
  return unit === "" ? "" : unit === "%" ? "%" : ` ${unit}`;
}

/** A number of a rule, as few digits as it needs. */
const plain = (value: number) => value.toLocaleString("en-US", { maximumFractionDigits: 3 });

function conditionText({ metric, statistic, condition }: SignalRuleDefinition): string {
  const type = healthType(metric), unit = unitText(metric);
  const what = `${type?.display ?? metric}`;
  const value = statistics[statistic] === "" ? what : `${what} (${statistics[statistic].trim()} of the day)`;
  switch (condition.kind) {
    case "threshold": {
      const second = condition.second === undefined ? "" : `/${plain(condition.second)}`;
      return `${value} ${condition.is} ${plain(condition.value)}${second}${unit}`;
    }
    case "change":
      return `${value} ${condition.is === "above" ? "up" : "down"} by more than ${
        plain(condition.by)
      }${unit} within ${plural(condition.withinDays, "day")}`;
    case "baseline":
      return `${value} more than ${
        plain(condition.by)
      }${unit} ${condition.is} the patient's own median of ${condition.baselineDays} days`;
    case "missing":
      return `No ${what.toLowerCase()} data`;
  }
}

/** A rule as a sentence: what, on how many days, and which days count. */
export function ruleSentence(rule: SignalRuleDefinition): string {
  const { days, ofDays, minReadings, minHours, condition } = rule;
  const often = ofDays === 1
    ? ""
    : days === ofDays
    ? ` on ${plural(days, "day")} in a row`
    : ` on ${days} of ${ofDays} days`;
  const needs = condition.kind === "missing" ? [] : [
    ...(minReadings > 1 ? [`${minReadings} readings`] : []),
    ...(minHours > 0 ? [`${plural(minHours, "hour")} of data`] : []),
  ];
  const enough = needs.length === 0 ? "" : `; a day counts with at least ${needs.join(" and ")}`;
  return `${conditionText(rule)}${often}${enough}.`;
}

/** The kinds of rule, as the settings offer them. */
export const kindWords: Record<SignalCondition["kind"], { label: string; hint: string }> = {
  threshold: { label: "Above or below a value", hint: "Days beyond a fixed value." },
  change: { label: "Change within days", hint: "A rise or fall against the days just before." },
  baseline: { label: "Against the patient's own usual", hint: "Days beyond the median of earlier weeks." },
  missing: { label: "No data", hint: "Days without data of someone who used to share." },
};

/** Who a rule's present wording comes from. */
export const levelWords: Record<RuleLevel, string> = {
  default: "Ships with the app",
  clinic: "Clinic",
  practitioner: "Clinician",
  patient: "This patient",
};

/** What happened to a signal. */
export const eventWords: Record<SignalEvent["action"], string> = {
  raise: "Noticed",
  clear: "No longer the case",
  acknowledge: "Acknowledged",
  snooze: "Snoozed",
  comment: "Commented",
  reopen: "Opened again",
};

/** A day's value as a cell says it: `142/91`, `7.4`; a dash where nothing was measured. */
export function dayValue(
  { value, second }: { value: number | null; second: number | null },
  decimals: number,
): string {
  return second === null ? figure(value, decimals) : `${figure(value, decimals)}/${figure(second, decimals)}`;
}

/** Why a day does not count, or how much it rests on. */
export function dayBasis(
  { value, readings, hours, counts }: {
    value: number | null;
    readings: number;
    hours: number;
    counts: boolean;
  },
): string {
  if (value === null) return "no data";
  const text = `${plural(readings, "reading")}${hours > 2 ? `, ${hours} h` : ""}`;
  return counts ? text : `${text}: too few`;
}

/** What is said after an action, or after one that was refused. */
export const toastWords: Record<string, { tone: "good" | "danger"; text: string }> = {
  acknowledge: { tone: "good", text: "Acknowledged." },
  snooze: { tone: "good", text: "Snoozed." },
  comment: { tone: "good", text: "The comment was added." },
  reopen: { tone: "good", text: "The signal is open again." },
  refused: { tone: "danger", text: "That couldn't be done. Look at what you entered and try again." },
  rule: { tone: "good", text: "The rule was saved. It counts from the next evaluation, within a minute." },
};
