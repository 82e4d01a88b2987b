import { assertEquals } from "deno-std/assert/mod.js";
import type { MeasurementPlan } from "../../schema/measurement_plan.ts";
import { scenario } from "../testing/runtimes.ts";
import { type Person, type Scenario, testNow } from "../testing/scenario.ts";

const bloodPressure = "HKCorrelationTypeIdentifierBloodPressure";
const systolic = "HKQuantityTypeIdentifierBloodPressureSystolic";
const weight = "HKQuantityTypeIdentifierBodyMass";
const hour = 3_600_000, day = 24 * hour;

/** Tuesday 10 March 2026, 10:00 in Chicago: the first morning's slot is open until 11:00. */
const asked = {
  types: [bloodPressure],
  times: ["19:00", "07:00"],
  readings: 2,
  startsOn: "2026-03-10",
  days: 7,
  instruction: "Sit for five minutes first.",
};

let spellings = 0;
/** The same account under another spelling, for a session of the moment. */
const fresh = (person: Person, spelling = ++spellings): Person => ({
  ...person,
  email: [...person.email].map((letter, index) => spelling >> index & 1 ? letter.toUpperCase() : letter).join(
    "",
  ),
});

const ask = (clinic: Scenario, change: object = {}, key: string = crypto.randomUUID()) =>
  clinic.post("/api/patient/patient1/measurement-plan", { ...asked, ...change }, {
    as: fresh(clinic.people.practitioner),
    headers: { "idempotency-key": key },
  });

const enter = (clinic: Scenario, body: object, key: string = crypto.randomUUID()) =>
  clinic.post("/api/patient/patient1/measurement", body, {
    as: fresh(clinic.people.patient),
    headers: { "idempotency-key": key },
  });

const pressure = (at: number, value: number, second: number) => ({
  type: bloodPressure,
  value,
  second,
  unit: "mm[Hg]",
  at: new Date(at).toISOString().replace("Z", "+00:00"),
});

async function plans(clinic: Scenario): Promise<MeasurementPlan[]> {
  const answer = await clinic.get("/api/patient/patient1/measurement-plan", fresh(clinic.people.patient));
  assertEquals(answer.status, 200);
  return (await answer.json()).plans;
}

scenario("a week of blood pressure is asked for, measured by hand, and averaged", async (clinic) => {
  const created = await ask(clinic);
  assertEquals(created.status, 201);
  const plan: MeasurementPlan = await created.json();
  assertEquals(plan.practitioner, "Ada Moreno, MD");
  assertEquals(plan.times, ["07:00", "19:00"]);
  assertEquals([plan.timeZone, plan.endsOn, plan.status], ["America/Chicago", "2026-03-16", "running"]);
  assertEquals(plan.slots.length, 14);
  assertEquals(plan.slots.slice(0, 2).map(({ status }) => status), ["open", "later"]);
  assertEquals(plan.average, { systolic: null, diastolic: null, readings: 0, days: 0, daysNeeded: 3 });

  assertEquals((await enter(clinic, pressure(testNow - 60_000, 160, 100))).status, 201);
  assertEquals((await plans(clinic))[0]!.slots[0]!.readings, 1);
  assertEquals((await plans(clinic))[0]!.slots[0]!.status, "open");
  assertEquals((await enter(clinic, pressure(testNow, 158, 98))).status, 201);
  assertEquals((await plans(clinic))[0]!.slots[0]!.status, "filled");
  for (const later of [1, 2]) {
    clinic.advance(day);
    assertEquals((await enter(clinic, pressure(testNow + later * day, 130 + later, 80))).status, 201);
  }
  const [now] = await plans(clinic);
  assertEquals(now!.slots.map(({ status }) => status).slice(0, 6), [
    "filled",
    "missed",
    "partial",
    "missed",
    "open",
    "later",
  ]);
  assertEquals([now!.filled, now!.due], [1, 4]);
  assertEquals(now!.average, { systolic: 131.5, diastolic: 80, readings: 2, days: 2, daysNeeded: 3 });
});

