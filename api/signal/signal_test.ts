/** Signals from readings to worklist: raised once, cleared, acted on, and only for those in whose care a patient is. */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import type { Signal, SignalPage, SignalRules } from "../../schema/signal.ts";
import { defaultSignalRules } from "../../schema/signal_rules.ts";
import type { Database } from "../database.ts";
import { mustWrite } from "../database.ts";
import { evaluateSignals } from "../job/evaluate_signals.ts";
import { ingestBatch } from "../observation/ingest_batch.ts";
import { batchOf, nextUuid } from "../observation/testing/ingest.ts";
import { scenario } from "../testing/runtimes.ts";
import { people, type Scenario, testNow } from "../testing/scenario.ts";

const dayMs = 86_400_000;
const key = () => ({ "idempotency-key": crypto.randomUUID() });
const clinician = people.practitioner;

/** Two readings each of the last days at nine in the morning, today last; null is a day without. */
async function measure(db: Database, values: readonly (number | null)[], now = testNow, patient = 1) {
  const at = values.flatMap((value, index) => {
    const morning = now - (values.length - 1 - index) * dayMs - 60 * 60_000;
    return value === null ? [] : [[morning, value], [morning + 120_000, value]] as const;
  });
  const column = (type: string, of: (value: number) => number) => ({
    type,
    unit: "mmHg",
    source: { name: "Cuff" },
    start: at.map(([start]) => start),
    offset: -300,
    value: at.map(([, value]) => of(value)),
    uuid: at.map(() => nextUuid()),
  });
  const batch = batchOf([
    column("HKQuantityTypeIdentifierBloodPressureSystolic", (value) => value),
    column("HKQuantityTypeIdentifierBloodPressureDiastolic", () => 70),
  ]);
  const result = await ingestBatch(db, {
    patient,
    actor: "test",
    basis: "patient",
    requestHash: new Uint8Array(32),
    now,
    guards: [],
    audits: [],
  }, { ...batch, batchId: crypto.randomUUID() });
  assert(result.ok && result.receipt.refusals.length === 0, JSON.stringify(result));
}

async function worklist({ get }: Scenario, query = ""): Promise<SignalPage> {
  const response = await get(`/api/signal${query}`, clinician);
  assertEquals(response.status, 200);
  return await response.json();
}

async function act({ post }: Scenario, signal: Signal, body: unknown, headers = key()) {
  return await post(`/api/patient/${signal.patient.id}/signal/${signal.id}/action`, body, {
    as: clinician,
    headers,
  });
}

const events = (signal: Signal | undefined) => signal?.events.map(({ action }) => action);

scenario("readings raise one signal, with its evidence, however often they are looked at", async (clinic) => {
  const { db } = clinic;
  await measure(db, [140, 120, 141, 120, 142]);
  for (let time = 0; time < 3; time++) assert(await evaluateSignals(db, testNow + time));
  await Promise.all([evaluateSignals(db, testNow + 4), evaluateSignals(db, testNow + 5)]);
  const { signals, total, counts } = await worklist(clinic);
  assertEquals([total, counts.open], [1, 1]);
  const [signal] = signals;
  assertEquals(signal?.patient, { id: "patient1", name: "Grace Okafor" });
  assertEquals(signal?.definition, defaultSignalRules.blood_pressure_above);
  assertEquals(signal?.days.map(({ value, meets, readings }) => [value, meets, readings]), [
    [140, true, 2],
    [120, false, 2],
    [141, true, 2],
    [120, false, 2],
    [142, true, 2],
  ]);
  assertEquals([signal?.startedOn, signal?.lastMetOn], ["2026-03-10", "2026-03-10"]);
  assertEquals(events(signal), ["raise"]);
});

scenario(
  "what was acknowledged stays so until it has cleared; then new evidence is a new signal",
  async (clinic) => {
    const { db, advance } = clinic;
    await measure(db, [140, 141, 142]);
    await evaluateSignals(db, testNow);
    const first = (await worklist(clinic)).signals[0]!;
    const done = await act(clinic, first, { action: "acknowledge", note: "Raised the dose." });
    assertEquals((await done.json() as Signal).status, "done");

    const later = testNow + 2 * dayMs;
    await measure(db, [143, 144], later);
    await evaluateSignals(db, later);
    const still = (await worklist(clinic, "?status=done")).signals;
    assertEquals(still.map(({ id, lastMetOn }) => [id, lastMetOn]), [[first.id, "2026-03-12"]]);

    const quiet = later + 5 * dayMs;
    await measure(db, [118, 118, 118, 118, 118], quiet);
    await evaluateSignals(db, quiet);
    const cleared = (await worklist(clinic, "?status=done")).signals[0]!;
    assertEquals(cleared.clearedAt, new Date(quiet).toISOString());
    assertEquals(events(cleared), ["raise", "acknowledge", "clear"]);

    const again = quiet + 3 * dayMs;
    await measure(db, [150, 150, 150], again);
    await evaluateSignals(db, again);
    advance(12 * 60 * 60_000);
    const [signal] = (await clinic.db.read([{ sql: "SELECT count(*) AS n FROM signal", args: [] }]))[0]!.rows;
    assertEquals(signal!.n, 2);
  },
);

