/** A patient's readings as one FHIR Bundle of the kind `collection`, made page by page as text. */
import type { Identity } from "../access.ts";
import { pressuresBeside, readingsPages, type Wanted } from "../observation/stored_readings.ts";
import type { Scope } from "../scope.ts";
import { entryOf, observationsOf } from "./observations_of.ts";

/** Readings held at a time: a few megabytes as text. */
const pageReadings = 2_000;

/** The bundle's text in pieces, the oldest reading of each type first. */
export async function* bundlePieces(
  scope: Scope,
  patient: Identity,
  wanted: Pick<Wanted, "types" | "bounds">,
): AsyncGenerator<string> {
  const head = { resourceType: "Bundle", type: "collection", timestamp: new Date(scope.now).toISOString() };
  let text = JSON.stringify(head).slice(0, -1);
  let opened = false;
  const pages = readingsPages(scope.db, patient.key, {
    ...wanted,
    limit: pageReadings,
    panels: true,
    order: "oldest",
  });
  for await (const page of pages) {
    const pressures = await pressuresBeside(scope.db, patient.key, page);
    for (const resource of observationsOf(page, pressures, patient.publicId)) {
      text += `${opened ? "," : ',"entry":['}\n${JSON.stringify(entryOf(resource))}`;
      opened = true;
    }
    yield text;
    text = "";
  }
  yield opened ? "\n]}\n" : "}\n";
}
