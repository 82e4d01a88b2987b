/** The Apple Health import, for the chart and for the patient's own app; and its pairing with the command line. */
import { healthTypes } from "../schema/health_types.ts";
import type { Problem } from "../schema/problem.ts";
import { ImportHealth, type Pairing } from "./console/ImportHealth.tsx";
import { clients, formOf, type PageContext, tried } from "./page.tsx";

const names = Object.fromEntries(healthTypes.map(({ code, display }) => [code, display]));

export interface ImportPlace {
  /** The patient's public id. */
  patient: string;
  /** The import page's own path. */
  path: string;
  /** Where to look at what came in. */
  doneHref: string;
  /** Clinicians say why. */
  askReason: boolean;
}

/** The page's content; after `pairImport`, with the command to type. */
export function importHealth(c: PageContext, place: ImportPlace, pairing?: Pairing) {
  return (
    <ImportHealth
      panel={{
        api: "/api",
        patient: place.patient,
        worker: c.env.manifest.worker,
        askReason: place.askReason,
        doneHref: place.doneHref,
        names,
      }}
      pairAction={place.path}
      {...(pairing === undefined ? {} : { pairing })}
    />
  );
}

/** Asks for a pairing code, as the form on the page does. */
export async function pairImport(c: PageContext, place: ImportPlace): Promise<Pairing> {
  const { reason = "" } = await formOf(c);
  const outcome = await tried(
    clients(c).importGrant.patient[":patient"]["import-grant"].$post({
      param: { patient: place.patient },
      json: place.askReason ? { reason } : {},
    }),
  );
  if (!outcome.ok) return { error: firstReason(outcome.problem) };
  const { pairingCode } = outcome.value;
  return {
    command: `deno task import export.zip --server ${c.env.scope.clinic.origin} --code ${pairingCode}`,
  };
}

function firstReason({ errors, title }: Problem): string {
  return errors?.some(({ field }) => field === "reason") ? "Say in a few words why." : title;
}
