/** An import's progress and summary in plain text, for the terminal. Holds nothing that the file's rows said. */
import { healthType } from "../../schema/health_types.ts";
import type { ImportSummary } from "./run_import.ts";
import type { ImportProgress } from "./upload_progress.ts";

const number = new Intl.NumberFormat("en-US");

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.ceil((seconds % 3600) / 60)} min`;
}

/** One line, e.g. `42%  1,204,000 readings  8,120 a second  3 min left`. */
export function progressLine(progress: ImportProgress): string {
  const share = Math.floor((100 * progress.bytesRead) / Math.max(1, progress.bytesTotal));
  return [
    `${String(Math.min(100, share)).padStart(3)}%`,
    `${number.format(progress.records)} readings`,
    ...(progress.ratePerSecond > 0 ? [`${number.format(progress.ratePerSecond)} a second`] : []),
    ...(progress.refused > 0 ? [`${number.format(progress.refused)} refused`] : []),
    ...(progress.secondsLeft === undefined ? [] : [`${duration(progress.secondsLeft)} left`]),
  ].join("  ");
}

// What comes from the file may hold control characters, which a terminal would obey.
const inert = (text: string) => text.replace(/\p{Cc}/gu, "\ufffd");
const display = (type: string) => healthType(type)?.display ?? inert(type);
const right = (count: number) => number.format(count).padStart(12);
const section = (title: string, lines: readonly string[]) => lines.length === 0 ? [] : ["", title, ...lines];

/** The whole summary as lines: totals, what came in by type, what was refused and why, what was not taken. */
export function summaryLines(summary: ImportSummary): string[] {
  const { person, endedEarly } = summary;
  const born = [person.birthDate && `born ${person.birthDate}`, person.sex].filter(Boolean).map((part) =>
    inert(String(part))
  );
  return [
    `${right(summary.stored)}  stored`,
    `${right(summary.duplicate)}  already there`,
    `${right(summary.refused)}  refused`,
    ...(summary.earlierRows > 0 ? [`${right(summary.earlierRows)}  sent by an earlier run`] : []),
    ...section("Read, by type", summary.types.map(({ type, rows }) => `${right(rows)}  ${display(type)}`)),
    ...section(
      "Refused",
      summary.refusals.map(({ type, field, reason, count, examples }) => {
        const places = examples.map(({ file, line }) => `${inert(file)}:${line}`).join(", ");
        return `${right(count)}  ${display(type)}: ${inert(field)} ${inert(reason)}${
          places && ` (${places})`
        }`;
      }),
    ),
    ...section("Not taken", summary.notTaken.map(({ name, count }) => `${right(count)}  ${inert(name)}`)),
    ...section(
      "Could not be read",
      summary.unreadable.map(({ reason, count, examples }) => {
        const places = examples.map(({ file, line }) => inert(file === undefined ? `line ${line}` : file));
        return `${right(count)}  ${reason} (${places.join(", ")})`;
      }),
    ),
    ...(summary.xmlErrors.count === 0 ? [] : [
      "",
      `The XML has ${number.format(summary.xmlErrors.count)} errors, the first at ${
        inert(summary.xmlErrors.examples[0] ?? "")
      }`,
    ]),
    ...(endedEarly === undefined ? [] : [
      "",
      `Ended early at byte ${number.format(endedEarly.atByte)}: ${endedEarly.cause}. ` +
      `${number.format(endedEarly.rows)} readings before it were read.`,
    ]),
    ...(born.length === 0 ? [] : ["", `The phone's owner: ${born.join(", ")}. Compare with the chart.`]),
  ];
}
