import { assertEquals } from "deno-std/assert/mod.js";
import { scenario } from "../testing/runtimes.ts";
import { fold, searchName } from "./queries.ts";

const newPatient = {
  name: { given: "José", family: "Núñez" },
  birthDate: "2019-02-28",
  gender: "male",
  generalPractitioner: "practitioner1",
};

Deno.test("searchName() folds accents and case", () => {
  assertEquals(searchName("José", "Núñez"), "nunez jose");
  assertEquals(fold("  ÅSA "), "asa");
});

scenario(
  "a patient added once is found by any part of the name and by birth date",
  async ({ post, people }) => {
    const created = await post("/api/patient", newPatient, {
      as: people.practitioner,
      headers: { "idempotency-key": "key-number-1" },
    });
    assertEquals(created.status, 201);
    const patient = await created.json();
    assertEquals(patient.generalPractitioner, "Ada Moreno, MD");
    for (const text of ["nunez", "JOSÉ", "jos nun", "2019-02-28"]) {
      const found = await (await post("/api/patient/search", { text }, { as: people.administrator })).json();
      assertEquals(found.patients.map(({ id }: { id: string }) => id), [patient.id], text);
    }
    const none = await (await post("/api/patient/search", { text: "%" }, { as: people.administrator }))
      .json();
    assertEquals(none.total, 0, "a wildcard is a character");
  },
);

scenario(
  "a patient sent twice under one key is one patient, also at the same time",
  async ({ post, people, db }) => {
    const send = (key: string, body: unknown = newPatient) =>
      post("/api/patient", body, { as: people.practitioner, headers: key ? { "idempotency-key": key } : {} });
    const answers = await Promise.all(Array.from({ length: 5 }, () => send("one-and-the-same")));
    const ids = await Promise.all(answers.map(async (answer) => {
      assertEquals(answer.status, 201);
      return (await answer.json()).id;
    }));
    assertEquals(new Set(ids).size, 1);
    const [count] = await db.read([{ sql: "SELECT count(*) AS n FROM patient", args: [] }]);
    assertEquals(count?.rows[0]?.n, 3);
    const changed = await send("one-and-the-same", { ...newPatient, birthDate: "2019-03-01" });
    assertEquals(changed.status, 422);
    assertEquals((await changed.json()).type, "/api/docs#idempotency_key_reused");
    assertEquals((await send("")).status, 400);
  },
);

scenario("bad fields are named, and nothing is stored", async ({ post, people, db }) => {
  const cases: [object, string][] = [
    [{ birthDate: "2019-02-29" }, "birthDate"],
    [{ birthDate: "2999-01-01" }, "birthDate"],
    [{ birthDate: "1850-01-01" }, "birthDate"],
    [{ gender: "f" }, "gender"],
    [{ name: { given: " ", family: "X" } }, "name.given"],
    [{ name: { given: "A", family: "B\u202eC" } }, "name.family"],
    [{ email: "not an address" }, "email"],
    [{ phone: "call me" }, "phone"],
    [{ generalPractitioner: "nobody" }, "generalPractitioner"],
    [{ role: "administrator" }, "json"],
  ];
  for (const [change, field] of cases) {
    const answer = await post("/api/patient", { ...newPatient, ...change }, {
      as: people.practitioner,
      headers: { "idempotency-key": crypto.randomUUID() },
    });
    const problem = await answer.json();
    assertEquals(answer.status, 422, field);
    assertEquals(answer.headers.get("content-type"), "application/problem+json");
    assertEquals(problem.errors[0].field, field, JSON.stringify(problem));
  }
  const [count] = await db.read([{ sql: "SELECT count(*) AS n FROM patient", args: [] }]);
  assertEquals(count?.rows[0]?.n, 2);
});

scenario("names are kept as they were written, in any script", async ({ post, get, people }) => {
  for (const given of ["田中", "Ελένη", "محمد", "O'Brien-Ní Dhomhnaill", "<script>alert(1)</script>", "👩‍⚕️"]) {
    const created = await post("/api/patient", { ...newPatient, name: { given, family: "X" } }, {
      as: people.practitioner,
      headers: { "idempotency-key": crypto.randomUUID() },
    });
    assertEquals(created.status, 201, given);
    const { id } = await created.json();
    assertEquals((await (await get(`/api/patient/${id}`, people.practitioner)).json()).name.given, given);
  }
});
