/** Patients: search, add, read. */
import { z } from "@hono/zod-openapi";
import { NewPatient, Patient, PatientPage, PatientParam, PatientSearch } from "../../schema/patient.ts";
import { json, resource, route } from "../access.ts";
import { first } from "../database.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { idempotent } from "../idempotency.ts";
import { createPatient } from "./create.ts";
import { selectPatients, toPatient } from "./queries.ts";
import { searchPatients } from "./search.ts";

const clinicians = [{ roles: ["practitioner", "administrator"], scope: "clinic" }] as const;

export const patientRoutes = resource()
  .openapi(
    route({
      method: "post",
      path: "/patient/search",
      operationId: "patient.search",
      tags: ["Patients"],
      summary: "Find patients by words of the name or by birth date",
      access: clinicians,
      request: { body: { content: json(PatientSearch), required: true } },
      responses: { 200: { description: "A page of 25", content: json(PatientPage) } },
    }),
    async (c) => c.json(await searchPatients(c.env.scope, c.var.actor, c.req.valid("json")), 200),
  )
  .openapi(
    route({
      method: "post",
      path: "/patient",
      operationId: "patient.create",
      tags: ["Patients"],
      summary: "Add a patient",
      access: clinicians,
      request: {
        headers: z.object({ "idempotency-key": z.string().optional() }),
        body: { content: json(NewPatient), required: true },
      },
      responses: {
        201: { description: "The patient", content: json(Patient) },
        ...problemResponses("missing_idempotency_key", "idempotency_key_reused", "invalid", "forbidden"),
      },
    }),
    async (c) => {
      const actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const request = await idempotent(c, actor);
      if (!request.ok) return problem(c, request);
      const outcome = await createPatient(c.env.scope, actor, c.req.valid("json"), request.value);
      return outcome.ok ? c.json(outcome.value, 201) : problem(c, outcome);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}",
      operationId: "patient.read",
      tags: ["Patients"],
      summary: "One patient",
      access: [
        { roles: ["patient"], scope: "self" },
        { roles: ["practitioner"], scope: "careTeam" },
        { roles: ["administrator"], scope: "clinic" },
      ],
      request: { params: PatientParam },
      responses: {
        200: { description: "The patient", content: json(Patient) },
        ...problemResponses("not_found"),
      },
    }),
    async (c) => {
      const row = await first(c.env.scope.db, selectPatients().where("patient.id", "=", c.var.patient.key));
      return row ? c.json(toPatient(row), 200) : problem(c, refuse("not_found"));
    },
  );
