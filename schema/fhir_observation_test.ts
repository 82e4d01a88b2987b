import { assert, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { fhirInstant, observationOf, pressureOf, pressureTypes } from "./fhir_observation.ts";
import type { FhirObservation, StoredReading } from "./fhir_observation.ts";
import { healthType, healthTypes } from "./health_types.ts";
import { fhirProblems } from "./testing/fhir_problems.ts";

const at = Date.UTC(2026, 2, 8, 8, 30, 15, 250);

function reading(more: Partial<StoredReading> = {}): StoredReading {
  return {
    type: "HKQuantityTypeIdentifierHeartRate",
    uuid: "7b0c3a52-53c8-4a4e-9d8e-000000000001",
    start: at,
    duration: 0,
    offset: -300,
    value: 61,
    sentUnit: "count/min",
    source: "Ada's Apple Watch",
    sourceKey: 1,
    product: "Watch6,1",
    receivedAt: at + 60_000,
    author: null,
    note: null,
    ...more,
  };
}
const systolic = reading({ type: pressureTypes.systolic, value: 118, source: "Cuff", product: "" });
const diastolic = reading({
  type: pressureTypes.diastolic,
  value: 76,
  uuid: "7b0c3a52-53c8-4a4e-9d8e-000000000002",
  source: "Cuff",
  product: "",
});

Deno.test("the validator finds what is wrong: otherwise the tests below could not fail", () => {
  const good = observationOf(reading(), "p1");
  assertEquals(fhirProblems(good), []);
  const broken: [string, FhirObservation][] = [
    ["no status", { ...good, status: undefined as never }],
    ["wrong unit", { ...good, valueQuantity: { ...good.valueQuantity!, code: "Hz" } }],
    ["no category", (({ category: _, ...rest }) => rest)(good)],
    ["neither value nor reason", (({ valueQuantity: _, ...rest }) => rest)(good)],
    ["an unknown element", { ...good, pulse: 61 } as FhirObservation],
    ["an empty list", { ...good, performer: [] }],
    ["no magic code", { ...good, code: { coding: [{ system: "http://loinc.org", code: "40443-4" }] } }],
  ];
  for (const [what, resource] of broken) assert(fhirProblems(resource).length > 0, what);
  const panel = pressureOf(systolic, diastolic, "p1");
  assert(fhirProblems({ ...panel, component: panel.component?.slice(1) } as FhirObservation).length > 0);
});

Deno.test("a reading of every type, valued or not, instant or lasting, is a valid Observation", () => {
  const wrong: string[] = [];
  for (const { code, values, plausible } of healthTypes) {
    const value = values?.[0]?.code ?? plausible?.max ?? null;
    for (const more of [{ value }, { value: null }, { value: 123_456, duration: 90_000 }]) {
      const problems = fhirProblems(observationOf(reading({ type: code, ...more }), "p1"));
      // A panel is made of its pressures, never of the bare correlation.
      if (code !== pressureTypes.panel) wrong.push(...problems.map((problem) => `${code} ${problem}`));
    }
  }
  assertEquals(wrong, []);
});

Deno.test("a reading of a type that nobody knows is a valid Observation under its own identifier", () => {
  for (const type of ["HKQuantityTypeIdentifierNew", "constructor", "toString"]) {
    for (const sentUnit of ["", "furlong"]) {
      const observation = observationOf(reading({ type, sentUnit }), "p1");
      assertEquals(fhirProblems(observation), []);
      assertEquals(observation.code.coding?.map(({ code }) => code), [type]);
      assertEquals(observation.valueQuantity?.code, undefined);
    }
  }
});

Deno.test("vital signs carry the code, the unit and the category of their profile", () => {
  const cases = [
    ["HKQuantityTypeIdentifierHeartRate", "heartrate", ["8867-4"], "/min"],
    ["HKQuantityTypeIdentifierRespiratoryRate", "resprate", ["9279-1"], "/min"],
    ["HKQuantityTypeIdentifierOxygenSaturation", "oxygensat", ["2708-6", "59408-5"], "%"],
    ["HKQuantityTypeIdentifierBodyTemperature", "bodytemp", ["8310-5"], "Cel"],
    ["HKQuantityTypeIdentifierBodyMass", "bodyweight", ["29463-7"], "kg"],
    ["HKQuantityTypeIdentifierHeight", "bodyheight", ["8302-2"], "cm"],
    ["HKQuantityTypeIdentifierBodyMassIndex", "bmi", ["39156-5"], "kg/m2"],
  ] as const;
  for (const [type, profile, loinc, unit] of cases) {
    const observation = observationOf(reading({ type, value: 30 }), "p1");
    assertEquals(observation.meta?.profile, [`http://hl7.org/fhir/StructureDefinition/${profile}`]);
    const coded = observation.code.coding?.filter(({ system }) => system === "http://loinc.org");
    assertEquals(coded?.map(({ code }) => code), [...loinc]);
    assertEquals(observation.valueQuantity?.code, unit);
    assertEquals(observation.category?.[0]?.coding?.[0]?.code, "vital-signs");
  }
});

Deno.test("pressureOf() makes one panel of two pressures, and says which of them is missing", () => {
  const panel = pressureOf(systolic, diastolic, "p1");
  assertEquals(fhirProblems(panel), []);
  assertEquals(panel.code.coding?.[0]?.code, "85354-9");
  assertEquals(
    panel.component?.map(({ code, valueQuantity }) => [code.coding?.[0]?.code, valueQuantity?.value]),
    [["8480-6", 118], ["8462-4", 76]],
  );
  assertEquals(panel.identifier.map(({ value }) => value), [
    "urn:uuid:7b0c3a52-53c8-4a4e-9d8e-000000000001",
    "urn:uuid:7b0c3a52-53c8-4a4e-9d8e-000000000002",
  ]);
  const alone = pressureOf(undefined, diastolic, "p1");
  assertEquals(fhirProblems(alone), []);
  assertEquals(alone.component?.[0]?.dataAbsentReason?.coding?.[0]?.code, "unknown");
  assertEquals(alone.component?.[1]?.valueQuantity?.value, 76);
});

Deno.test("what the clinic measured names its author, what a device sent names the device", () => {
  const device = observationOf(reading(), "p1");
  assertEquals(device.device?.display, "Ada's Apple Watch (Watch6,1)");
  assertEquals(device.performer, undefined);
  const author = { id: "practitioner1", name: "Ada Moreno, MD" };
  const clinic = observationOf(reading({ author, note: "left arm, seated" }), "p1");
  assertEquals(fhirProblems(clinic), []);
  assertEquals(clinic.device, undefined);
  assertEquals(clinic.performer, [{ reference: "Practitioner/practitioner1", display: "Ada Moreno, MD" }]);
  assertEquals(clinic.note, [{ text: "left arm, seated" }]);
});

Deno.test("fhirInstant() keeps the instant and the reading's own clock, on both sides of a clock change", () => {
  assertEquals(fhirInstant(Date.UTC(2026, 2, 8, 7, 59, 59), -360), "2026-03-08T01:59:59-06:00");
  assertEquals(fhirInstant(Date.UTC(2026, 2, 8, 8, 0, 0), -300), "2026-03-08T03:00:00-05:00");
  assertEquals(fhirInstant(Date.UTC(2026, 9, 25, 1, 0, 0, 5), 345), "2026-10-25T06:45:00.005+05:45");
  assertEquals(fhirInstant(Date.UTC(2026, 0, 1), 900), "2026-01-01T00:00:00Z");
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(1900, 0, 2), max: Date.UTC(2200, 0, 1) }),
      fc.integer({ min: -1080, max: 1080 }),
      (instant, offset) => {
        const text = fhirInstant(instant, offset);
        assertEquals(Date.parse(text), instant);
        assert(
          /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)$/.test(text),
          text,
        );
      },
    ),
    { numRuns: Deno.env.has("SOAK") ? 10_000 : 200 },
  );
});

Deno.test("every unit of the registry that leaves as UCUM is no HealthKit spelling", () => {
  for (const { unit } of healthTypes) assert(!/^count|mmHg|^deg/.test(unit), unit);
  assertEquals(healthType(pressureTypes.systolic)?.unit, "mm[Hg]");
});
