/**
 * Holds the registry against HealthKitOnFHIR's table of HealthKit codes, units and LOINC codes, read from the folder
 * of shared test data (`SHARED`, by default `../shared` beside the repository). Where that is absent it says so and
 * tests nothing. Every disagreement is listed here with its reason.
 */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import { convertToCanonical, healthType, healthTypes } from "./health_types.ts";

/** The value, which must be there. */
function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`missing: ${what}`);
  return value;
}

interface OracleEntry {
  readonly codings: readonly { readonly system: string; readonly code: string }[];
  readonly ucum?: string | null;
  readonly hkunit?: string;
}
type Oracle = Record<"quantity" | "category" | "correlation", Record<string, OracleEntry>>;

/** Its spellings that are not UCUM's, or not the one of two that this project writes. */
const spelling: Record<string, string> = {
  l: "L",
  IU: "[IU]",
  "dB(SPL)": "dB[SPL]",
  "kcal/hr/kg": "kcal/kg/h",
};
const kilometres = "distances travelled are read in kilometres";
/** Where this project keeps another unit, and why. */
const otherUnit: Record<string, readonly [unit: string, reason: string]> = {
  BodyMass: ["kg", "doses are by the kilogram; FHIR's body weight profile takes it"],
  LeanBodyMass: ["kg", "as body mass"],
  Height: ["cm", "FHIR's body height profile takes it; inches lose nothing on the way in"],
  WaistCircumference: ["cm", "as height"],
  DistanceWalkingRunning: ["km", kilometres],
  DistanceCycling: ["km", kilometres],
  DistanceWheelchair: ["km", kilometres],
  DistanceRowing: ["km", kilometres],
  DistancePaddleSports: ["km", kilometres],
  DistanceSkatingSports: ["km", kilometres],
  DistanceCrossCountrySkiing: ["km", kilometres],
  DistanceDownhillSnowSports: ["km", kilometres],
  RunningVerticalOscillation: ["cm", "Apple's own unit for it"],
  ElectrodermalActivity: ["uS", "skin conducts microsiemens; siemens would show as 0.00"],
  EnvironmentalSoundReduction: ["dB[SPL]", "Apple's header says dBASPL, not dBHL"],
};
/** Its LOINC codes that are parts of terms, not codes of an observation. */
const otherLoinc: Record<string, string> = { DietaryFiber: "LP203183-1" };

async function readOracle(): Promise<Oracle | undefined> {
  const shared = Deno.env.get("SHARED") ?? "../shared";
  const repository = new URL("../", import.meta.url);
  const folder = new URL(shared.endsWith("/") ? shared : `${shared}/`, repository);
  try {
    return JSON.parse(await Deno.readTextFile(new URL("corpora/healthkit_codes.json", folder)));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    console.log(
      "schema/health_types_oracle_test.ts: no shared corpora here; the registry is not held against the oracle",
    );
    return undefined;
  }
}

const oracle = await readOracle();
if (oracle) {
  Deno.test("the oracle and the registry list the same types", () => {
    for (const kind of ["quantity", "category", "correlation"] as const) {
      const prefix = { quantity: "HKQuantity", category: "HKCategory", correlation: "HKCorrelation" }[kind];
      const ours = healthTypes.map((type) => type.code).filter((code) => code.startsWith(prefix));
      assertEquals(ours.sort(), Object.keys(oracle[kind]).sort());
    }
  });

  Deno.test("canonical units are the oracle's, or an exception with its reason", () => {
    const used = new Set<string>();
    for (const [code, { ucum }] of Object.entries(oracle.quantity)) {
      const name = code.replace("HKQuantityTypeIdentifier", "");
      const { unit } = must(healthType(code), code);
      const theirs = ucum ? spelling[ucum] ?? ucum : undefined;
      if (otherUnit[name]) {
        used.add(name);
        assertEquals([name, unit], [name, otherUnit[name][0]]);
        assert(unit !== theirs, `${name} is no exception`);
      } else if (theirs) assertEquals([name, unit], [name, theirs]);
      // The oracle has no unit for a count; here it is a UCUM annotation.
      else assert(/^\{\w+\}$/.test(unit), `${name}: ${unit}`);
    }
    assertEquals([...used].sort(), Object.keys(otherUnit).sort());
  });

  Deno.test("every type takes the oracle's HealthKit unit", () => {
    for (const [code, { hkunit }] of Object.entries(oracle.quantity)) {
      const taken = convertToCanonical(must(healthType(code), code), hkunit ?? "") !== undefined;
      assertEquals([code, hkunit, taken], [code, hkunit, hkunit !== "dBHL"]);
    }
  });

  Deno.test("LOINC codes are the oracle's first, except parts of terms", () => {
    for (
      const [code, { codings }] of Object.entries({
        ...oracle.quantity,
        ...oracle.category,
        ...oracle.correlation,
      })
    ) {
      const first = codings.find((coding) => coding.system === "http://loinc.org")?.code;
      const name = code.replace(/^HK\w+TypeIdentifier/, "");
      assertEquals([code, must(healthType(code), code).loinc], [
        code,
        first === otherLoinc[name] ? undefined : first,
      ]);
    }
  });
}
