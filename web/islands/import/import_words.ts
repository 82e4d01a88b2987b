/** An import's progress and end in words: how far, how fast, how long still; what came in and what didn't. */
import type { ImportFailure } from "../../health_import/import_error.ts";
import type { ImportProgress } from "../../health_import/upload_progress.ts";
import { bytes } from "../../components/measure.ts";

const whole = (count: number) => count.toLocaleString("en-US");

/** Share done, 0–1; undefined before the file's size is known. */
export function shareDone({ bytesRead, bytesTotal }: ImportProgress): number | undefined {
  return bytesTotal > 0 ? Math.min(1, bytesRead / bytesTotal) : undefined;
}

/**
 * Time left, rounded so that it doesn't flicker: whole minutes, below one minute tens of seconds.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * assertEquals(timeLeft(34), "40 s left");
 * assertEquals(timeLeft(61), "2 min left");
 * assertEquals(timeLeft(7300), "2 h 2 min left");
 * ```
 */
export function timeLeft(seconds: number): string {
  if (seconds < 55) return `${Math.max(10, Math.ceil(seconds / 10) * 10)} s left`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min left`;
  return minutes % 60 === 0
    ? `${minutes / 60} h left`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}

/** The line under the progress bar, in parts. */
export function progressParts(progress: ImportProgress, paused: boolean): string[] {
  const share = shareDone(progress);
  return [
    ...(share === undefined ? [] : [`${Math.floor(share * 100)}% of ${bytes(progress.bytesTotal)}`]),
    `${whole(progress.records)} readings`,
    ...(paused
      ? ["paused"]
      : progress.ratePerSecond > 0
      ? [`${whole(Math.round(progress.ratePerSecond))} a second`]
      : []),
    ...(paused || progress.secondsLeft === undefined ? [] : [timeLeft(progress.secondsLeft)]),
    ...(progress.refused > 0 ? [`${whole(progress.refused)} refused`] : []),
  ];
}

const failures: Record<ImportFailure | "unexpected", string> = {
  empty: "The file is empty. Export it again on the iPhone, and let the export finish before sending it.",
  not_an_export: "This file holds no Apple Health data. Choose the export.zip that the Health app makes.",
  zip_damaged: "The archive is damaged or incomplete. Copy it from the phone again.",
  zip_encrypted: "The archive is protected by a password. Export it again without one.",
  file_unreadable: "The file could not be read to its end. Is it still where it was?",
  grant_ended: "The permission for this import has ended. Start again: it goes on where it stopped.",
  forbidden: "Your sign-in doesn't allow an import for this patient.",
  server_refused: "The clinic's server turned the data down. Nothing was half-stored.",
  server_unreachable: "The clinic's server can't be reached. Start again later: it goes on where it stopped.",
  cancelled: "Stopped. What came in so far stays; starting again with the same file goes on from there.",
  unexpected: "The import stopped unexpectedly. Start again: it goes on where it stopped.",
};

/** Why an import ended early, and what to do about it. */
export function failureText(reason: ImportFailure | "unexpected"): string {
  return failures[reason];
}

/**
 * A HealthKit identifier as words, for types that nobody named here.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * assertEquals(typeWords("HKQuantityTypeIdentifierHeartRateVariabilitySDNN"), "Heart Rate Variability SDNN");
 * assertEquals(typeWords("HKDataTypeSleepDurationGoal"), "Sleep Duration Goal");
 * ```
 */
export function typeWords(code: string): string {
  const bare = code.replace(/^HKBiologicalSex/, "").replace(/^HK[A-Z][a-z]+(?:Type)?(?:Identifier)?/, "");
  if (bare === "") return code;
  return bare.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z])([A-Z][a-z])/g, "$1 $2");
}

/** A refusal's tag as a phrase: `end_before_start` → "end before start". */
export function reasonWords(reason: string): string {
  return reason.replaceAll("_", " ");
}
