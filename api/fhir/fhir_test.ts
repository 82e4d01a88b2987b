/** FHIR over HTTP: what is found, how it pages, who may, and that HL7's definitions agree. */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import type { FhirBundle } from "../../schema/fhir_observation.ts";
import { fhirProblems } from "../../schema/testing/fhir_problems.ts";
import { instants, seedReadings, uuidOf } from "../observation/testing/seed_readings.ts";
import { scenario } from "../testing/runtimes.ts";
import type { Scenario } from "../testing/scenario.ts";
import { boundsOfDate, typesOfCode } from "./search_parameters.ts";

const minute = 60_000;
const noon = Date.UTC(2026, 2, 9, 17);
const watch = { name: "Grace's Watch", product: "Watch6,1" };
const cuff = { name: "Cuff" };
const heartRate = "HKQuantityTypeIdentifierHeartRate";
const systolic = "HKQuantityTypeIdentifierBloodPressureSystolic";
const diastolic = "HKQuantityTypeIdentifierBloodPressureDiastolic";

async function seed({ db, now }: Scenario): Promise<void> {
  const rates = Array.from({ length: 7 }, (_, i) => [i, noon - i * minute, 60 + i] as const);
  await seedReadings(db, 1, [
    instants(heartRate, "count/min", watch, rates),
    instants(systolic, "mmHg", cuff, [[20, noon, 118], [21, noon + minute, 121]]),
    instants(diastolic, "mmHg", cuff, [[30, noon, 76], [32, noon + 2 * minute, 81]]),
    instants("HKQuantityTypeIdentifierOxygenSaturation", "%", watch, [[40, noon, 0.97]]),
    instants("HKQuantityTypeIdentifierFromTomorrow", "furlong", watch, [[41, noon, 3]]),
    {
      type: "HKCategoryTypeIdentifierSleepAnalysis",
      source: watch,
      offset: -300,
      start: [noon - 12 * 60 * minute],
      end: [noon - 4 * 60 * minute],
      value: [3],
      uuid: [uuidOf(50)],
    },
  ], now());
  await seedReadings(db, 2, [instants(heartRate, "count/min", watch, [[90, noon, 99]])], now());
}

const address = (query: string) => `/api/fhir/Observation?patient=Patient/patient1&${query}`;

async function found(clinic: Scenario, query: string): Promise<FhirBundle> {
  const response = await clinic.get(address(query), clinic.people.practitioner);
  assertEquals([response.status, response.headers.get("content-type")], [200, "application/fhir+json"]);
  const bundle = await response.json() as FhirBundle;
  assertEquals(fhirProblems(bundle), []);
  return bundle;
}
const ids = (bundle: FhirBundle) => (bundle.entry ?? []).map(({ resource }) => Number(resource.id.slice(-4)));
const nextOf = (bundle: FhirBundle) => bundle.link?.find(({ relation }) => relation === "next")?.url;

scenario(
  "an Observation search finds by code, category and date, newest first, as valid FHIR",
  async (clinic) => {
    await seed(clinic);
    for (
      const [query, expected] of [
        ["code=http://loinc.org|8867-4", [0, 1, 2, 3, 4, 5, 6]],
        ["code=8867-4&date=ge2026-03-09T16:56:00Z&date=lt2026-03-09T16:59:00Z", [2, 3, 4]],
        [`code=${heartRate}&date=gt2026-03-09T11:59-05:00`, [0]],
        ["code=8867-4&date=2026-03-10", []],
        ["code=http://loinc.org|85354-9", [32, 21, 20]],
        ["code=8480-6", [32, 21, 20]],
        ["code=2708-6", [40]],
        ["code=HKQuantityTypeIdentifierFromTomorrow", [41]],
        ["code=nothing-of-the-kind", []],
        ["code=http://loinc.org|HKQuantityTypeIdentifierFromTomorrow", []],
        // What lasts is found where it overlaps, and by a day only where it lies within.
        ["code=HKCategoryTypeIdentifierSleepAnalysis&date=ge2026-03-09T13:00:00Z", [50]],
        ["code=HKCategoryTypeIdentifierSleepAnalysis&date=gt2026-03-09T13:00:00Z", []],
        ["code=HKCategoryTypeIdentifierSleepAnalysis&date=eq2026-03-09", [50]],
        ["code=HKCategoryTypeIdentifierSleepAnalysis&date=le2026-03-09T05:00:00Z", [50]],
        ["code=HKCategoryTypeIdentifierSleepAnalysis&date=lt2026-03-09T05:00:00Z", []],
      ] as const
    ) assertEquals(ids(await found(clinic, query)), [...expected], query);
    const vital = await found(clinic, "category=vital-signs");
    assertEquals(ids(vital).toSorted((a, b) => a - b), [0, 1, 2, 3, 4, 5, 6, 20, 21, 32, 40]);

    const panel = (await found(clinic, "code=85354-9&date=2026-03-09T12:00:00-05:00")).entry?.[0]?.resource;
    assertEquals(panel?.effectiveDateTime, "2026-03-09T12:00:00-05:00");
    assertEquals(panel?.subject.reference, "Patient/patient1");
    assertEquals(panel?.device?.display, "Cuff");
    assertEquals(panel?.component?.map(({ valueQuantity }) => valueQuantity?.value), [118, 76]);
  },
);

