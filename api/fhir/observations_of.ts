/** A page of stored readings as Observations, pressures as panels. */
import {
  type FhirObservation,
  observationOf,
  pressureOf,
  type StoredReading,
} from "../../schema/fhir_observation.ts";
import { pairPressures } from "../observation/pair_pressures.ts";

/** In the order of the page; `pressures` as `pairPressures` wants them. */
export function observationsOf(
  page: readonly StoredReading[],
  pressures: readonly StoredReading[],
  patient: string,
): FhirObservation[] {
  return pairPressures(page, pressures).map((one) =>
    one.reading === undefined
      ? pressureOf(one.systolic, one.diastolic, patient)
      : observationOf(one.reading, patient)
  );
}

/** An entry of a bundle; the name stands for the resource, it is no address. */
export function entryOf(resource: FhirObservation) {
  return { fullUrl: `urn:uuid:${resource.id}`, resource };
}