scenario(
  "a signal that cleared for want of readings opens again when late ones fill the gap",
  async ({ db }) => {
    await measure(db, [140, 140, 140]);
    await evaluateSignals(db, testNow);
    const later = testNow + 6 * dayMs;
    await evaluateSignals(db, later);
    const rows = async () =>
      (await db.read([{
        sql: "SELECT cleared_at IS NULL AS current, status FROM signal",
        args: [],
      }]))[0]!.rows;
    assertEquals(await rows(), [{ current: 0, status: "open" }]);
    await mustWrite(db, [{ sql: "UPDATE signal SET status = 'done'", args: [] }]);
    await measure(db, [140, 140, 140, 140, 140, 140], later);
    await evaluateSignals(db, later + 1);
    assertEquals(await rows(), [{ current: 1, status: "open" }]);
  },
);

scenario(
  "a snooze ends on its day, a comment changes nothing else, and a repeat does nothing twice",
  async (clinic) => {
    const { db, advance } = clinic;
    await measure(db, [140, 141, 142]);
    await evaluateSignals(db, testNow);
    const signal = (await worklist(clinic)).signals[0]!;
    const headers = key();
    for (let time = 0; time < 2; time++) {
      const answer = await act(clinic, signal, { action: "snooze", until: "2026-03-11" }, headers);
      assertEquals(answer.status, 200);
      assertEquals(events(await answer.json()), ["raise", "snooze"]);
    }
    const other = await act(clinic, signal, { action: "acknowledge" }, headers);
    assertEquals(other.status, 422);
    await other.body?.cancel();
    for (const until of ["2026-03-10", "2026-01-01", "2027-04-01"]) {
      const refused = await act(clinic, signal, { action: "snooze", until });
      assertEquals(refused.status, 422, until);
      assertEquals((await refused.json()).errors[0].field, "until");
    }
    assertEquals((await worklist(clinic)).counts, { open: 0, snoozed: 1, done: 0 });
    const commented = await act(clinic, signal, {
      action: "comment",
      note: "Called <b>her</b>.\nAsks again.",
    });
    const after: Signal = await commented.json();
    assertEquals([after.status, after.snoozedUntil], ["snoozed", "2026-03-11"]);
    assertEquals(after.events.at(-1)?.note, "Called <b>her</b>.\nAsks again.");
    assertEquals(after.events.at(-1)?.who, "Ada Moreno");
    // Six in the morning of the day in Chicago; the session has ended meanwhile.
    advance(20 * 60 * 60_000);
    const [open] = await db.read([{ sql: "SELECT status, snoozed_until FROM signal", args: [] }]);
    assertEquals(open!.rows, [{ status: "snoozed", snoozedUntil: "2026-03-11" }]);
    const { signalPage } = await import("./queries.ts");
    const page = await signalPage(db, { practitioner: 1 }, { status: "open", page: 1, now: clinic.now() });
    assertEquals(page.signals.map(({ id, status }) => [id, status]), [[signal.id, "open"]]);
    const [audit] = await db.read([{
      sql: "SELECT action FROM audit_event WHERE action LIKE 'signal.%' AND patient = 1 ORDER BY id",
      args: [],
    }]);
    assertEquals(audit!.rows.map(({ action }) => action), ["signal.snooze", "signal.comment"]);
  },
);

