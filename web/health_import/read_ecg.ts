/**
 * One electrocardiogram, as Apple exports it in CSV: a head of names and values, then a microvolt per line.
 *
 * The head begins with the patient's name and birth date; these lines are never looked at. Labels, and the comma
 * of decimals, are localized, so values are known by their form and order. What doesn't fit is refused.
 */
import { createDateReader } from "./export_date.ts";
import type { Detail } from "./build_batches.ts";
import { safeText } from "./row_detail.ts";

export interface Ecg {
  /** UTC ms */
  readonly start: number;
  readonly end: number;
  /** Minutes east of UTC. */
  readonly offset: number;
  /** Hardware, e.g. `Watch6,1`. */
  readonly product: string | undefined;
  /** In the language of the phone. */
  readonly classification: string;
  readonly detail: Detail;
  /** About the detail's characters as JSON. */
  readonly weight: number;
}

const dateForm = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}$/;
const mostSamples = 100_000;

function valueOf(line: string): string {
  const comma = line.indexOf(",");
  const text = comma < 0 ? "" : line.slice(comma + 1).trim();
  return text.startsWith('"') ? text.replace(/^"|"$/g, "").replaceAll('""', '"') : text;
}

const decimal = /^-?\d+(?:[.,]\d+)?(?:[eE]-?\d+)?$/;

/**
 * Reads one CSV; undefined when it isn't an ECG. Lengths come from the number of samples and their rate.
 */
export function readEcg(csv: string): Ecg | undefined {
  const lines = csv.split(/\r?\n/, mostSamples + 100);
  const recorded = lines.findIndex((line) => dateForm.test(valueOf(line)));
  if (recorded < 0 || recorded > 20) return undefined;
  const head: string[] = [];
  let first = recorded + 1;
  for (; first < lines.length && first < recorded + 40; first++) {
    const line = (lines[first] ?? "").trim();
    if (decimal.test(line)) break;
    if (line !== "") head.push(safeText(valueOf(line)));
  }
  const rate = head.map((value) => /^(\d+(?:[.,]\d+)?)\s*\p{L}/u.exec(value)?.[1]).find((text) =>
    text !== undefined && Number(text.replace(",", ".")) >= 50
  );
  const sampleRate = rate === undefined ? 0 : Number(rate.replace(",", "."));
  const waveform: number[] = [];
  for (let index = first; index < lines.length; index++) {
    const line = (lines[index] ?? "").trim();
    if (line === "") continue;
    // Where the comma is the decimal sign it stands between digits only once.
    const value = decimal.test(line) ? Number(line.replace(",", ".")) : NaN;
    if (Number.isNaN(value)) return undefined;
    waveform.push(value);
  }
  const date = createDateReader()(valueOf(lines[recorded] ?? ""));
  if (Number.isNaN(date.at) || sampleRate === 0 || waveform.length === 0) return undefined;
  const unit = head.find((value) => /^[µμum]?V$/i.test(value)) ?? "µV";
  const average = head.map((value) => /^(\d{2,3}(?:[.,]\d+)?) ?(?:bpm|count\/min)$/i.exec(value)?.[1]).find(
    Boolean,
  );
  const inMicrovolts = unit === "mV" ? waveform.map((value) => value * 1000) : waveform;
  const lead = head.at(-2);
  const product = head.find((value) => /^[A-Z][A-Za-z]+\d+,\d+$/.test(value));
  const [classification = "", symptoms = "", softwareVersion = ""] = head;
  return {
    start: date.at,
    end: date.at + Math.round((waveform.length / sampleRate) * 1000),
    offset: date.offset,
    product,
    classification,
    detail: {
      classification,
      ...(symptoms === "" ? {} : { symptoms }),
      ...(softwareVersion === "" ? {} : { softwareVersion }),
      ...(average === undefined ? {} : { averageHeartRate: Number(average.replace(",", ".")) }),
      ...(lead === undefined ? {} : { lead }),
      sampleRate,
      microvolts: inMicrovolts,
    },
    weight: waveform.length * 9 + 400,
  };
}
