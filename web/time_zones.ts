/** The time zones that forms offer: those of most clinics first, then every one that this runtime knows. */
import type { Choice } from "./components/Field.tsx";

const likely = [
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Phoenix",
  "America/Los_Angeles",
  "America/Anchorage",
  "Pacific/Honolulu",
];

/** IANA names with their underscores as spaces. */
export function zoneChoices(): Choice[] {
  const all = [...likely, ...Intl.supportedValuesOf("timeZone").filter((zone) => !likely.includes(zone))];
  return all.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}