scenario("the most specific word on a rule counts, and the next evaluation follows it", async (clinic) => {
  const { db, post, get } = clinic;
  await measure(db, [135, 135, 135]);
  await measure(db, [135, 135, 135], testNow, 2);
  await mustWrite(db, [{
    sql: "INSERT INTO care_team (patient, practitioner, is_primary, started_at) VALUES (1, 1, 1, 0)",
    args: [],
  }]);
  const rule = defaultSignalRules.blood_pressure_above!;
  const above = (value: number) => ({
    enabled: true,
    definition: { ...rule, condition: { kind: "threshold", is: "above", value, second: 90 } },
  });
  const set = async (path: string, body: unknown) => {
    const response = await post(path, body, { as: clinician, headers: key() });
    assertEquals(response.status, 200);
    return (await response.json() as SignalRules).rules.find((one) => one.key === "blood_pressure_above")!;
  };
  const open = async () => (await worklist(clinic)).signals.map(({ patient }) => patient.id).sort();
  const current = async () => {
    await evaluateSignals(db, testNow);
    const [found] = await db.read([{ sql: "SELECT patient FROM signal WHERE cleared_at IS NULL", args: [] }]);
    return found!.rows.map(({ patient }) => patient).sort();
  };
  assertEquals(await current(), [1, 2]);
  assertEquals(await open(), ["patient1", "patient2"]);
  const clinicRule = { key: "blood_pressure_above", level: "clinic" };
  assertEquals((await set("/api/signal-rule", { ...clinicRule, override: above(150) })).level, "clinic");
  assertEquals(await current(), []);
  const own = { key: "blood_pressure_above", level: "practitioner" };
  assertEquals((await set("/api/signal-rule", { ...own, override: above(134) })).level, "practitioner");
  assertEquals(await current(), [1], "the primary's word counts for her own patient");
  const forPatient = "/api/patient/patient1/signal-rule";
  const off = { enabled: false, definition: rule };
  const said = await set(forPatient, { key: "blood_pressure_above", override: off });
  assertEquals([said.level, said.enabled, said.author], ["patient", false, "Ada Moreno"]);
  assertEquals(await current(), []);
  assertEquals(
    (await set(forPatient, { key: "blood_pressure_above", override: null })).level,
    "practitioner",
  );
  assertEquals(await current(), [1]);
  const list: SignalRules = await (await get("/api/signal-rule", people.administrator)).json();
  assertEquals(list.rules.find((one) => one.key === "blood_pressure_above")?.level, "clinic");
  const [history] = await db.read([{ sql: "SELECT count(*) AS n FROM signal_rule", args: [] }]);
  assertEquals(history!.rows[0]!.n, 3, "what was said before stays on record");
});

scenario("a clinic's own rule works like those that ship, and a bad one names its fault", async (clinic) => {
  const { db, post } = clinic;
  await measure(db, [100, 100, 100]);
  const definition = {
    ...defaultSignalRules.blood_pressure_above!,
    title: "Systolic below 105",
    condition: { kind: "threshold", is: "below", value: 105 },
  };
  const send = (body: unknown) =>
    post("/api/signal-rule", body, { as: people.administrator, headers: key() });
  const made = await send({ level: "clinic", override: { enabled: true, definition } });
  assertEquals(made.status, 200);
  assertEquals((await made.json() as SignalRules).rules.at(-1)?.definition.title, "Systolic below 105");
  await evaluateSignals(db, testNow);
  assertEquals((await worklist(clinic)).signals[0]?.definition.title, "Systolic below 105");
  for (
    const [field, body] of [
      ["override.definition.days", { ...definition, days: 6 }],
      ["override.definition.metric", { ...definition, metric: "HKWorkoutTypeIdentifier" }],
      ["override.definition.title", { ...definition, title: "a\nb" }],
    ] as const
  ) {
    const refused = await send({ level: "clinic", override: { enabled: true, definition: body } });
    assertEquals(refused.status, 422, field);
    assertEquals((await refused.json()).errors[0].field, field);
  }
  const unknown = await send({ key: "no_such_rule", level: "clinic", override: null });
  assertEquals((await unknown.json()).errors[0].field, "key");
  const notTheirs = await send({ level: "practitioner", override: { enabled: true, definition } });
  assertEquals((await notTheirs.json()).errors[0].field, "level");
});

scenario("a worklist holds the patients of the caller's care only, a page at a time", async (clinic) => {
  const { db } = clinic;
  await mustWrite(db, [
    {
      sql:
        "INSERT INTO practitioner (id, public_id, given_name, family_name, created_at) VALUES (2, 'p2', 'O', 'S', 0)",
      args: [],
    },
    // Patient 2 has a team, and the caller isn't in it.
    { sql: "INSERT INTO care_team (patient, practitioner, started_at) VALUES (2, 2, 0)", args: [] },
    {
      sql: `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
        INSERT INTO signal (public_id, patient, rule, definition, started_on, last_met_on, evidence, cleared_at,
          raised_at, updated_at, status)
        SELECT 'signal' || i, 1 + i % 2, 'weight_gain', ?, i, i, '{"baseline":null,"days":[]}', 1, i, i, 'open'
        FROM n`,
      args: [JSON.stringify(defaultSignalRules.weight_gain)],
    },
  ]);
  const [one, two] = [await worklist(clinic), await worklist(clinic, "?page=2")];
  assertEquals([one.total, one.signals.length, two.signals.length], [30, 25, 5]);
  assert([...one.signals, ...two.signals].every(({ patient }) => patient.id === "patient1"));
  const other = await clinic.get("/api/patient/patient2/signal", clinician);
  assertEquals(other.status, 404);
});
