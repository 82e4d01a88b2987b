/** A local day counted from 1970-01-01, as a calendar date. */
import { dayMs } from "./local_time.ts";

/** @example isoDay(0) // "1970-01-01" */
export function isoDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
