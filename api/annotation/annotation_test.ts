/** Notes on vitals: who reads what of them, and that nothing that was written is lost. */
import { assertEquals } from "deno-std/assert/mod.js";
import type { Annotation } from "../../schema/annotation.ts";
import { scenario } from "../testing/runtimes.ts";
import { people, type Scenario } from "../testing/scenario.ts";

const type = "HKCorrelationTypeIdentifierBloodPressure";
const base = "/api/patient/patient1/annotation";
const note = { type, on: "2026-03-01", text: "Started lisinopril 10 mg", shared: false };
const as = people.practitioner;

async function add({ post }: Scenario, more: object = {}, key: string = crypto.randomUUID()) {
  const response = await post(base, { ...note, ...more }, { as, headers: { "idempotency-key": key } });
  return { status: response.status, body: await response.json() };
}

async function change({ request }: Scenario, { id }: Annotation, body: object) {
  const response = await request(`${base}/${id}`, {
    method: "PUT",
    as,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

async function list({ get }: Scenario, who = as): Promise<Annotation[]> {
  const response = await get(`${base}?type=${type}`, who);
  assertEquals(response.status, 200);
  return (await response.json()).annotations;
}

scenario("a note added twice with one key is there once, with its author", async (clinic) => {
  const key = crypto.randomUUID();
  const [first, second] = [await add(clinic, {}, key), await add(clinic, {}, key)];
  assertEquals([first.status, second.status], [201, 201]);
  assertEquals(second.body, first.body);
  const both = await Promise.all([1, 2].map(() => add(clinic, { text: "Twice" }, "at-the-same-time")));
  assertEquals(both[0]?.body.id, both[1]?.body.id);
  const notes = await list(clinic);
  assertEquals(notes.map(({ text, who, version }) => [text, who, version]), [
    ["Started lisinopril 10 mg", "Ada Moreno", 1],
    ["Twice", "Ada Moreno", 1],
  ]);
});

scenario("the patient sees a note while it is shared, and nothing of what it was before", async (clinic) => {
  const { body } = await add(clinic);
  assertEquals(await list(clinic, people.patient), []);
  const shared = { on: "2026-03-02", text: "Started lisinopril", shared: true };
  assertEquals((await change(clinic, body, { ...shared, version: 1 })).status, 200);
  const [seen] = await list(clinic, people.patient);
  assertEquals([seen?.text, seen?.on, seen?.history], ["Started lisinopril", "2026-03-02", []]);
  await change(clinic, body, { ...shared, shared: false, version: 2 });
  assertEquals(await list(clinic, people.patient), []);
  const [kept] = await list(clinic);
  assertEquals(kept?.history.map(({ text, shared }) => [text, shared]), [
    ["Started lisinopril 10 mg", false],
    ["Started lisinopril", true],
  ]);
});

scenario(
  "a note changed in the meantime is not overwritten; a removed one is gone and on record",
  async (clinic) => {
    const { body } = await add(clinic, { shared: true });
    const words = { on: note.on, text: "Stopped", shared: true };
    assertEquals((await change(clinic, body, { ...words, version: 1 })).status, 200);
    const late = await change(clinic, body, { ...words, text: "Late", version: 1 });
    assertEquals([late.status, late.body.type], [409, "/api/docs#changed_meanwhile"]);
    const remove = async (version: number) => {
      const answer = await clinic.request(`${base}/${body.id}?version=${version}`, { method: "DELETE", as });
      await answer.body?.cancel();
      return answer.status;
    };
    assertEquals([await remove(1), await remove(2), await remove(3)], [409, 200, 404]);
    assertEquals(await list(clinic, people.patient), []);
    const [gone] = await list(clinic);
    assertEquals([gone?.removed, gone?.history.length], [true, 2]);
    const [audit] = await clinic.db.read([{
      sql:
        "SELECT action FROM audit_event WHERE action LIKE 'annotation.%' AND outcome = 'success' ORDER BY id",
      args: [],
    }]);
    assertEquals(audit!.rows.map(({ action }) => action), [
      "annotation.create",
      "annotation.change",
      "annotation.remove",
    ]);
  },
);

scenario("a note is refused by the field that is wrong, and another patient's by silence", async (clinic) => {
  for (
    const [field, more] of [
      ["on", { on: "2026-03-12" }],
      ["on", { on: "2026-02-30" }],
      ["text", { text: " " }],
      ["text", { text: "x".repeat(201) }],
      ["text", { text: "two\nlines" }],
      ["type", { type: "NoSuchType" }],
    ] as const
  ) {
    const { status, body } = await add(clinic, more);
    assertEquals([status, body.errors[0].field], [422, field]);
  }
  const { body } = await add(clinic);
  const other = await clinic.request(`/api/patient/patient2/annotation/${body.id}?version=1`, {
    method: "DELETE",
    as,
  });
  assertEquals(other.status, 404);
  await other.body?.cancel();
  assertEquals((await list(clinic)).length, 1);
});
