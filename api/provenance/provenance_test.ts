/** How a number came about, and which source is believed first: through the API, on both runtimes. */
import { assertEquals, assertNotEquals } from "deno-std/assert/mod.js";
import type { ObservationBatch, SampleGroup } from "../../schema/observation.ts";
import { Provenance, SourceOrder } from "../../schema/provenance.ts";
import { scenario } from "../testing/runtimes.ts";
import { people, type Scenario, testNow } from "../testing/scenario.ts";
import { nextUuid, sleepAnalysis, stepCount } from "../observation/testing/ingest.ts";

const minute = 60_000, hour = 60 * minute;
/** 09:00 in Chicago, the day before the scenario's. */
const nine = Date.UTC(2026, 2, 9, 14);
const on = "2026-03-09";
const watch = { name: "Grace’s Apple Watch", product: "Watch6,1" };
const phone = { name: "iPhone", product: "iPhone14,5" };
const path = `/api/patient/${people.patient.id}/observation`;

function group(source: SampleGroup["source"], start: number, minutes: number, value: number): SampleGroup {
  return {
    type: stepCount,
    unit: "count",
    source,
    start: [start],
    end: [start + minutes * minute],
    offset: -300,
    value: [value],
    uuid: [nextUuid()],
  };
}

async function send({ post }: Scenario, batch: Partial<ObservationBatch>): Promise<void> {
  const granted = await post(`/api/patient/${people.patient.id}/import-grant`, {}, { as: people.patient });
  const { token } = await granted.json();
  const response = await post("/api/observation/batches", {
    batchId: crypto.randomUUID(),
    patient: people.patient.id,
    groups: [],
    ...batch,
  }, { as: token });
  const receipt = await response.json();
  assertEquals([response.status, receipt.refused], [200, 0]);
}

async function explain({ get }: Scenario, type: string, day = on) {
  const response = await get(`${path}/provenance?type=${type}&on=${day}`, people.practitioner);
  assertEquals(response.status, 200);
  return Provenance.parse(await response.json());
}

async function order({ get }: Scenario, type = stepCount) {
  const response = await get(`${path}/sources?type=${type}`, people.practitioner);
  return SourceOrder.parse(await response.json());
}

