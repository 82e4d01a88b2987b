import { assert, assertEquals } from "deno-std/assert/mod.js";
import { mustWrite, q, statement } from "../database.ts";
import { runDueJobs } from "../job/run_due_jobs.ts";
import { scenario } from "../testing/runtimes.ts";
import type { Person, Scenario } from "../testing/scenario.ts";
import { findNews } from "./find_news.ts";

const day = 86_400_000;
const heartRate = "HKQuantityTypeIdentifierHeartRate";

let signIns = 0;
/** The person as signed in a moment ago: sessions end long before data stops. */
const fresh = (person: Person, spelling = ++signIns): Person => ({
  ...person,
  // The same account under another spelling, so that the scenario makes a new session.
  email: [...person.email].map((letter, index) => spelling >> index & 1 ? letter.toUpperCase() : letter).join(
    "",
  ),
});

/** Readings of heart rate `daysAgo`, at the test's present. */
async function send(
  { post, people, now }: Scenario,
  daysAgo: readonly number[],
  { type = heartRate, unit = "count/min", exported = false } = {},
) {
  const { token } =
    await (await post("/api/patient/patient1/import-grant", {}, { as: fresh(people.patient) }))
      .json();
  const answer = await post("/api/observation/batches", {
    batchId: crypto.randomUUID(),
    patient: "patient1",
    groups: [{
      type,
      unit,
      source: { name: "Watch" },
      start: daysAgo.map((ago) => now() - ago * day - 60_000),
      offset: -300,
      value: daysAgo.map(() => 61),
      ...(exported ? { ordinal: daysAgo.map(() => 0) } : { uuid: daysAgo.map(() => crypto.randomUUID()) }),
    }],
  }, { as: token });
  assertEquals((await answer.json()).stored, daysAgo.length);
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const look = ({ db, now }: Scenario) => findNews(db, now(), 0);
const inbox = async ({ get, people }: Scenario, as: Person = people.practitioner) => {
  const answer = await get("/api/inbox", fresh(as));
  assertEquals(answer.status, 200);
  return await answer.json();
};
const kinds = async (clinic: Scenario) => {
  const { patients } = await inbox(clinic);
  return patients.flatMap(({ entries }: { entries: { kind: string; type: string }[] }) =>
    entries.map(({ kind, type }) => `${kind} ${type.replace("HKQuantityTypeIdentifier", "")}`)
  );
};
async function seeAll(clinic: Scenario) {
  const { patients } = await inbox(clinic);
  for (const { id, entries } of patients) {
    const answer = await clinic.post(`/api/patient/${id}/inbox/seen`, {
      entries: entries.map((entry: { id: string }) => entry.id),
    }, { as: fresh(clinic.people.practitioner) });
    assertEquals(answer.status, 200);
    assertEquals((await answer.json()).seen, entries.length);
  }
}

scenario("what a patient newly shares is in the inbox once, until it is seen", async (clinic) => {
  await send(clinic, upTo(3));
  await look(clinic);
  await look(clinic);
  const { patients, total } = await inbox(clinic);
  assertEquals(total, 1);
  assertEquals(patients[0].name, { given: "Grace", family: "Okafor" });
  assertEquals(patients[0].entries.length, 1);
  assertEquals(patients[0].entries[0].kind, "started");
  assertEquals(patients[0].entries[0].at, new Date(clinic.now()).toISOString());
  const count = await clinic.get("/api/inbox/count", clinic.people.practitioner);
  assertEquals(await count.json(), { patients: 1 });
  await seeAll(clinic);
  clinic.advance(day);
  await send(clinic, [0, 400]);
  await look(clinic);
  assertEquals(await kinds(clinic), []);
});

scenario(
  "a daily reading that stops is told once, and told again only after it came back",
  async (clinic) => {
    await send(clinic, upTo(20));
    await look(clinic);
    await seeAll(clinic);
    clinic.advance(4 * day - 1);
    await look(clinic);
    assertEquals(await kinds(clinic), [], "four usual intervals are not over");
    clinic.advance(2);
    await look(clinic);
    await look(clinic);
    const { patients } = await inbox(clinic);
    assertEquals(patients[0].entries.length, 1);
    assertEquals(patients[0].entries[0].kind, "stopped");
    assertEquals(patients[0].entries[0].usualDays, 1);
    await seeAll(clinic);
    clinic.advance(3 * day);
    await look(clinic);
    assertEquals(await kinds(clinic), []);
    await send(clinic, [0]);
    await look(clinic);
    await look(clinic);
    assertEquals(await kinds(clinic), ["resumed HeartRate"]);
  },
);

scenario("a silence that ends before anybody saw it leaves the inbox by itself", async (clinic) => {
  await send(clinic, upTo(20));
  await look(clinic);
  await seeAll(clinic);
  clinic.advance(5 * day);
  await look(clinic);
  assertEquals(await kinds(clinic), ["stopped HeartRate"]);
  await send(clinic, [0]);
  await look(clinic);
  assertEquals(await kinds(clinic), []);
});

scenario("what nobody measures regularly, or an export brought, never counts as stopped", async (clinic) => {
  await send(clinic, [0, 9, 11, 30]);
  await send(clinic, upTo(20), { type: "HKQuantityTypeIdentifierBodyMass", unit: "kg", exported: true });
  await look(clinic);
  await seeAll(clinic);
  for (let weeks = 0; weeks < 6; weeks++) {
    clinic.advance(7 * day);
    await look(clinic);
  }
  assertEquals(await kinds(clinic), []);
});

scenario("a weekly reading is not missed before four weeks", async (clinic) => {
  await send(clinic, upTo(9).map((week) => week * 7).concat([1]));
  await look(clinic);
  await seeAll(clinic);
  clinic.advance(27 * day);
  await look(clinic);
  assertEquals(await kinds(clinic), []);
  clinic.advance(2 * day);
  await look(clinic);
  assertEquals(await kinds(clinic), ["stopped HeartRate"]);
});

scenario("the inbox is the primary clinician's, and seeing it takes only what was shown", async (clinic) => {
  const { db, people } = clinic;
  await mustWrite(db, [
    statement(
      q.insertInto("practitioner").values({
        id: 2,
        publicId: "practitioner2",
        givenName: "Otto",
        familyName: "Sider",
        credentials: null,
        createdAt: 0,
      }),
    ),
    statement(
      q.insertInto("careTeam").values({
        patient: 1,
        practitioner: 2,
        isPrimary: 1,
        startedAt: 0,
        endedAt: null,
      }),
    ),
  ]);
  await send(clinic, upTo(3));
  await look(clinic);
  assertEquals(await inbox(clinic), { patients: [], total: 0 });
  await mustWrite(db, [{ sql: "UPDATE care_team SET practitioner = 1", args: [] }]);
  const { patients } = await inbox(clinic);
  const [entry] = patients[0].entries;
  const answer = await clinic.post("/api/patient/patient2/inbox/seen", { entries: [entry.id] }, {
    as: people.practitioner,
  });
  assertEquals(await answer.json(), { seen: 0 }, "another patient's entry stays");
  assertEquals((await inbox(clinic)).total, 1);
  await seeAll(clinic);
  const [audit] = await db.read([{
    sql: "SELECT patient FROM audit_event WHERE action = 'inbox.seen' ORDER BY id",
    args: [],
  }]);
  assertEquals(audit!.rows, [{ patient: 2 }, { patient: 1 }]);
});

scenario(
  "the job runs by itself, and at the same time on two machines writes each entry once",
  async (clinic) => {
    const { db, now } = clinic;
    await send(clinic, upTo(3));
    const shared = { ...db, close: () => {} };
    const ran = (await Promise.all([1, 2, 3].map(() => runDueJobs(shared, now())))).flat();
    assert(ran.includes("find_news"));
    await Promise.all([1, 2, 3].map(() => look(clinic)));
    const [count] = await db.read([{ sql: "SELECT count(*) AS n FROM inbox_entry", args: [] }]);
    assertEquals(count!.rows[0]!.n, 1);
  },
);
