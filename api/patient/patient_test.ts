import { assert, assertEquals } from "deno-std/assert/mod.js";
import { scenario } from "../testing/runtimes.ts";
import { corpora } from "../testing/scenario.ts";
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

const folder = corpora();
if (folder === undefined) {
  console.log("patient: no corpora beside the repository, so their test is not registered");
} else {
  scenario(
    "naughty strings as names and search words are kept as they are or refused, never a 5xx",
    async ({ post, get, people }) => {
      const strings: string[] = JSON.parse(await Deno.readTextFile(`${folder}/naughty_strings.json`));
      // Every string on the full run, one in five otherwise.
      for (const [index, text] of strings.entries()) {
        if (!Deno.env.has("SOAK") && index % 5 !== 0) continue;
        const searched = await post("/api/patient/search", { text }, { as: people.practitioner });
        await searched.body?.cancel();
        assert(searched.status < 500, `search ${searched.status}: ${JSON.stringify(text)}`);
        const created = await post("/api/patient", { ...newPatient, name: { given: text, family: "X" } }, {
          as: people.practitioner,
          headers: { "idempotency-key": crypto.randomUUID() },
        });
        const answer = await created.json();
        assert(
          created.status === 201 || (created.status >= 400 && created.status < 500),
          `${created.status}: ${text}`,
        );
        if (created.status !== 201) continue;
        const read = await (await get(`/api/patient/${answer.id}`, people.practitioner)).json();
        assertEquals(read.name.given, text.trim());
      }
    },
  );
}
