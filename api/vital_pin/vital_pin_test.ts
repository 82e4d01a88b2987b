/** Pins are one's own, are there once, and have an end. */
import { assertEquals } from "deno-std/assert/mod.js";
import { mostPins } from "../../schema/vital_pin.ts";
import { mustWrite } from "../database.ts";
import { scenario } from "../testing/runtimes.ts";
import { people, type Scenario } from "../testing/scenario.ts";

const as = people.practitioner;

async function pin({ request }: Scenario, type: string, method = "PUT", patient = "patient1") {
  const response = await request(`/api/patient/${patient}/vital-pin/${type}`, { method, as });
  await response.body?.cancel();
  return response.status;
}

async function pins({ get }: Scenario, patient = "patient1"): Promise<string[]> {
  return (await (await get(`/api/patient/${patient}/vital-pin`, as)).json()).types;
}

scenario(
  "a tile is pinned once, for one patient, by one practitioner, until it is unpinned",
  async (clinic) => {
    assertEquals([await pin(clinic, "B"), await pin(clinic, "B")], [204, 204]);
    clinic.advance(1_000);
    assertEquals(await pin(clinic, "A"), 204);
    await mustWrite(clinic.db, [
      {
        sql: `INSERT INTO practitioner (id, public_id, given_name, family_name, created_at)
        VALUES (2, 'p2', 'O', 'S', 0)`,
        args: [],
      },
      {
        sql: "INSERT INTO vital_pin (practitioner, patient, type, created_at) VALUES (2, 1, 'C', 0)",
        args: [],
      },
    ]);
    assertEquals([await pins(clinic), await pins(clinic, "patient2")], [["B", "A"], []]);
    assertEquals([await pin(clinic, "B", "DELETE"), await pin(clinic, "B", "DELETE")], [204, 204]);
    assertEquals(await pins(clinic), ["A"]);
    const [audit] = await clinic.db.read([{
      sql: "SELECT count(*) AS n FROM audit_event WHERE action LIKE 'vital_pin.%' AND patient = 1",
      args: [],
    }]);
    assertEquals(audit!.rows[0]!.n, 5);
  },
);

scenario("more pins than a screen holds are refused, and so is a type that is none", async (clinic) => {
  for (let index = 0; index < mostPins; index++) assertEquals(await pin(clinic, `T${index}`), 204);
  assertEquals([await pin(clinic, "T0"), await pin(clinic, "OneMore")], [204, 422]);
  assertEquals((await pins(clinic)).length, mostPins);
  assertEquals(await pin(clinic, "no%20type"), 422);
});
