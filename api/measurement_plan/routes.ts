/** Measurement plans: the clinician asks, the patient measures by device or by hand, both see how it goes. */
import { z } from "@hono/zod-openapi";
import {
  EnteredMeasurementList,
  EnteredMeasurementParam,
  MeasurementPlan,
  MeasurementPlanPage,
  MeasurementPlanParam,
  NewMeasurementPlan,
  OwnMeasurement,
  StoredMeasurement,
} from "../../schema/measurement_plan.ts";
import { PatientParam } from "../../schema/patient.ts";
import { json, resource, route } from "../access.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { idempotent } from "../idempotency.ts";
import { enterMeasurement } from "./enter_measurement.ts";
import { makePlan, stopPlan } from "./make_plan.ts";
import { listPlans } from "./queries.ts";
import { listEntered, takeBack } from "./take_back.ts";

const IdempotencyHeader = z.object({ "idempotency-key": z.string().optional() });
const clinicians = [{ roles: ["practitioner"], scope: "careTeam" }] as const;

export const measurementPlanRoutes = resource()
  .openapi(
    route({
      method: "post",
      path: "/patient/{patient}/measurement-plan",
      operationId: "measurement_plan.create",
      tags: ["Measurement plans"],
      summary: "Ask a patient for measurements: what, at which times, for how many days",
      access: clinicians,
      request: {
        params: PatientParam,
        headers: IdempotencyHeader,
        body: { content: json(NewMeasurementPlan), required: true },
      },
      responses: {
        201: { description: "The plan", content: json(MeasurementPlan) },
        ...problemResponses("missing_idempotency_key", "idempotency_key_reused", "invalid", "not_found"),
      },
    }),
    async (c) => {
      const { actor, patient } = c.var;
      if (actor.kind !== "session") return problem(c, refuse("not_found"));
      const request = await idempotent(c, actor);
      if (!request.ok) return problem(c, request);
      const outcome = await makePlan(c.env.scope, actor, patient, c.req.valid("json"), request.value);
      return outcome.ok ? c.json(outcome.value, 201) : problem(c, outcome);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/measurement-plan",
      operationId: "measurement_plan.list",
      tags: ["Measurement plans"],
      summary: "A patient's plans, newest first, with their slots and how they were filled",
      access: [{ roles: ["patient"], scope: "self" }, ...clinicians],
      request: {
        params: PatientParam,
        query: z.object({
          before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
        }),
      },
      responses: { 200: { description: "A page of 5", content: json(MeasurementPlanPage) } },
    }),
    async (c) => {
      const { db, now } = c.env.scope;
      return c.json(await listPlans(db, c.var.patient.key, c.req.valid("query").before, now), 200);
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/patient/{patient}/measurement-plan/{plan}/stop",
      operationId: "measurement_plan.stop",
      tags: ["Measurement plans"],
      summary: "Stop a plan; what was measured stays, and repeating is harmless",
      access: clinicians,
      request: { params: MeasurementPlanParam },
      responses: {
        200: { description: "The plan", content: json(MeasurementPlan) },
        ...problemResponses("not_found"),
      },
    }),
    async (c) => {
      const { actor, patient } = c.var;
      if (actor.kind !== "session") return problem(c, refuse("not_found"));
      const outcome = await stopPlan(c.env.scope, actor, patient, c.req.valid("param").plan);
      return outcome.ok ? c.json(outcome.value, 200) : problem(c, outcome);
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/patient/{patient}/measurement",
      operationId: "measurement.create",
      tags: ["Measurement plans"],
      summary: "A reading that the patient types in by hand",
      access: [{ roles: ["patient"], scope: "self" }],
      request: {
        params: PatientParam,
        headers: IdempotencyHeader,
        body: { content: json(OwnMeasurement), required: true },
      },
      responses: {
        201: { description: "Stored; durable", content: json(StoredMeasurement) },
        ...problemResponses("missing_idempotency_key", "idempotency_key_reused", "invalid", "not_found"),
      },
    }),
    async (c) => {
      const { actor, patient } = c.var;
      if (actor.kind !== "session") return problem(c, refuse("not_found"));
      const request = await idempotent(c, actor);
      if (!request.ok) return problem(c, request);
      const input = c.req.valid("json");
      const outcome = await enterMeasurement(c.env.scope, actor, patient, input, request.value);
      return outcome.ok ? c.json(outcome.value, 201) : problem(c, outcome);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/measurement",
      operationId: "measurement.list",
      tags: ["Measurement plans"],
      summary: "What the patient typed in by hand, measured in the last 7 days",
      access: [{ roles: ["patient"], scope: "self" }, ...clinicians],
      request: { params: PatientParam },
      responses: { 200: { description: "At most 20, newest first", content: json(EnteredMeasurementList) } },
    }),
    async (c) => {
      const { db, now } = c.env.scope;
      return c.json({ measurements: await listEntered(db, c.var.patient.key, now) }, 200);
    },
  )
  .openapi(
    route({
      method: "delete",
      path: "/patient/{patient}/measurement/{measurement}",
      operationId: "measurement.delete",
      tags: ["Measurement plans"],
      summary: "The patient takes back a reading that they typed in, within 7 days",
      access: [{ roles: ["patient"], scope: "self" }],
      request: { params: EnteredMeasurementParam },
      responses: { 204: { description: "Deleted" }, ...problemResponses("not_found") },
    }),
    async (c) => {
      const { actor, patient } = c.var;
      if (actor.kind !== "session") return problem(c, refuse("not_found"));
      const outcome = await takeBack(c.env.scope, actor, patient, c.req.valid("param").measurement);
      return outcome.ok ? c.body(null, 204) : problem(c, outcome);
    },
  );