scenario("an Observation search pages by its links, each reading once", async (clinic) => {
  await seed(clinic);
  const whole = ids(await found(clinic, ""));
  assertEquals(whole.length, 7 + 3 + 1 + 1 + 1);
  const paged: number[] = [];
  let query = "_count=2";
  for (let pages = 0; pages < 20; pages++) {
    const bundle = await found(clinic, query);
    paged.push(...ids(bundle));
    const next = nextOf(bundle);
    if (next === undefined) break;
    assert(next.startsWith("https://clinic.test/api/fhir/Observation?"), next);
    query = new URL(next).search.replace(/^\?patient=[^&]*&/, "");
  }
  assertEquals(paged, whole);
});

scenario("an Observation search refuses what it would have to ignore", async (clinic) => {
  for (
    const [query, field] of [
      ["value-quantity=gt100", ""],
      ["code:text=heart", ""],
      ["date=yesterday", "date"],
      ["date=2026-02-30", "date"],
      ["date=ne2026-03-01", "date"],
      ["_count=0", "_count"],
      ["_count=100000", "_count"],
      ["_cursor=1_2_3", "_cursor"],
      ["_cursor=' OR 1=1 --", "_cursor"],
      ["patient=Patient/patient2", "patient"],
    ] as const
  ) {
    const response = await clinic.get(address(query), clinic.people.practitioner);
    const { errors } = await response.json();
    assertEquals(response.status, 422, query);
    if (field !== "") assertEquals(errors[0].field, field, query);
  }
  const nobody = await clinic.get("/api/fhir/Observation?code=8867-4", clinic.people.practitioner);
  assertEquals([nobody.status, (await nobody.json()).errors[0].field], [422, "patient"]);
});

scenario("another patient's readings are out of reach, however the patient is written", async (clinic) => {
  await seed(clinic);
  for (const patient of ["patient1", "Patient/patient1", "Patient%2Fpatient1"]) {
    const response = await clinic.get(`/api/fhir/Observation?patient=${patient}`, clinic.people.otherPatient);
    assertEquals(response.status, 404, patient);
    await response.body?.cancel();
  }
  const both = await clinic.get(
    "/api/fhir/Observation?patient=patient2&patient=patient1",
    clinic.people.otherPatient,
  );
  assertEquals(both.status, 422);
  await both.body?.cancel();
  const own = await clinic.get("/api/fhir/Observation?patient=patient2", clinic.people.otherPatient);
  assertEquals(ids(await own.json()), [90]);
});

scenario("a bundle holds every reading once, is valid, and its download is audited", async (clinic) => {
  await seed(clinic);
  const { db, people } = clinic;
  const many = Array.from(
    { length: 2_500 },
    (_, i) => [1_000 + i, noon - 86_400_000 - i * 1000, 70] as const,
  );
  await seedReadings(db, 1, [instants(heartRate, "count/min", watch, many)], clinic.now());
  const response = await clinic.get("/api/patient/patient1/observation/bundle", people.practitioner);
  assertEquals(response.status, 200);
  assertEquals(response.headers.get("content-type"), "application/fhir+json; charset=utf-8");
  assertEquals(
    response.headers.get("content-disposition"),
    'attachment; filename="vitals-2026-03-10.fhir.json"',
  );
  const bundle = await response.json() as FhirBundle;
  assertEquals(new Set(ids(bundle)).size, 2_513);
  assertEquals(bundle.entry?.length, 2_513);
  assertEquals(fhirProblems({ ...bundle, entry: bundle.entry!.filter((_, i) => i % 50 === 0) }), []);
  const [audit] = await db.read([{
    sql: "SELECT actor, patient FROM audit_event WHERE detail = 'observation.bundle' AND outcome = 'success'",
    args: [],
  }]);
  assertEquals(audit!.rows, [{ actor: "signin1", patient: 1 }]);

  const some = "?type=HKQuantityTypeIdentifierHeartRate&from=2026-03-09T16:55:00Z&to=2026-03-09T17:00:00Z";
  const part = await clinic.get(`/api/patient/patient1/observation/bundle${some}`, people.patient);
  assertEquals(ids(await part.json()), [5, 4, 3, 2, 1]);
  const empty = await clinic.get(
    "/api/patient/patient1/observation/bundle?type=HKQuantityTypeIdentifierHeight",
    people.patient,
  );
  const none = await empty.json() as FhirBundle;
  assertEquals([none.entry, fhirProblems(none)], [undefined, []]);
});

Deno.test("boundsOfDate() takes a date at its own precision, leap days and offsets included", () => {
  assertEquals(boundsOfDate("2024-02"), {
    startMin: Date.UTC(2024, 1),
    endMax: Date.UTC(2024, 2) - 1,
  });
  assertEquals(boundsOfDate("gt2023"), { endMin: Date.UTC(2024, 0) });
  assertEquals(boundsOfDate("lt2024-02-29T23:30:00-06:00"), { startMax: Date.UTC(2024, 2, 1, 5, 30) - 1 });
  assertEquals(boundsOfDate("le2024-02-29T23:30:00.5Z"), { startMax: Date.UTC(2024, 1, 29, 23, 30, 0, 599) });
  for (const wrong of ["", "2023-02-29", "2024-13", "sa2024", "2024-1-1", "2024-01-01T25:00Z", "24"]) {
    assertEquals(boundsOfDate(wrong), undefined, wrong);
  }
});

Deno.test("typesOfCode() takes a token with and without its system, several at once, and no stranger's", () => {
  assertEquals(typesOfCode("http://loinc.org|8867-4,29463-7"), [
    heartRate,
    "HKQuantityTypeIdentifierBodyMass",
  ]);
  assertEquals(typesOfCode("8462-4"), [diastolic, systolic]);
  assertEquals(typesOfCode("http://snomed.info/sct|8867-4"), []);
  assertEquals(typesOfCode("|8867-4"), []);
  assertEquals(typesOfCode(""), []);
});
