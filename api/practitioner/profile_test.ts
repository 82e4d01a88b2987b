import { assertEquals, assertStringIncludes } from "deno-std/assert/mod.js";
import { mustWrite } from "../database.ts";
import { jpeg } from "../testing/pictures.ts";
import { practitioner } from "../testing/profile_bodies.ts";
import { scenario } from "../testing/runtimes.ts";
import type { Person, Scenario } from "../testing/scenario.ts";

function put({ request }: Scenario, path: string, body: unknown, as: Person) {
  return request(path, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    as,
  });
}
const own = "/api/practitioner/practitioner1";

scenario("a practitioner changes their own profile, and goes by the new name at once", async (clinic) => {
  const { get, people, db } = clinic;
  const before = await (await get(own, people.practitioner)).json();
  assertEquals([before.version, before.patientScheduling, before.shown], [1, "request", [
    "photo",
    "specialties",
    "languages",
  ]]);
  const change = { ...practitioner, version: 1, name: { given: "Ada", family: "Moreno-Vale" } };
  assertEquals((await put(clinic, own, change, people.practitioner)).status, 200);
  const { version: _, ...kept } = change;
  assertEquals(await (await get(own, people.administrator)).json(), {
    ...kept,
    id: "practitioner1",
    photo: null,
    version: 2,
  });
  const session = await (await get("/api/session", people.practitioner)).json();
  assertEquals(session.displayName, "Ada Moreno-Vale, MD");
  const again = await put(clinic, own, change, people.administrator);
  assertEquals(again.status, 409, "the version that was read is not the one that is");
  const [audit] = await db.read([{
    sql: "SELECT actor, entity FROM audit_event WHERE action = 'practitioner.update'",
    args: [],
  }]);
  assertEquals(audit!.rows, [{ actor: "signin1", entity: "practitioner1" }]);
});

scenario("bad fields of a profile are named, and nothing is stored", async (clinic) => {
  const { people } = clinic;
  const cases: [object, string][] = [
    [{ name: { given: "", family: "X" } }, "name.given"],
    [{ credentials: "M\u0000D" }, "credentials"],
    [{ specialties: ["Family medicine", "Family medicine"] }, "specialties"],
    [{ languages: ["tlh"] }, "languages.0"],
    [{ mobile: "text me" }, "mobile"],
    [{ timeZone: "Chicago" }, "timeZone"],
    [{ shown: ["password"] }, "shown.0"],
    [{ patientScheduling: "maybe" }, "patientScheduling"],
    [{ active: 0 }, "json"],
    [{ photo: "/elsewhere" }, "json"],
  ];
  for (const [change, field] of cases) {
    const body = { ...practitioner, version: 1, ...change };
    const answer = await put(clinic, own, body, people.practitioner);
    // A NUL is refused before any field is looked at.
    assertEquals(answer.status, field === "credentials" ? 400 : 422, field);
    const problem = await answer.json();
    if (answer.status === 422) assertEquals(problem.errors[0].field, field);
  }
  assertEquals((await (await clinic.get(own, people.practitioner)).json()).version, 1);
});

scenario("patients see what their clinician published, the photo too, and no more", async (clinic) => {
  const { get, people, db } = clinic;
  await mustWrite(db, [{
    sql: "INSERT INTO care_team (patient, practitioner, is_primary, started_at) VALUES (1, 1, 1, 0)",
    args: [],
  }]);
  const { path } = await (await put(clinic, `${own}/photo`, { data: jpeg }, people.practitioner)).json();
  const contact = async (as: Person) => (await (await get("/api/contact", as)).json()).clinician;
  await (await put(clinic, own, { ...practitioner, version: 1 }, people.practitioner)).body?.cancel();
  assertEquals(await contact(people.patient), {
    name: "Ada Moreno, MD",
    photo: path,
    specialties: ["Family medicine"],
    languages: ["en", "es"],
    phone: "(312) 555-0120",
    mobile: null,
    email: null,
    patientScheduling: "request",
  });
  assertEquals(await contact(people.otherPatient), null, "who has no primary clinician sees none");
  const photo = await get(path, people.patient);
  assertEquals([photo.status, photo.headers.get("cache-control")], [
    200,
    "private, max-age=31536000, immutable",
  ]);
  await photo.body?.cancel();
  const card = await (await get("/api/contact/card", people.patient)).text();
  assertStringIncludes(card, "tel:3125550120");
  assertEquals(card.includes("ada@clinic.test") || card.includes("5550121"), false);

  const hidden = { ...practitioner, version: 2, shown: [], patientScheduling: "no" };
  await (await put(clinic, own, hidden, people.practitioner)).body?.cancel();
  assertEquals(await contact(people.patient), {
    name: "Ada Moreno, MD",
    photo: null,
    specialties: [],
    languages: [],
    phone: null,
    mobile: null,
    email: null,
    patientScheduling: "no",
  });
  assertEquals((await get(path, people.patient)).status, 404, "nor by the address they knew");
  assertEquals((await get(path, people.administrator)).status, 200);
});

scenario("the contact page's answer knows whether the clinic is open, on its own clock", async (clinic) => {
  const { get, db, people } = clinic;
  assertEquals((await (await get("/api/contact", people.patient)).json()).openNow, null);
  const tue = [{ from: "09:00", to: "17:00" }];
  const weekly = { mon: [], tue, wed: [], thu: [], fri: [], sat: [], sun: [] };
  await mustWrite(db, [{
    sql: "UPDATE organization SET hours = ? WHERE id = 1",
    args: [JSON.stringify({ weekly, holidays: [] })],
  }]);
  // It is Tuesday, 10 in the morning in Chicago.
  assertEquals((await (await get("/api/contact", people.patient)).json()).openNow, {
    open: true,
    changesAt: "2026-03-10T22:00:00.000Z",
    holiday: null,
  });
});