scenario(
  "a reading typed in stands among the others, with its source and in the unit kept",
  async (clinic) => {
    const entered = await enter(clinic, {
      type: weight,
      value: 180,
      unit: "[lb_av]",
      at: "2026-03-10T09:30:00-05:00",
    });
    assertEquals(entered.status, 201);
    const { readings } = await (await clinic.get(
      `/api/patient/patient1/observation/readings?type=${weight}&from=2026-03-10T00:00:00Z&to=2026-03-11T00:00:00Z`,
      clinic.people.practitioner,
    )).json();
    assertEquals(readings.length, 1);
    assertEquals(Math.round(readings[0].value * 10), 816);
    assertEquals(readings[0].source, "Entered by hand");
    assertEquals(readings[0].offset, -300);
    const { tiles } =
      await (await clinic.get("/api/patient/patient1/observation/summary", clinic.people.patient))
        .json();
    assertEquals(tiles[0].display, "Weight");
    const [rows] = await clinic.db.read([
      { sql: "SELECT basis, actor FROM ingest_batch", args: [] },
    ]);
    assertEquals(rows!.rows, [{ basis: "patient", actor: "signin3" }]);
  },
);

scenario("a synced reading fills a slot like one typed in", async (clinic) => {
  await ask(clinic, { types: [weight], readings: 1 });
  const { token } =
    await (await clinic.post("/api/patient/patient1/import-grant", {}, { as: clinic.people.patient }))
      .json();
  await clinic.post("/api/observation/batches", {
    batchId: crypto.randomUUID(),
    patient: "patient1",
    groups: [{
      type: weight,
      unit: "kg",
      source: { name: "Scale" },
      start: [testNow - 2 * hour],
      offset: -300,
      value: [80],
      uuid: [crypto.randomUUID()],
    }],
  }, { as: token });
  assertEquals((await plans(clinic))[0]!.slots[0]!.status, "filled");
});

scenario("a reading sent twice under one key is one reading, and one minute takes one", async (clinic) => {
  const body = pressure(testNow, 120, 80);
  const answers = await Promise.all(Array.from({ length: 4 }, () => enter(clinic, body, "the-same-key")));
  const ids = await Promise.all(answers.map(async (answer) => (await answer.json()).id));
  assertEquals(answers.map(({ status }) => status), [201, 201, 201, 201]);
  assertEquals(new Set(ids).size, 1);
  const again = await enter(clinic, body);
  assertEquals(again.status, 422);
  assertEquals((await again.json()).errors[0].field, "at");
  const [count] = await clinic.db.read([{
    sql: "SELECT count(*) AS n FROM sample s JOIN observation_type t ON t.id = s.type WHERE t.code = ?",
    args: [systolic],
  }]);
  assertEquals(count!.rows[0]!.n, 1);
});

scenario(
  "what cannot be is refused by field, in the unit that was chosen, and nothing is stored",
  async (clinic) => {
    const at = new Date(testNow).toISOString();
    const cases: [object, string][] = [
      [{ ...pressure(testNow, 120, 80), value: 1200 }, "value"],
      [{ ...pressure(testNow, 120, 800) }, "second"],
      [{ ...pressure(testNow, 80, 120) }, "second"],
      [{ type: bloodPressure, value: 120, unit: "mm[Hg]", at }, "second"],
      [{ type: weight, value: 5_000, unit: "[lb_av]", at }, "value"],
      [{ type: weight, value: 80, unit: "mm[Hg]", at }, "unit"],
      [{ type: "HKQuantityTypeIdentifierBodyTemperature", value: 371, unit: "[degF]", at }, "value"],
      [pressure(testNow + day, 120, 80), "at"],
    ];
    for (const [body, field] of cases) {
      const answer = await enter(clinic, body);
      assertEquals(answer.status, 422, JSON.stringify(body));
      assertEquals((await answer.json()).errors[0].field, field, JSON.stringify(body));
    }
    const [count] = await clinic.db.read([{ sql: "SELECT count(*) AS n FROM sample", args: [] }]);
    assertEquals(count!.rows[0]!.n, 0);
  },
);

