/** A patient's readings as a spreadsheet, made page by page, the oldest of each type first. */
import { pressureTypes } from "../../schema/fhir_observation.ts";
import type { Identity } from "../access.ts";
import type { Scope } from "../scope.ts";
import { csvTable } from "./csv.ts";
import { pairPressures } from "./pair_pressures.ts";
import { pressuresBeside, readingsPages, type Wanted } from "./stored_readings.ts";

/** Readings held at a time. */
const pageReadings = 2_000;

/**
 * The file's text in pieces. One type has its unit in the head, and blood pressure both pressures in a row; all types
 * together have a row for each reading, without the bare correlations.
 */
export async function* csvPieces(
  scope: Scope,
  patient: Identity,
  type: string | undefined,
  wanted: Pick<Wanted, "types" | "bounds">,
): AsyncGenerator<string> {
  const panels = type === pressureTypes.panel;
  let table: ReturnType<typeof csvTable> | undefined;
  const pages = readingsPages(scope.db, patient.key, {
    ...wanted,
    panels,
    limit: pageReadings,
    order: "oldest",
  });
  for await (const page of pages) {
    let text = "";
    if (table === undefined) {
      table = csvTable(type, page[0]);
      text = table.head;
    }
    const rows = panels
      ? pairPressures(page, await pressuresBeside(scope.db, patient.key, page))
      : page.filter((one) => one.type !== pressureTypes.panel).map((reading) => ({ reading }));
    for (const row of rows) text += table.row(row);
    yield text;
  }
}
