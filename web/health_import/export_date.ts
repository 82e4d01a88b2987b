/**
 * Apple's dates, `2024-03-01 07:12:33 -0600`, to an instant and the offset that it was written with.
 * A file has two per row, so the common form is read by character and a day's midnight only once.
 */

/** The last date read; the same object each time. `at` (UTC ms) is NaN when the text is no date. */
export interface ReadDate {
  at: number;
  /** Minutes east of UTC. */
  offset: number;
}

const loose =
  /^(\d{4})-(\d\d)-(\d\d)[ T](\d{1,2}):(\d\d):(\d\d)(?:\.\d+)?\s*(?:([AaPp])\.?[Mm]\.?)?\s*(?:(Z)|([+-])(\d\d):?(\d\d))$/;

const midnightOf = (year: number, month: number, day: number): number => {
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  // Date.UTC turns the 31st of February into March; such a text is no date.
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? midnight : NaN;
};

const instant = (midnight: number, hour: number, minute: number, second: number, offset: number) =>
  hour > 24 || minute > 59 || second > 60 || offset > 18 * 60 || offset < -18 * 60
    ? NaN
    : midnight + ((hour * 60 + minute - offset) * 60 + second) * 1000;

function readLoosely(text: string, into: ReadDate): void {
  const match = loose.exec(text.trim());
  if (match === null) {
    into.at = NaN;
    return;
  }
  const [, year, month, day, hour, minute, second, half, , sign, offsetHours, offsetMinutes] = match;
  const offset = sign === undefined
    ? 0
    : (sign === "-" ? -1 : 1) * (Number(offsetHours) * 60 + Number(offsetMinutes));
  const halves = half === undefined
    ? Number(hour)
    : Number(hour) % 12 + (half.toLowerCase() === "p" ? 12 : 0);
  into.offset = offset;
  into.at = instant(
    midnightOf(Number(year), Number(month), Number(day)),
    halves,
    Number(minute),
    Number(second),
    offset,
  );
}

/**
 * A function that reads one date text after the other. It answers with one shared object, to allocate nothing.
 *
 * @example
 * ```ts
 * import { createDateReader } from "./export_date.ts";
 * const read = createDateReader();
 * read("2024-03-01 07:12:33 -0600"); // { at: 1709298753000, offset: -360 }
 * ```
 */
export function createDateReader(): (text: string) => ReadDate {
  const date: ReadDate = { at: NaN, offset: 0 };
  let cachedDay = 0;
  let cachedMidnight = NaN;
  const two = (text: string, at: number) => {
    const tens = text.charCodeAt(at) - 48, ones = text.charCodeAt(at + 1) - 48;
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
  };
  return (text) => {
    if (text.length === 25 && text.charCodeAt(10) === 32 && text.charCodeAt(19) === 32) {
      const sign = text.charCodeAt(20);
      const day = two(text, 0) * 1_000_000 + two(text, 2) * 10_000 + two(text, 5) * 100 + two(text, 8);
      const hour = two(text, 11), minute = two(text, 14), second = two(text, 17);
      const eastward = two(text, 21) * 60 + two(text, 23);
      if (
        text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45 && text.charCodeAt(13) === 58 &&
        text.charCodeAt(16) === 58 && (sign === 43 || sign === 45)
      ) {
        if (day !== cachedDay) {
          cachedDay = day;
          cachedMidnight = midnightOf(Math.floor(day / 10_000), Math.floor(day / 100) % 100, day % 100);
        }
        date.offset = sign === 45 ? -eastward : eastward;
        date.at = instant(cachedMidnight, hour, minute, second, date.offset);
        if (Number.isNaN(date.at)) date.offset = 0;
        return date;
      }
    }
    readLoosely(text, date);
    if (Number.isNaN(date.at)) date.offset = 0;
    return date;
  };
}