scenario("a plan that cannot be is refused by field", async (clinic) => {
  const cases: [object, string][] = [
    [{ startsOn: "2026-03-09" }, "startsOn"],
    [{ startsOn: "2026-09-01" }, "startsOn"],
    [{ startsOn: "2026-02-30" }, "startsOn"],
    [{ times: ["07:00", "07:30"] }, "times"],
    [{ times: ["23:45", "00:15"] }, "times"],
    [{ times: ["25:00"] }, "times.0"],
    [{ types: [weight, weight] }, "types"],
    [{ types: ["HKQuantityTypeIdentifierStepCount"] }, "types.0"],
    [{ timeZone: "Mars/Base" }, "timeZone"],
    [{ days: 32 }, "days"],
    [{ readings: 0 }, "readings"],
    [{ instruction: "\u202e" }, "instruction"],
  ];
  for (const [change, field] of cases) {
    const answer = await ask(clinic, change);
    assertEquals(answer.status, 422, JSON.stringify(change));
    assertEquals((await answer.json()).errors[0].field, field, JSON.stringify(change));
  }
  assertEquals(await plans(clinic), []);
});

scenario(
  "a plan that is stopped keeps what it had, asks for no more, and stays in the list",
  async (clinic) => {
    const { id } = await (await ask(clinic)).json();
    await enter(clinic, pressure(testNow - 60_000, 130, 80));
    clinic.advance(day);
    const stop = () =>
      clinic.post(`/api/patient/patient1/measurement-plan/${id}/stop`, {}, {
        as: fresh(clinic.people.practitioner),
      });
    const stopped: MeasurementPlan = await (await stop()).json();
    assertEquals(stopped.status, "stopped");
    clinic.advance(7 * day);
    const again: MeasurementPlan = await (await stop()).json();
    assertEquals(again.stoppedAt, stopped.stoppedAt);
    assertEquals(again.slots.map(({ status }) => status), ["partial", "missed", "open"]);
    assertEquals((await plans(clinic)).length, 1);
    const other = await clinic.post(`/api/patient/patient2/measurement-plan/${id}/stop`, {}, {
      as: fresh(clinic.people.practitioner),
    });
    assertEquals(other.status, 404);
  },
);

scenario("a plan asked for twice under one key is one plan, also at the same time", async (clinic) => {
  const answers = await Promise.all(Array.from({ length: 4 }, () => ask(clinic, {}, "the-same-key")));
  assertEquals(answers.map(({ status }) => status), [201, 201, 201, 201]);
  for (const answer of answers) await answer.body?.cancel();
  assertEquals((await plans(clinic)).length, 1);
});

scenario("a slip of the thumb is taken back by who made it, and nothing else is", async (clinic) => {
  const { people } = clinic;
  const path = "/api/patient/patient1/measurement";
  const { id } = await (await enter(clinic, pressure(testNow - 60_000, 210, 80))).json();
  await enter(clinic, { type: weight, value: 80, unit: "kg", at: "2026-03-10T09:30:00-05:00" });
  const { token } =
    await (await clinic.post("/api/patient/patient1/import-grant", {}, { as: people.patient }))
      .json();
  const scale = crypto.randomUUID();
  await clinic.post("/api/observation/batches", {
    batchId: crypto.randomUUID(),
    patient: "patient1",
    groups: [{
      type: weight,
      unit: "kg",
      source: { name: "Scale" },
      start: [testNow - 2 * hour],
      offset: -300,
      value: [79],
      uuid: [scale],
    }],
  }, { as: token });
  const list = async () => (await (await clinic.get(path, people.patient)).json()).measurements;
  assertEquals(
    (await list()).map((
      { display, value, second }: { display: string; value: number; second: number | null },
    ) => [display, value, second]),
    [["Blood pressure", 210, 80], ["Weight", 80, null]],
  );
  const remove = (which: string, as = people.patient) =>
    clinic.request(`${path}/${which}`, { method: "DELETE", as });
  assertEquals((await remove(scale)).status, 404, "a device's reading");
  assertEquals((await remove(id, people.otherPatient)).status, 404);
  assertEquals((await remove(id)).status, 204);
  assertEquals((await remove(id)).status, 404);
  assertEquals((await list()).map(({ display }: { display: string }) => display), ["Weight"]);
  const [rows] = await clinic.db.read([
    {
      sql: `SELECT t.code, count(*) AS n FROM sample s JOIN observation_type t ON t.id = s.type
        GROUP BY t.code ORDER BY t.code`,
      args: [],
    },
  ]);
  assertEquals(rows!.rows, [{ code: weight, n: 2 }]);
});
