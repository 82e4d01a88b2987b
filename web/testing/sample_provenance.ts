/** Made-up provenance for the gallery: a day that a watch and a phone both counted. */
import type { Derived, Provenance, SourceOrder } from "../../schema/provenance.ts";
import type { ProvenancePanelProps } from "../components/ProvenancePanel.tsx";
import type { SourceOrderPanelProps } from "../components/SourceOrderPanel.tsx";

const watch = { id: 1, name: "Maya’s Apple Watch", product: "Watch6,1", kind: "watch" as const };
const phone = { id: 2, name: "iPhone", product: "iPhone14,5", kind: "phone" as const };
const on = "2026-03-02";

/** Sums are merged of two sources; everything else has one. */
export function sampleProvenance(type: string): Omit<ProvenancePanelProps, "vital"> {
  const isSum = type.endsWith("StepCount");
  const provenance: Provenance = isSum
    ? {
      type,
      unit: "{steps}",
      on,
      shape: "sum",
      shown: 8_432,
      basis: "merged",
      sources: [
        { ...watch, count: 61, own: 7_210, coveredMinutes: 421, kept: 7_210 },
        { ...phone, count: 48, own: 6_904, coveredMinutes: 388, kept: 1_222 },
      ],
      device: null,
    }
    : {
      type,
      unit: "1",
      on,
      shape: "level",
      shown: 68.2,
      basis: "single",
      sources: [{ ...watch, count: 288, own: 68.2, coveredMinutes: null, kept: null }],
      device: null,
    };
  const path = "/patients/p14/vitals";
  return {
    provenance,
    dayHref: (on) => `${path}?type=${type}&on=${on}`,
    action: path,
    hidden: { type },
    today: "2026-03-03",
  };
}

/** An order to change, for sums. */
export function sampleSources(type: string): SourceOrderPanelProps | undefined {
  if (!type.endsWith("StepCount")) return undefined;
  const order: SourceOrder = {
    type,
    decides: "moments",
    isChosen: false,
    sources: [
      { ...watch, count: 21_880, firstOn: "2025-03-03", lastOn: on },
      { ...phone, count: 17_204, firstOn: "2024-01-12", lastOn: on },
    ],
  };
  return { order, action: "/patients/p14/vitals/sources", hidden: { idempotencyKey: "sample-key-1" } };
}

/** Usual, spread and days with data. */
export function sampleDerived(type: string, unit: string, usual: number): Derived {
  const base = {
    second: null,
    readings: null,
    days: 58,
    ofDays: 60,
    enough: true,
    source: "Median and median absolute deviation (Rousseeuw and Croux, 1993)",
  };
  return {
    type,
    unit,
    figures: [
      { ...base, key: "usual", value: usual, in: "unit" },
      { ...base, key: "spread", value: usual / 25, in: "unit" },
      { ...base, key: "days_with_data", value: 58, in: "days", source: "Days with at least one reading" },
    ],
  };
}
