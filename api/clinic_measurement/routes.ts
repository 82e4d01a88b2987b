/** What the clinic measures itself: enter, read, correct, delete. */
import { z } from "@hono/zod-openapi";
import {
  ClinicMeasurement,
  ClinicMeasurementParam,
  NewClinicMeasurement,
} from "../../schema/clinic_measurement.ts";
import { PatientParam } from "../../schema/patient.ts";
import { resource, route } from "../access.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { idempotent } from "../idempotency.ts";
import { readEntry } from "./read.ts";
import { deleteMeasurement, recordMeasurement } from "./record.ts";

const writers = [{ roles: ["practitioner"], scope: "careTeam" }] as const;
const readers = [{ roles: ["patient"], scope: "self" }, ...writers] as const;
const content = { "application/json": { schema: ClinicMeasurement } };

export const clinicMeasurementRoutes = resource()
  .openapi(
    route({
      method: "post",
      path: "/patient/{patient}/observation",
      operationId: "observation.create",
      tags: ["Health data"],
      summary: "Enter a value measured in the clinic, or correct one",
      access: writers,
      request: {
        params: PatientParam,
        headers: z.object({ "idempotency-key": z.string().optional() }),
        body: { content: { "application/json": { schema: NewClinicMeasurement } }, required: true },
      },
      responses: {
        201: { description: "As it stands on the chart", content },
        ...problemResponses(
          "missing_idempotency_key",
          "idempotency_key_reused",
          "invalid",
          "not_found",
          "forbidden",
        ),
      },
    }),
    async (c) => {
      const { actor, patient } = c.var;
      if (actor.kind !== "session" || actor.practitioner === undefined) {
        return problem(c, refuse("forbidden"));
      }
      const request = await idempotent(c, actor);
      if (!request.ok) return problem(c, request);
      const outcome = await recordMeasurement(
        c.env.scope,
        actor,
        actor.practitioner,
        patient,
        c.req.valid("json"),
        request.value,
      );
      return outcome.ok ? c.json(outcome.value, 201) : problem(c, outcome);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/observation/{observation}",
      operationId: "observation.read",
      tags: ["Health data"],
      summary: "One value measured in the clinic",
      access: readers,
      request: { params: ClinicMeasurementParam },
      responses: { 200: { description: "The measurement", content }, ...problemResponses("not_found") },
    }),
    async (c) => {
      const entry = await readEntry(c.env.scope.db, c.var.patient.key, c.req.valid("param").observation);
      return entry === undefined ? problem(c, refuse("not_found")) : c.json(entry.measurement, 200);
    },
  )
  .openapi(
    route({
      method: "delete",
      path: "/patient/{patient}/observation/{observation}",
      operationId: "observation.delete",
      tags: ["Health data"],
      summary: "Delete a value measured in the clinic",
      access: writers,
      request: { params: ClinicMeasurementParam },
      responses: { 204: { description: "It is gone" }, ...problemResponses("not_found", "forbidden") },
    }),
    async (c) => {
      const { actor, patient } = c.var;
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const outcome = await deleteMeasurement(
        c.env.scope,
        actor,
        patient,
        c.req.valid("param").observation,
      );
      return outcome.ok ? c.body(null, 204) : problem(c, outcome);
    },
  );
