/** How old somebody is, as clinicians say it: days for newborns, then weeks, months, years. */
import { Temporal } from "temporal-polyfill";

/**
 * The age on a day; both are calendar days (`YYYY-MM-DD`). Born on 29 February, one turns a year older on
 * 1 March of common years, as Temporal's calendar has it. A birth date in the future gives an empty text.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * assertEquals(ageOn("1980-06-01", "2026-05-31"), "45 y");
 * assertEquals(ageOn("2025-10-01", "2026-05-31"), "7 mo");
 * assertEquals(ageOn("2026-05-20", "2026-05-31"), "11 d");
 * ```
 */
export function ageOn(birthDate: string, today: string): string {
  const born = Temporal.PlainDate.from(birthDate);
  const on = Temporal.PlainDate.from(today);
  if (Temporal.PlainDate.compare(born, on) > 0) return "";
  const { years, months } = born.until(on, { largestUnit: "years" });
  if (years >= 2) return `${years} y`;
  const wholeMonths = years * 12 + months;
  if (wholeMonths >= 3) return `${wholeMonths} mo`;
  const days = born.until(on, { largestUnit: "days" }).days;
  return days >= 14 ? `${Math.floor(days / 7)} wk` : `${days} d`;
}
