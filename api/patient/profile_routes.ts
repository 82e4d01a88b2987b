/** A patient's own profile: theirs to read and change; their clinicians and the administrators may read it. */
import { PatientParam } from "../../schema/patient.ts";
import { PatientProfile, PatientProfileUpdate } from "../../schema/patient_profile.ts";
import { json, resource, route } from "../access.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { readPatientProfile, updatePatientProfile } from "./profile.ts";

export const patientProfileRoutes = resource()
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/profile",
      operationId: "patient.profile.read",
      tags: ["Patients"],
      summary: "How a patient is called and reached",
      access: [
        { roles: ["patient"], scope: "self" },
        { roles: ["practitioner"], scope: "careTeam" },
        { roles: ["administrator"], scope: "clinic" },
      ],
      request: { params: PatientParam },
      responses: {
        200: { description: "The profile", content: json(PatientProfile) },
        ...problemResponses("not_found"),
      },
    }),
    async (c) => {
      const profile = await readPatientProfile(c.env.scope.db, c.var.patient.key);
      return profile ? c.json(profile, 200) : problem(c, refuse("not_found"));
    },
  )
  .openapi(
    route({
      method: "put",
      path: "/patient/{patient}/profile",
      operationId: "patient.profile.update",
      tags: ["Patients"],
      summary: "Change one's own profile; the version read guards against another's change",
      access: [{ roles: ["patient"], scope: "self" }],
      request: { params: PatientParam, body: { content: json(PatientProfileUpdate), required: true } },
      responses: {
        200: { description: "The profile as it is now", content: json(PatientProfile) },
        ...problemResponses("not_found", "changed_meanwhile"),
      },
    }),
    async (c) => {
      const outcome = await updatePatientProfile(
        c.env.scope,
        c.var.actor,
        c.var.patient.key,
        c.req.valid("json"),
      );
      return outcome.ok ? c.json(outcome.value, 200) : problem(c, outcome);
    },
  );
