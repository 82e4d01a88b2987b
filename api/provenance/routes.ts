/** How numbers came about: sources and their order, what was merged from what, and what devices say themselves. */
import { z } from "@hono/zod-openapi";
import { TypeCode } from "../../schema/observation.ts";
import { PatientParam } from "../../schema/patient.ts";
import {
  ChosenOrder,
  Derived,
  LocalDay,
  Provenance,
  Reconciliation,
  SourceOrder,
} from "../../schema/provenance.ts";
import { json, resource, route } from "../access.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { idempotent } from "../idempotency.ts";
import { derivedFigures } from "../observation/derived_figures.ts";
import { provenance } from "../observation/provenance.ts";
import { differences, reconcilePatient } from "../observation/reconcile.ts";
import { auditEvent } from "../scope.ts";
import { mustWrite } from "../database.ts";
import { chooseSourceOrder, sourceOrderOf } from "../observation/source_priority.ts";

const readers = [{ roles: ["patient"], scope: "self" }, {
  roles: ["practitioner"],
  scope: "careTeam",
}] as const;

/** What a request compares: a year; the job keeps the last weeks fresh. */
const askedDays = 366;
const pageSize = 50;

export const provenanceRoutes = resource()
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/observation/reconciliation",
      operationId: "reconciliation.read",
      tags: ["Health data"],
      summary: "The days on which merged readings differ from the device's own totals, newest first",
      access: readers,
      request: {
        params: PatientParam,
        query: z.object({
          limit: z.coerce.number().int().min(1).max(200).default(pageSize),
          cursor: z.string().regex(/^-?\d{1,7}\.\d{1,9}$/, "a cursor from an earlier page").optional(),
        }),
      },
      responses: { 200: { description: "A page", content: json(Reconciliation) } },
    }),
    async (c) => {
      const { limit, cursor } = c.req.valid("query");
      return c.json(await differences(c.env.scope.db, c.var.patient.key, limit, cursor), 200);
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/patient/{patient}/observation/reconciliation",
      operationId: "reconciliation.run",
      tags: ["Health data"],
      summary: "Compare the last year with the device's own totals now; repeating is harmless",
      access: [{ roles: ["practitioner"], scope: "careTeam" }],
      request: { params: PatientParam },
      responses: { 200: { description: "The first page of what differs", content: json(Reconciliation) } },
    }),
    async (c) => {
      const { scope } = c.env;
      const startedAt = performance.now();
      await reconcilePatient(
        scope.db,
        c.var.patient.key,
        scope.now,
        askedDays,
        () => performance.now() - startedAt < 20_000,
      );
      await mustWrite(scope.db, [
        auditEvent(scope, c.var.actor, { action: "reconciliation.run", patient: c.var.patient.key }),
      ]);
      return c.json(await differences(scope.db, c.var.patient.key, pageSize), 200);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/observation/derived",
      operationId: "observation.derived",
      tags: ["Health data"],
      summary: "Derived values of a type: usual and spread, guideline averages, time in range, wearing",
      access: readers,
      request: { params: PatientParam, query: z.object({ type: TypeCode }) },
      responses: { 200: { description: "Each with what it rests on", content: json(Derived) } },
    }),
    async (c) => {
      const { db, now } = c.env.scope;
      return c.json(await derivedFigures(db, c.var.patient.key, c.req.valid("query").type, now), 200);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/observation/provenance",
      operationId: "observation.provenance",
      tags: ["Health data"],
      summary: "How the number of a type and a local day came about",
      access: readers,
      request: { params: PatientParam, query: z.object({ type: TypeCode, on: LocalDay }) },
      responses: {
        200: {
          description: "Sources, what was kept of each, and the device's total",
          content: json(Provenance),
        },
      },
    }),
    async (c) => {
      const { type, on } = c.req.valid("query");
      return c.json(await provenance(c.env.scope.db, c.var.patient.key, type, on), 200);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/observation/sources",
      operationId: "observation.sources",
      tags: ["Health data"],
      summary: "The sources of a type, most believed first",
      access: readers,
      request: { params: PatientParam, query: z.object({ type: TypeCode }) },
      responses: { 200: { description: "In order", content: json(SourceOrder) } },
    }),
    async (c) =>
      c.json(await sourceOrderOf(c.env.scope.db, c.var.patient.key, c.req.valid("query").type), 200),
  )
  .openapi(
    route({
      method: "put",
      path: "/patient/{patient}/observation/sources",
      operationId: "observation.choose_sources",
      tags: ["Health data"],
      summary: "Choose which source of a type is believed first; an empty order goes back to the default",
      access: [{ roles: ["practitioner"], scope: "careTeam" }],
      request: {
        params: PatientParam,
        headers: z.object({ "idempotency-key": z.string().optional() }),
        body: { content: json(ChosenOrder), required: true },
      },
      responses: {
        200: { description: "The order that holds from now on", content: json(SourceOrder) },
        ...problemResponses("missing_idempotency_key", "idempotency_key_reused", "invalid", "forbidden"),
      },
    }),
    async (c) => {
      const actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const request = await idempotent(c, actor);
      if (!request.ok) return problem(c, request);
      const outcome = await chooseSourceOrder(
        c.env.scope,
        actor,
        c.var.patient,
        c.req.valid("json"),
        request.value,
      );
      return outcome.ok ? c.json(outcome.value, 200) : problem(c, outcome);
    },
  );
