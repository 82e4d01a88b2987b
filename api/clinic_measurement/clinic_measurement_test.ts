/** Values measured in the clinic: what is taken, how it stands beside the patient's own, and who may undo it. */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import type { ClinicMeasurement } from "../../schema/clinic_measurement.ts";
import { measurables } from "../../schema/clinic_measurement.ts";
import { convertToCanonical, healthType } from "../../schema/health_types.ts";
import { rebuildRollups } from "../observation/rebuild_rollups.ts";
import { instants, seedReadings } from "../observation/testing/seed_readings.ts";
import { scenario } from "../testing/runtimes.ts";
import type { Person, Scenario } from "../testing/scenario.ts";
import { judge } from "./judge.ts";

const path = "/api/patient/patient1/observation";
const pressure = {
  type: "HKCorrelationTypeIdentifierBloodPressure",
  value: 124,
  second: 81,
  unit: "mm[Hg]",
  at: "2026-03-10T09:30:00-05:00",
};
const weight = {
  type: "HKQuantityTypeIdentifierBodyMass",
  value: 180,
  unit: "[lb_av]",
  at: "2026-03-10T09:31:00-05:00",
};

let keys = 0;
async function enter(clinic: Scenario, body: unknown, { as, key }: { as?: Person; key?: string } = {}) {
  const response = await clinic.post(path, body, {
    as: as ?? clinic.people.practitioner,
    headers: { "idempotency-key": key ?? `measurement-${++keys}` },
  });
  return { status: response.status, body: await response.json() };
}
async function rows(clinic: Scenario, sql: string) {
  const [found] = await clinic.db.read([{ sql, args: [] }]);
  return found!.rows;
}
async function readings(clinic: Scenario, type: string) {
  const range = "from=2026-03-01T00:00:00Z&to=2026-03-11T00:00:00Z";
  const response = await clinic.get(`${path}/readings?type=${type}&${range}`, clinic.people.patient);
  return (await response.json()).readings;
}
async function remove(clinic: Scenario, id: string, as: Person = clinic.people.practitioner) {
  const response = await clinic.request(`${path}/${id}`, { method: "DELETE", as });
  await response.body?.cancel();
  return response.status;
}

scenario(
  "a blood pressure stands with its author beside the patient's own, in readings, chart, CSV and FHIR",
  async (clinic) => {
    const cuff = { name: "Home Cuff" }, at = Date.UTC(2026, 2, 9, 13);
    await seedReadings(clinic.db, 1, [
      instants("HKQuantityTypeIdentifierBloodPressureSystolic", "mmHg", cuff, [[1, at, 118]]),
      instants("HKQuantityTypeIdentifierBloodPressureDiastolic", "mmHg", cuff, [[2, at, 76]]),
    ], clinic.now());
    const entered = await enter(clinic, { ...pressure, note: "left arm, seated" });
    assertEquals(entered.status, 201, JSON.stringify(entered.body));
    const measurement = entered.body as ClinicMeasurement;
    assertEquals({ ...measurement, id: "" }, {
      id: "",
      type: pressure.type,
      value: 124,
      second: 81,
      unit: "mm[Hg]",
      at: "2026-03-10T14:30:00.000Z",
      offset: -300,
      author: { id: "practitioner1", name: "Ada Moreno, MD" },
      note: "left arm, seated",
    });

    const listed = await readings(clinic, pressure.type);
    assertEquals(
      listed.map((
        one: Record<string, unknown>,
      ) => [one.value, one.second, one.source, one.measuredBy, one.note]),
      [
        [124, 81, "Clinic — by Ada Moreno, MD", "Ada Moreno, MD", "left arm, seated"],
        [118, 76, "Home Cuff", null, null],
      ],
    );
    const range = "from=2026-03-01T00:00:00Z&to=2026-03-11T00:00:00Z";
    for (const resolution of ["raw", "day"]) {
      const response = await clinic.get(
        `${path}/chart?type=${pressure.type}&${range}&resolution=${resolution}`,
        clinic.people.practitioner,
      );
      assertEquals((await response.json()).clinic, {
        at: [Date.UTC(2026, 2, 10, 14, 30)],
        offset: [-300],
        value: [124],
        second: [81],
        author: ["Ada Moreno, MD"],
      });
    }
    const csv = await clinic.get(`${path}/csv?type=${pressure.type}`, clinic.people.patient);
    assert(
      (await csv.text()).includes(
        '2026-03-10T09:30:00-05:00,124,81,"Clinic — by Ada Moreno, MD",,"Ada Moreno, MD","left arm, seated",',
      ),
    );
    const fhir = await clinic.get(
      "/api/fhir/Observation?patient=patient1&code=85354-9&_count=1",
      clinic.people.practitioner,
    );
    const [{ resource }] = (await fhir.json()).entry;
    assertEquals([resource.performer[0].reference, resource.device], [
      "Practitioner/practitioner1",
      undefined,
    ]);
    const own = await clinic.get(`${path}/${measurement.id}`, clinic.people.patient);
    assertEquals(await own.json(), measurement);
    const summary = await (await clinic.get(`${path}/summary`, clinic.people.patient)).json();
    assertEquals([summary.tiles[0].latest.value, summary.tiles[0].latest.second], [124, 81]);
    assertEquals(
      await rows(
        clinic,
        "SELECT actor, patient, entity FROM audit_event WHERE action = 'observation.create'",
      ),
      [{ actor: "signin1", patient: 1, entity: measurement.id }],
    );
  },
);

