/**
 * What makes a row of Apple's `export.xml` the same row again: the text that its UUIDv8 is computed from.
 *
 * The export has no UUIDs and whole seconds, so a row is known by its type, seconds, value and source name.
 * The reader counts ordinals with the same parts that the server hashes; both must use this file and nothing
 * else. It is pure, knows no hash function, and refuses nothing: what a value may be is the server's to say.
 */

const plain = /^[!-~]+(?: [!-~]+)*$/;

/**
 * A source's name with the differences removed that come from typography and not from the device: composed
 * (NFC), every white space one plain space, curly quotes straight, control and zero-width characters gone.
 * Case and letters stay.
 *
 * @example
 * ```ts
 * import { normalizeSourceName } from "./export_identity.ts";
 * normalizeSourceName("Anna\u2019s Apple\u00a0Watch"); // "Anna's Apple Watch"
 * ```
 */
export function normalizeSourceName(name: string): string {
  if (plain.test(name)) return name;
  return name.normalize("NFC")
    .replace(/[\u2018\u2019\u201a\u201b\u2032\u02bc]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u2033]/g, '"')
    .replace(/[\s\u0085]/g, " ")
    .replace(/[\p{Cc}\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff]/gu, "")
    .replace(/ +/g, " ")
    .trim()
    // Again, since what was taken out may have stood between a letter and its accent.
    .normalize("NFC");
}

/**
 * A value to 6 significant digits as the shortest text of that number; `""` for none. `-0` is `0`.
 * The phone's doubles and the export's decimals of one reading agree in it.
 *
 * @example
 * ```ts
 * import { canonicalValue } from "./export_identity.ts";
 * canonicalValue(72.00000000000001); // "72"
 * canonicalValue(36.65555555555556); // "36.6556"
 * ```
 */
export function canonicalValue(value: number | null): string {
  if (value === null) return "";
  // Almost every value is a small integer, and toPrecision costs ten times as much.
  if (Number.isInteger(value) && value < 1e6 && value > -1e6) return `${value + 0}`;
  return String(Number(value.toPrecision(6)) + 0);
}

/** The whole second that an instant (UTC milliseconds) lies in; the export cuts fractions off. */
export function wholeSecond(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

/**
 * `type|startSecond|endSecond|value|source`: what the UUIDv8 of an export row is computed from, together with
 * patient and ordinal. `start` and `end` are UTC milliseconds, `value` is in the type's canonical unit (or the
 * category's code, or null), `source` has been through `normalizeSourceName`.
 *
 * @example
 * ```ts
 * import { exportFingerprint } from "./export_identity.ts";
 * exportFingerprint("HKQuantityTypeIdentifierHeartRate", 1709298753000, 1709298753000, 72, "Anna's Apple Watch");
 * // "HKQuantityTypeIdentifierHeartRate|1709298753|1709298753|72|Anna's Apple Watch"
 * ```
 */
export function exportFingerprint(
  type: string,
  start: number,
  end: number,
  value: number | null,
  source: string,
): string {
  return `${type}|${wholeSecond(start)}|${wholeSecond(end)}|${canonicalValue(value)}|${source}`;
}
