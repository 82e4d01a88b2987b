/** Whether what somebody typed can be a measurement: pure, by the registry's units and bounds. */
import { implausible, measurable, type NewClinicMeasurement } from "../../schema/clinic_measurement.ts";
import type { FieldError } from "../errors.ts";

/** The clock of a browser may run ahead of ours by this much. */
const futureToleranceMs = 10 * 60_000;

/** A measurement in HealthKit's spelling, ready for the way in. */
export interface Judged {
  parts: { type: string; value: number }[];
  wireUnit: string;
  /** UTC ms. */
  start: number;
  /** Minutes east of UTC. */
  offset: number;
}

/** Minutes east of UTC that an instant with offset says; an ISO text that ends in `Z` says 0. */
function offsetOf(at: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(at) ?? [];
  return sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) + 0;
}

/** Judges at `now` (UTC ms); every field that is wrong is named. */
export function judge(
  { type, value, second, unit, at }: NewClinicMeasurement,
  now: number,
): { ok: true; value: Judged } | { ok: false; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const known = measurable(type);
  const chosen = known?.units.find(({ code }) => code === unit);
  const start = Date.parse(at), offset = offsetOf(at);
  if (start > now + futureToleranceMs) errors.push({ field: "at", reason: "not in the future" });
  if (start < Date.UTC(1900, 0, 1)) errors.push({ field: "at", reason: "1900 or later" });
  if (Math.abs(offset) > 18 * 60) errors.push({ field: "at", reason: "an offset of at most 18 hours" });
  if (chosen === undefined || known === undefined) {
    const units = known?.units.map(({ code }) => code).join(", ") ?? "";
    return { ok: false, errors: [...errors, { field: "unit", reason: `one of ${units}` }] };
  }
  const [first, other] = known.parts;
  const typed: { field: string; part: string; value: number }[] = [{ field: "value", part: first, value }];
  if (other !== undefined && second !== undefined) {
    typed.push({ field: "second", part: other, value: second });
  }
  if (other !== undefined && second === undefined) {
    errors.push({ field: "second", reason: "the diastolic value" });
  }
  if (other === undefined && second !== undefined) {
    errors.push({ field: "second", reason: "one value alone" });
  }
  for (const { field, part, value } of typed) {
    const reason = implausible(part, chosen, value);
    if (reason !== undefined) errors.push({ field, reason });
  }
  if (errors.length === 0 && other !== undefined && second !== undefined && second >= value) {
    errors.push({ field: "second", reason: "lower than the systolic value" });
  }
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    value: {
      parts: typed.map(({ part, value }) => ({ type: part, value: value * (chosen.factor ?? 1) })),
      wireUnit: chosen.wire,
      start,
      offset,
    },
  };
}
