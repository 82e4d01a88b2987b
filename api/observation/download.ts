/** What a download is asked for: one type or all, between two instants or since ever. */
import { z } from "@hono/zod-openapi";
import { pressureTypes } from "../../schema/fhir_observation.ts";
import { healthType } from "../../schema/health_types.ts";
import { TypeCode } from "../../schema/observation.ts";
import { type Refusal, refuse } from "../errors.ts";
import type { Wanted } from "./stored_readings.ts";

const Instant = z.iso.datetime("an instant such as 2026-03-01T00:00:00Z").optional();

/** Readings that start within `from` (included) and `to` (excluded). */
export const DownloadQuery = z.object({ type: TypeCode.optional(), from: Instant, to: Instant }).strict();

/** The readings meant; blood pressure means both pressures. Refuses a range that ends before it starts. */
export function wantedOf(
  { type, from, to }: z.infer<typeof DownloadQuery>,
): Pick<Wanted, "types" | "bounds"> | Refusal<"invalid"> {
  const startMin = from === undefined ? undefined : Date.parse(from);
  const startMax = to === undefined ? undefined : Date.parse(to) - 1;
  if (startMin !== undefined && startMax !== undefined && startMax < startMin) {
    return refuse("invalid", { errors: [{ field: "to", reason: "later than from" }] });
  }
  return {
    ...(type === undefined ? {} : {
      types: type === pressureTypes.panel ? [pressureTypes.systolic, pressureTypes.diastolic] : [type],
    }),
    bounds: {
      ...(startMin === undefined ? {} : { startMin }),
      ...(startMax === undefined ? {} : { startMax }),
    },
  };
}

/** The day of an instant in UTC, for a file's name. */
export function fileDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** A type's name for a file's name: `heart-rate`; `vitals` for all of them. */
export function fileWord(type: string | undefined): string {
  if (type === undefined) return "vitals";
  const name = healthType(type)?.display ?? type;
  // SpO₂ is SpO2 in the alphabet of file names.
  return name.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").toLowerCase() ||
    "vitals";
}
