/** An instant said roughly ("2 h ago"), with the exact local time and its zone one hover away. */
import { ago, type Instant, inZone } from "./instant.ts";

/** `zone` is IANA: the clinic's, or the reader's. Older than a month, the day itself is shown. */
export function RelativeTime(
  { at, now, zone, prefix }: { at: string; now: Instant; zone: string; prefix?: string },
) {
  const text = ago(at, now) ?? inZone(at, zone, "day");
  return (
    <time datetime={at} title={inZone(at, zone)}>{prefix === undefined ? text : `${prefix} ${text}`}</time>
  );
}

/** An instant said exactly, zone included. */
export function ExactTime(
  { at, zone, precision = "minute" }: { at: string; zone: string; precision?: "minute" | "second" | "day" },
) {
  return <time datetime={at}>{inZone(at, zone, precision)}</time>;
}
