import { assert, assertEquals } from "deno-std/assert/mod.js";
import { scenario } from "../testing/runtimes.ts";
import type { Scenario } from "../testing/scenario.ts";

const heartRate = "HKQuantityTypeIdentifierHeartRate";
const weight = "HKQuantityTypeIdentifierBodyMass";

/** Readings of one type each, from the patient's phone, now. */
async function send({ post, people, now }: Scenario, type: string, unit: string, values: number[]) {
  const { token } = await (await post("/api/patient/patient1/import-grant", {}, { as: people.patient }))
    .json();
  const answer = await post("/api/observation/batches", {
    batchId: crypto.randomUUID(),
    patient: "patient1",
    groups: [{
      type,
      unit,
      source: { name: "Watch" },
      start: values.map((_, index) => now() - (index + 1) * 60_000),
      offset: -300,
      value: values,
      uuid: values.map(() => crypto.randomUUID()),
    }],
  }, { as: token });
  assertEquals((await answer.json()).stored, values.length);
}

const review = ({ post, people, now }: Scenario, body: object, key: string = crypto.randomUUID()) =>
  post("/api/patient/patient1/review", { seenAt: new Date(now()).toISOString(), ...body }, {
    as: people.practitioner,
    headers: { "idempotency-key": key },
  });

scenario("a patient sees who looked at their vitals, when, and the note", async (clinic) => {
  const note = "Your mornings look steady.\nWe talk about it on Friday.";
  const created = await review(clinic, { note });
  assertEquals(created.status, 201);
  const { reviews, next } = await (await clinic.get("/api/patient/patient1/review", clinic.people.patient))
    .json();
  assertEquals(reviews, [await created.json()]);
  assertEquals(reviews[0].practitioner, "Ada Moreno, MD");
  assertEquals(reviews[0].note, note);
  assertEquals(reviews[0].display, null);
  assertEquals(next, null);
  const [audit] = await clinic.db.read([{
    sql: "SELECT entity FROM audit_event WHERE action = 'review.create' AND patient = 1",
    args: [],
  }]);
  assertEquals(audit!.rows, [{ entity: reviews[0].id }]);
});

scenario("what came in since the page was made stays new, type by type", async (clinic) => {
  const unreviewed = async () =>
    (await (await clinic.get("/api/patient/patient1/review", clinic.people.practitioner)).json()).unreviewed;
  await send(clinic, heartRate, "count/min", [61, 62]);
  await send(clinic, weight, "kg", [80]);
  assertEquals(await unreviewed(), { since: null, readings: null, types: [weight, heartRate] });
  const seenAt = new Date(clinic.now()).toISOString();
  clinic.advance(60_000);
  await send(clinic, heartRate, "count/min", [63, 64, 65]);
  clinic.advance(60_000);
  assertEquals((await review(clinic, { seenAt })).status, 201);
  assertEquals(await unreviewed(), { since: seenAt, readings: 3, types: [heartRate] });
  const one = await (await review(clinic, { type: heartRate })).json();
  assertEquals(one.display, "Heart rate");
  assertEquals(await unreviewed(), { since: seenAt, readings: 3, types: [] });
});

scenario("a review sent twice under one key is one review, also at the same time", async (clinic) => {
  const seenAt = new Date(clinic.now()).toISOString();
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => review(clinic, { seenAt, note: "once" }, "the-same-key")),
  );
  const ids = await Promise.all(answers.map(async (answer) => (await answer.json()).id));
  assertEquals(answers.map(({ status }) => status), [201, 201, 201, 201]);
  assertEquals(new Set(ids).size, 1);
  const changed = await review(clinic, { seenAt, note: "twice" }, "the-same-key");
  assertEquals((await changed.json()).type, "/api/docs#idempotency_key_reused");
  const [count] = await clinic.db.read([{ sql: "SELECT count(*) AS n FROM review", args: [] }]);
  assertEquals(count!.rows[0]!.n, 1);
});

scenario("a review of the future, of an old page or with hidden characters is refused", async (clinic) => {
  const at = (ms: number) => new Date(clinic.now() + ms).toISOString();
  const bodies = [{ seenAt: at(1_000) }, { seenAt: at(-25 * 3_600_000) }, { note: "\u202eabc" }, {
    note: "x".repeat(1_001),
  }];
  for (const body of bodies) {
    const answer = await review(clinic, body);
    assertEquals(answer.status, 422, JSON.stringify(body));
    assertEquals((await answer.json()).errors[0].field, Object.keys(body)[0]);
  }
  const [count] = await clinic.db.read([{ sql: "SELECT count(*) AS n FROM review", args: [] }]);
  assertEquals(count!.rows[0]!.n, 0);
});

scenario("reviews come a page at a time, newest first", async (clinic) => {
  for (let i = 0; i < 23; i++) assertEquals((await review(clinic, { note: `n${i}` })).status, 201);
  const path = "/api/patient/patient1/review";
  const first = await (await clinic.get(path, clinic.people.patient)).json();
  assertEquals(first.reviews.length, 20);
  assertEquals(first.reviews[0].note, "n22");
  assert(first.next !== null);
  const second = await (await clinic.get(`${path}?before=${first.next}`, clinic.people.patient)).json();
  assertEquals(second.reviews.map(({ note }: { note: string }) => note), ["n2", "n1", "n0"]);
  assertEquals(second.next, null);
});
