/**
 * The days of a made-up life: at home in Chicago, two weeks a year in Berlin, one in Kolkata.
 * Seconds of a day become the local text that Apple writes, right across daylight-saving changes.
 */

/** One local day. */
export interface GeneratedDay {
  readonly index: number;
  /** `2024-03-01` */
  readonly on: string;
  /** IANA */
  readonly zone: string;
  /** The instant so many elapsed seconds after local midnight, e.g. `2024-03-01 07:12:33 -0600`. */
  at(second: number): string;
}

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

/** `07:12:33` of a second of the day, 0 to 86,399. */
export function timeText(second: number): string {
  const hour = Math.floor(second / 3600);
  const minute = Math.floor(second / 60) % 60;
  return `${twoDigits[hour]}:${twoDigits[minute]}:${twoDigits[second % 60]}`;
}

const offsetText = (moment: Temporal.ZonedDateTime) => ` ${moment.offset.replace(":", "")}`;

function zoneOf(index: number): string {
  const dayOfYear = index % 365;
  if (dayOfYear >= 150 && dayOfYear < 164) return "Europe/Berlin";
  if (dayOfYear >= 300 && dayOfYear < 307) return "Asia/Kolkata";
  return "America/Chicago";
}

function dayOf(date: Temporal.PlainDate, index: number): GeneratedDay {
  const zone = zoneOf(index);
  const midnight = date.toZonedDateTime(zone);
  const on = date.toString();
  const offset = offsetText(midnight);
  const changes = midnight.hoursInDay !== 24;
  return {
    index,
    on,
    zone,
    at(second) {
      if (!changes && second < 86_400) return `${on} ${timeText(second)}${offset}`;
      const moment = midnight.add({ seconds: second });
      return `${moment.toPlainDate()} ${moment.toPlainTime().toString({ smallestUnit: "second" })}${
        offsetText(moment)
      }`;
    },
  };
}

/** That many years of days, ending with 2025. */
export function daysOf(years: number): GeneratedDay[] {
  const count = Math.max(1, Math.round(years * 365));
  const first = Temporal.PlainDate.from("2026-01-01").subtract({ days: count });
  return Array.from({ length: count }, (_, index) => dayOf(first.add({ days: index }), index));
}