scenario(
  "the same request again makes no second reading, and another one under its key is refused",
  async (clinic) => {
    const first = await enter(clinic, weight, { key: "weight-today" });
    const [again, parallel] = await Promise.all([
      enter(clinic, weight, { key: "weight-today" }),
      enter(clinic, weight, { key: "weight-today" }),
    ]);
    assertEquals([first.status, again.status, parallel.status], [201, 201, 201]);
    assertEquals([again.body, parallel.body], [first.body, first.body]);
    assertEquals(first.body.value, 81.6466266);
    const other = await enter(clinic, { ...weight, value: 181 }, { key: "weight-today" });
    assertEquals([other.status, other.body.type], [422, "/api/docs#idempotency_key_reused"]);
    const racing = await Promise.all([1, 2, 3, 4].map(() => enter(clinic, weight, { key: "weight-race" })));
    assertEquals(new Set(racing.map(({ status, body }) => `${status} ${body.id}`)).size, 1);
    assertEquals(await rows(clinic, "SELECT count(*) AS n FROM sample"), [{ n: 2 }]);
    const missing = await clinic.post(path, weight, { as: clinic.people.practitioner });
    assertEquals(missing.status, 400);
    await missing.body?.cancel();
  },
);

scenario("what can't be measured is refused by field, and nothing of it is stored", async (clinic) => {
  for (
    const [change, field] of [
      [{ value: 10_000 }, "value"],
      [{ second: 700 }, "second"],
      [{ value: 80, second: 120 }, "second"],
      [{ second: undefined }, "second"],
      [{ unit: "kg" }, "unit"],
      [{ unit: "constructor" }, "unit"],
      [{ at: "2026-03-10T15:30:00Z" }, "at"],
      [{ at: "1850-03-10T15:30:00Z" }, "at"],
      [{ at: "2026-03-10" }, "at"],
      [{ at: "2026-03-10T09:30:00+23:00" }, "at"],
      [{ type: "HKQuantityTypeIdentifierStepCount" }, "type"],
      [{ note: "x".repeat(501) }, "note"],
      [{ note: "two\nlines" }, "note"],
      [{ practitioner: "practitioner2" }, ""],
      [{ value: "124" }, "value"],
    ] as const
  ) {
    const { status, body } = await enter(clinic, { ...pressure, ...change });
    assertEquals(
      [status, field === "" || body.errors[0].field],
      [422, field === "" || field],
      JSON.stringify(body),
    );
  }
  const { body } = await enter(clinic, { ...weight, value: 5000 });
  assertEquals(body.errors, [{ field: "value", reason: "between 0.2 and 2204.6 lb" }]);
  assertEquals((await enter(clinic, { ...weight, second: 3 })).body.errors[0].field, "second");
  assertEquals(await rows(clinic, "SELECT count(*) AS n FROM sample"), [{ n: 0 }]);
  assertEquals(await rows(clinic, "SELECT count(*) AS n FROM idempotency_key"), [{ n: 0 }]);
});

scenario("a correction takes the old value's place in one write, and both are audited", async (clinic) => {
  const { body: wrong } = await enter(clinic, { ...pressure, value: 214 });
  const { status, body: right } = await enter(clinic, { ...pressure, replaces: wrong.id });
  assertEquals(status, 201, JSON.stringify(right));
  assertEquals(
    (await readings(clinic, pressure.type)).map((one: Record<string, unknown>) => [one.value, one.second]),
    [[124, 81]],
  );
  assertEquals(
    await rows(
      clinic,
      "SELECT action, entity, detail FROM audit_event WHERE action LIKE 'observation.%' ORDER BY id",
    ),
    [
      { action: "observation.create", entity: wrong.id, detail: null },
      { action: "observation.delete", entity: wrong.id, detail: "corrected" },
      { action: "observation.create", entity: right.id, detail: null },
    ],
  );
  // What is gone can't be corrected again, and nothing is left of the attempt.
  const late = await enter(clinic, { ...pressure, value: 130, replaces: wrong.id });
  assertEquals(late.status, 404);
  assertEquals(await rows(clinic, "SELECT count(*) AS n FROM sample"), [{ n: 2 }]);
  assertEquals(await rebuildRollups(clinic.db), []);
  assertEquals(await remove(clinic, right.id, clinic.people.patient), 403);
  assertEquals(await remove(clinic, right.id), 204);
  assertEquals(await remove(clinic, right.id), 404);
  assertEquals(await rows(clinic, "SELECT count(*) AS n FROM sample"), [{ n: 0 }]);
  assertEquals(await rows(clinic, "SELECT count(*) AS n FROM clinic_measurement"), [{ n: 0 }]);
  assertEquals(await rebuildRollups(clinic.db), []);
});

