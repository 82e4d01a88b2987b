/** The calendar day at the clinic, for snoozes and for judging rules once a day. */

/** `YYYY-MM-DD` of an instant (UTC ms) in an IANA zone. The Swedish locale writes dates as ISO 8601 does. */
export function clinicDay(now: number, zone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }).format(now);
}