function choose({ request }: Scenario, body: unknown, key: string, as = people.practitioner) {
  return request(`${path}/sources`, {
    method: "PUT",
    headers: { "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify(body),
    as,
  });
}

async function shownSteps({ get }: Scenario) {
  const query = new URLSearchParams({
    type: stepCount,
    from: new Date(nine - 9 * hour).toISOString(),
    to: new Date(nine + 10 * hour).toISOString(),
    resolution: "day",
  });
  return (await (await get(`${path}/chart?${query}`, people.practitioner)).json()).average;
}

scenario(
  "a sum says who measured, what was kept of each, and what the device's own total is",
  async (clinic) => {
    await send(clinic, { groups: [group(phone, nine + 5 * minute, 15, 300), group(watch, nine, 10, 100)] });
    const merged = await explain(clinic, stepCount);
    assertEquals([merged.shown, merged.basis, merged.device, merged.unit], [300, "merged", null, "{steps}"]);
    assertEquals(
      merged.sources.map(({ name, kind, own, kept, coveredMinutes, count }) => [
        ...[name, kind, own, kept, coveredMinutes, count],
      ]),
      [["Grace’s Apple Watch", "watch", 100, 100, 10, 1], ["iPhone", "phone", 300, 200, 15, 1]],
    );
    assertEquals(await shownSteps(clinic), [300]);

    await send(clinic, {
      totals: [{
        type: stepCount,
        unit: "count",
        period: "hour",
        source: phone,
        computedAt: testNow - minute,
        start: [nine],
        offset: -300,
        value: [342],
      }],
    });
    const device = await explain(clinic, stepCount);
    assertEquals([device.shown, device.basis], [342, "device_hours"]);
    assertEquals(device.device, {
      period: "hour",
      amount: 342,
      hours: 1,
      computedAt: new Date(testNow - minute).toISOString(),
      source: "iPhone",
      fromReadings: 300,
      difference: -42,
    });
    assertEquals(await shownSteps(clinic), [342]);
    const nothing = await explain(clinic, stepCount, "2026-03-01");
    assertEquals([nothing.shown, nothing.basis, nothing.sources], [null, "none", []]);
  },
);

scenario("levels say each source's average, nights which source speaks", async (clinic) => {
  const night = Date.UTC(2026, 2, 9, 4);
  const sleep = (source: SampleGroup["source"], code: number, hours: number): SampleGroup => ({
    type: sleepAnalysis,
    source,
    start: [night],
    end: [night + hours * hour],
    offset: -300,
    value: [code],
    uuid: [nextUuid()],
  });
  const rate = (source: SampleGroup["source"], value: number): SampleGroup => ({
    type: "HKQuantityTypeIdentifierHeartRate",
    unit: "count/min",
    source,
    start: [nine],
    offset: -300,
    value: [value],
    uuid: [nextUuid()],
  });
  await send(clinic, { groups: [rate(watch, 60), rate(phone, 80), sleep(phone, 1, 8), sleep(watch, 3, 7)] });
  const level = await explain(clinic, "HKQuantityTypeIdentifierHeartRate");
  assertEquals([level.shown, level.basis], [70, "average"]);
  assertEquals(level.sources.map(({ own, kept }) => [own, kept]), [[60, null], [80, null]]);
  const slept = await explain(clinic, sleepAnalysis);
  assertEquals([slept.shown, slept.basis], [7, "night"]);
  assertEquals(slept.sources.map(({ own, kept }) => [own, kept]), [[7, 7], [8, 0]]);

  const [first, second] = (await order(clinic, sleepAnalysis)).sources.map(({ id }) => id);
  await choose(clinic, { type: sleepAnalysis, order: [second, first] }, "sleep-by-phone");
  assertEquals((await explain(clinic, sleepAnalysis)).shown, 8);
});

scenario(
  "a clinician chooses which source is believed; it holds at once and can be taken back",
  async (clinic) => {
    await send(clinic, { groups: [group(phone, nine + 5 * minute, 15, 300), group(watch, nine, 10, 100)] });
    assertEquals(await shownSteps(clinic), [300]);
    const before = await order(clinic);
    assertEquals([before.isChosen, before.decides], [false, "moments"]);
    assertEquals(before.sources.map(({ kind, count, firstOn, lastOn }) => [kind, count, firstOn, lastOn]), [
      ["watch", 1, on, on],
      ["phone", 1, on, on],
    ]);

    const turned = before.sources.map(({ id }) => id).toReversed();
    const chosen = await choose(clinic, { type: stepCount, order: turned }, "phone-first");
    assertEquals(chosen.status, 200);
    const after = SourceOrder.parse(await chosen.json());
    assertEquals([after.isChosen, after.sources.map(({ id }) => id)], [true, turned]);
    // Five of the watch's ten minutes are left beside the phone.
    assertEquals(await shownSteps(clinic), [350]);

    const reset = await choose(clinic, { type: stepCount, order: [] }, "back-to-default");
    assertEquals(SourceOrder.parse(await reset.json()).isChosen, false);
    assertEquals(await shownSteps(clinic), [300]);
    // The first request again, late: it is answered and changes nothing.
    const again = await choose(clinic, { type: stepCount, order: turned }, "phone-first");
    assertEquals([again.status, (await again.json()).isChosen], [200, false]);
    assertEquals(await shownSteps(clinic), [300]);

    const [audited] = await clinic.db.read([{
      sql: `SELECT actor, patient, entity, detail FROM audit_event WHERE action = 'source_priority.choose'`,
      args: [],
    }]);
    assertEquals(audited!.rows, [
      { actor: "signin1", patient: 1, entity: stepCount, detail: "2 sources" },
      { actor: "signin1", patient: 1, entity: stepCount, detail: "default" },
    ]);
  },
);

scenario(
  "an order of sources that are not the patient's, or twice the same, is refused and changes nothing",
  async (clinic) => {
    await send(clinic, { groups: [group(watch, nine, 10, 100)] });
    const id = (await order(clinic)).sources[0]!.id;
    const count = async () => {
      const [found] = await clinic.db.read([{ sql: "SELECT count(*) AS n FROM source_priority", args: [] }]);
      return found!.rows[0]!.n;
    };
    const bodies = [
      { type: stepCount, order: [id, id] },
      { type: stepCount, order: [id + 77] },
      { type: "HKQuantityTypeIdentifierHeartRate", order: [] },
      { type: "Nobody_knows", order: [] },
      { type: stepCount, order: ["1"] },
    ];
    for (const [index, body] of bodies.entries()) {
      const response = await choose(clinic, body, `refused-${index}`);
      assertEquals(response.status, 422, JSON.stringify(body));
      assertNotEquals((await response.json()).errors.length, 0);
    }
    const keyless = await clinic.request(`${path}/sources`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ type: stepCount, order: [id] }),
      as: people.practitioner,
    });
    assertEquals(keyless.status, 400);
    assertEquals(await count(), 0);
  },
);
