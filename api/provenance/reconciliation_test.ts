/** Comparing merged readings with the device's totals: by request, by the daily job, and page by page. */
import { assertEquals } from "deno-std/assert/mod.js";
import type { ObservationBatch, SampleGroup } from "../../schema/observation.ts";
import { Reconciliation } from "../../schema/provenance.ts";
import { reconcileTotals } from "../job/reconcile_totals.ts";
import { nextUuid, stepCount } from "../observation/testing/ingest.ts";
import { scenario } from "../testing/runtimes.ts";
import { people, type Scenario, testNow } from "../testing/scenario.ts";

const hour = 3_600_000, day = 24 * hour;
const nine = Date.UTC(2026, 2, 9, 14);
const phone = { name: "iPhone", product: "iPhone14,5" };
const path = `/api/patient/${people.patient.id}/observation/reconciliation`;

function steps(start: number, value: number, name = "iPhone"): SampleGroup {
  return {
    type: stepCount,
    unit: "count",
    source: { ...phone, name },
    start: [start],
    end: [start + hour / 2],
    offset: -300,
    value: [value],
    uuid: [nextUuid()],
  };
}

function totals(
  starts: number[],
  value: number[],
  computedAt = testNow,
): NonNullable<ObservationBatch["totals"]> {
  return [{
    type: stepCount,
    unit: "count",
    period: "hour",
    source: phone,
    computedAt,
    start: starts,
    offset: -300,
    value,
  }];
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

async function read({ get }: Scenario, query = "") {
  const response = await get(path + query, people.practitioner);
  assertEquals(response.status, 200);
  return Reconciliation.parse(await response.json());
}

async function run({ request }: Scenario) {
  const response = await request(path, { method: "POST", as: people.practitioner });
  assertEquals(response.status, 200);
  return Reconciliation.parse(await response.json());
}

scenario(
  "days on which readings and the device's total differ are listed, and go when they agree",
  async (clinic) => {
    assertEquals(await read(clinic), { checkedAt: null, compared: 0, total: 0, differences: [], next: null });
    await send(clinic, {
      groups: [steps(nine, 300), steps(nine - day, 200), steps(nine + 3 * hour, 40)],
      totals: totals([nine, nine - day], [342, 200]),
    });
    const found = await run(clinic);
    assertEquals([found.compared, found.total, found.checkedAt], [
      2,
      1,
      new Date(clinic.now()).toISOString(),
    ]);
    const { type, on, shown, device, fromReadings, difference, hours, source } = found.differences[0]!;
    assertEquals([type, on, shown, device, fromReadings, difference, hours, source], [
      ...[stepCount, "2026-03-09", 382, 342],
      ...[300, -42, 1, "iPhone"],
    ]);
    // The missing readings arrive.
    await send(clinic, { groups: [steps(nine + hour / 2, 42)] });
    assertEquals((await run(clinic)).total, 0);
    const [audited] = await clinic.db.read([{
      sql: "SELECT count(*) AS n FROM audit_event WHERE action = 'reconciliation.run' AND patient = 1",
      args: [],
    }]);
    assertEquals(audited!.rows, [{ n: 2 }]);
  },
);

scenario("the daily job compares whose devices send totals, once a day", async (clinic) => {
  await send(clinic, { groups: [steps(nine, 300)], totals: totals([nine], [342]) });
  assertEquals(await reconcileTotals(clinic.db, testNow), true);
  const first = await read(clinic);
  assertEquals([first.total, first.checkedAt], [1, new Date(testNow).toISOString()]);
  // Nothing is compared again an hour later, and everything the day after.
  await reconcileTotals(clinic.db, testNow + hour);
  assertEquals((await read(clinic)).checkedAt, new Date(testNow).toISOString());
  await reconcileTotals(clinic.db, testNow + day);
  assertEquals((await read(clinic)).checkedAt, new Date(testNow + day).toISOString());
  const [others] = await clinic.db.read([{ sql: "SELECT patient FROM reconciliation_check", args: [] }]);
  assertEquals(others!.rows, [{ patient: 1 }]);
});

scenario("differences page from the newest day on, without loss or repetition", async (clinic) => {
  const starts = Array.from({ length: 7 }, (_, i) => nine - i * day);
  await send(clinic, {
    groups: starts.map((start) => steps(start, 100)),
    totals: totals(starts, starts.map(() => 90)),
  });
  await run(clinic);
  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page: Reconciliation = await read(clinic, `?limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`);
    assertEquals(page.total, 7);
    seen.push(...page.differences.map(({ on }) => on));
    cursor = page.next;
  }
  assertEquals(seen, [9, 8, 7, 6, 5, 4, 3].map((date) => `2026-03-0${date}`));
  assertEquals((await clinic.get(`${path}?cursor=1'--`, people.practitioner)).status, 422);
});
