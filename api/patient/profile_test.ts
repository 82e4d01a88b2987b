import { assertEquals } from "deno-std/assert/mod.js";
import { patientProfile } from "../testing/profile_bodies.ts";
import { scenario } from "../testing/runtimes.ts";
import type { Scenario } from "../testing/scenario.ts";

const own = "/api/patient/patient1/profile";

function put({ request, people }: Scenario, body: unknown, path = own) {
  return request(path, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    as: people.patient,
  });
}

scenario(
  "a patient changes how they are called and reached; name and birth date stay the clinic's",
  async (clinic) => {
    const { get, people, db } = clinic;
    assertEquals((await put(clinic, { ...patientProfile, version: 1 })).status, 200);
    const stored = await (await get(own, people.practitioner)).json();
    assertEquals(stored, {
      ...patientProfile,
      version: 2,
      name: { given: "Grace", family: "Okafor" },
      email: null,
    });
    assertEquals(
      (await (await get("/api/patient/patient1", people.practitioner)).json()).phone,
      "(312) 555-0142",
    );
    const [audit] = await db.read([{
      sql: "SELECT actor, patient, detail FROM audit_event WHERE action = 'patient.profile.update'",
      args: [],
    }]);
    assertEquals(audit!.rows, [{
      actor: "signin3",
      patient: 1,
      detail: "emergencyContact, homeAddress, language, mailingAddress, otherPhone, phone, usualName",
    }]);
    for (const field of ["name", "birthDate", "email", "gender", "active"]) {
      const answer = await put(clinic, { ...patientProfile, version: 2, [field]: "x" });
      assertEquals([answer.status, (await answer.json()).errors[0].field], [422, "json"], field);
    }
    assertEquals((await put(clinic, { ...patientProfile, version: 1 })).status, 409);
    const none = Object.fromEntries(Object.keys(patientProfile).map((name) => [name, null]));
    const emptied = await put(clinic, { ...none, version: 2 });
    assertEquals((await emptied.json()).emergencyContact, null);
  },
);

scenario("another patient's profile is nowhere, by path or in the body", async (clinic) => {
  const other = "/api/patient/patient2/profile";
  assertEquals((await clinic.get(other, clinic.people.patient)).status, 404);
  assertEquals((await put(clinic, { ...patientProfile, version: 1 }, other)).status, 404);
  assertEquals((await put(clinic, { ...patientProfile, version: 1, patient: "patient2" })).status, 422);
  const [rows] = await clinic.db.read([{ sql: "SELECT version FROM patient ORDER BY id", args: [] }]);
  assertEquals(rows!.rows.map(({ version }) => version), [1, 1]);
});
