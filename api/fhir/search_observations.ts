/** A page of a patient's readings as a FHIR searchset, newest first within each type. */
import type { FhirBundle } from "../../schema/fhir_observation.ts";
import type { Identity } from "../access.ts";
import { pressuresBeside, readingsPage } from "../observation/stored_readings.ts";
import type { Bounds, Place } from "../observation/stored_readings.ts";
import type { Scope } from "../scope.ts";
import { entryOf, observationsOf } from "./observations_of.ts";

export interface ObservationSearch {
  types: readonly string[] | undefined;
  bounds: Bounds;
  count: number;
  after: Place | undefined;
  /** The query as it was asked, for the links. */
  query: URLSearchParams;
}

/** A cursor as text, and back; one that was not made here is undefined. */
export function cursorText({ type, start, uuid }: Place): string {
  return `${type}_${start}_${uuid}`;
}
export const cursorPattern = /^(\d{1,9})_(-?\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
/** See `cursorText`. */
export function placeOf(cursor: string): Place | undefined {
  const [, type, start, uuid] = cursorPattern.exec(cursor) ?? [];
  return uuid === undefined ? undefined : { type: Number(type), start: Number(start), uuid };
}

/** One page; only a missing `next` link says that there is no more. */
export async function searchObservations(
  scope: Scope,
  patient: Identity,
  search: ObservationSearch,
): Promise<FhirBundle> {
  const { types, bounds, count, after, query } = search;
  const page = await readingsPage(scope.db, patient.key, {
    types,
    bounds,
    limit: count,
    after,
    panels: true,
    order: "newest",
  });
  const pressures = await pressuresBeside(scope.db, patient.key, page.readings);
  const address = (cursor?: string) => {
    const asked = new URLSearchParams(query);
    if (cursor !== undefined) asked.set("_cursor", cursor);
    return `${scope.clinic.origin}/api/fhir/Observation?${asked}`;
  };
  const entries = observationsOf(page.readings, pressures, patient.publicId).map((resource) => ({
    ...entryOf(resource),
    search: { mode: "match" as const },
  }));
  return {
    resourceType: "Bundle",
    type: "searchset",
    timestamp: new Date(scope.now).toISOString(),
    link: [
      { relation: "self", url: address() },
      ...(page.next === undefined ? [] : [{ relation: "next", url: address(cursorText(page.next)) }]),
    ],
    // FHIR has no empty arrays.
    ...(entries.length === 0 ? {} : { entry: entries }),
  };
}