scenario(
  "a device can neither delete what the clinic measured nor add to it, nor can the clinic a device's",
  async (clinic) => {
    const { people, db } = clinic;
    const { body: measured } = await enter(clinic, weight);
    const grant = await clinic.post("/api/patient/patient1/import-grant", {}, { as: people.patient });
    const { token } = await grant.json();
    const batch = {
      batchId: crypto.randomUUID(),
      patient: "patient1",
      groups: [{
        ...instants(weight.type, "kg", { name: "Clinic — by Ada Moreno, MD" }, []),
        start: [Date.parse(measured.at)],
        value: [70],
        uuid: [measured.id],
        detail: { 0: { note: "forged", enteredInClinic: true } },
      }],
      deletions: [{ type: weight.type, uuid: [measured.id] }],
    };
    const sent = await clinic.post("/api/observation/batches", batch, { as: token });
    assertEquals((await sent.json()).deleted, 0);
    const own = { ...batch.groups[0]!, start: [Date.parse(measured.at) + 1], uuid: [crypto.randomUUID()] };
    const again = await clinic.post("/api/observation/batches", {
      ...batch,
      batchId: crypto.randomUUID(),
      groups: [own],
      deletions: [],
    }, { as: token });
    assertEquals((await again.json()).stored, 1);
    const listed = await readings(clinic, weight.type);
    assertEquals(
      listed.map((one: Record<string, unknown>) => [one.value, one.measuredBy, one.note]),
      [[70, null, null], [81.6466266, "Ada Moreno, MD", null]],
    );
    assertEquals(await remove(clinic, own.uuid[0]!), 404);
    assertEquals((await enter(clinic, { ...weight, replaces: own.uuid[0] })).status, 404);
    const [left] = await db.read([{ sql: "SELECT count(*) AS n FROM sample", args: [] }]);
    assertEquals(left!.rows, [{ n: 2 }]);
  },
);

scenario(
  "a measurement is entered for nobody but the patient of the address, by nobody but a clinician",
  async (clinic) => {
    const { body: measured } = await enter(clinic, weight);
    for (const as of [clinic.people.patient, clinic.people.administrator]) {
      assertEquals((await enter(clinic, weight, { as })).status, 403);
    }
    const elsewhere = await clinic.get(
      `/api/patient/patient2/observation/${measured.id}`,
      clinic.people.practitioner,
    );
    assertEquals(elsewhere.status, 404);
    await elsewhere.body?.cancel();
    const response = await clinic.request(`/api/patient/patient2/observation/${measured.id}`, {
      method: "DELETE",
      as: clinic.people.practitioner,
    });
    assertEquals(response.status, 404);
    await response.body?.cancel();
    assertEquals(await rows(clinic, "SELECT patient FROM sample"), [{ patient: 1 }]);
  },
);

Deno.test("every unit of the list converts into its type's, and the registry knows every type", () => {
  for (const { type, parts, units } of measurables) {
    assert(healthType(type) !== undefined, type);
    for (const part of parts) {
      for (const { wire } of units) {
        assert(convertToCanonical(healthType(part)!, wire) !== undefined, `${part} ${wire}`);
      }
    }
  }
});

Deno.test("judge() converts what people read off an instrument, exactly", () => {
  const now = Date.UTC(2026, 2, 10, 15), at = "2026-11-01T01:30:00-05:00";
  const canonical = (name: string, value: number, unit: string) => {
    const type = `HKQuantityTypeIdentifier${name}`;
    const judged = judge({ type, value, unit, at: "2026-03-08T03:00:00-05:00" }, now);
    if (!judged.ok) throw new Error(JSON.stringify(judged));
    const [part] = judged.value.parts;
    return convertToCanonical(healthType(part!.type)!, judged.value.wireUnit)!(part!.value);
  };
  assertEquals(canonical("BodyMass", 180, "[lb_av]"), 81.6466266);
  assertEquals(canonical("Height", 70, "[in_i]"), 177.8);
  assertEquals(canonical("BodyTemperature", 98.6, "[degF]"), 37);
  assertEquals(canonical("OxygenSaturation", 97, "%"), 97);
  assertEquals(canonical("BloodGlucose", 5.5, "mmol/L"), 99.085734);
  const ahead = judge({ type: "HKQuantityTypeIdentifierHeartRate", value: 60, unit: "/min", at }, now);
  assertEquals(ahead, { ok: false, errors: [{ field: "at", reason: "not in the future" }] });
});
