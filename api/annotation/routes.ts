/** Notes on a patient's vitals: clinicians write them, patients read those that are shared with them. */
import { z } from "@hono/zod-openapi";
import {
  Annotation,
  AnnotationList,
  AnnotationParam,
  ChangedAnnotation,
  NewAnnotation,
} from "../../schema/annotation.ts";
import { TypeCode } from "../../schema/observation.ts";
import { PatientParam } from "../../schema/patient.ts";
import { json, resource, route } from "../access.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { idempotent } from "../idempotency.ts";
import { readAnnotations } from "./queries.ts";
import { addAnnotation, changeAnnotation } from "./write.ts";

const clinicians = [{ roles: ["practitioner"], scope: "careTeam" }] as const;
const path = "/patient/{patient}/annotation";

export const annotationRoutes = resource()
  .openapi(
    route({
      method: "get",
      path,
      operationId: "annotation.list",
      tags: ["Notes on vitals"],
      summary: "Notes on a patient's vitals, oldest day first; patients see what is shared with them",
      access: [{ roles: ["patient"], scope: "self" }, ...clinicians],
      request: { params: PatientParam, query: z.object({ type: TypeCode.optional() }) },
      responses: { 200: { description: "Notes", content: json(AnnotationList) } },
    }),
    async (c) => {
      const actor = c.var.actor;
      const annotations = await readAnnotations(c.env.scope.db, c.var.patient.key, {
        type: c.req.valid("query").type,
        forPatient: actor.patient?.key === c.var.patient.key,
      });
      return c.json({ annotations }, 200);
    },
  )
  .openapi(
    route({
      method: "post",
      path,
      operationId: "annotation.create",
      tags: ["Notes on vitals"],
      summary: "Add a note to a vital",
      access: clinicians,
      request: {
        params: PatientParam,
        headers: z.object({ "idempotency-key": z.string().optional() }),
        body: { content: json(NewAnnotation), required: true },
      },
      responses: {
        201: { description: "The note", content: json(Annotation) },
        ...problemResponses("missing_idempotency_key", "idempotency_key_reused", "invalid", "forbidden"),
      },
    }),
    async (c) => {
      const actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const request = await idempotent(c, actor);
      if (!request.ok) return problem(c, request);
      const outcome = await addAnnotation(
        c.env.scope,
        actor,
        c.var.patient,
        c.req.valid("json"),
        request.value,
      );
      return outcome.ok ? c.json(outcome.value, 201) : problem(c, outcome);
    },
  )
  .openapi(
    route({
      method: "put",
      path: `${path}/{annotation}`,
      operationId: "annotation.change",
      tags: ["Notes on vitals"],
      summary: "Change a note; what it said before is kept",
      access: clinicians,
      request: { params: AnnotationParam, body: { content: json(ChangedAnnotation), required: true } },
      responses: {
        200: { description: "The note", content: json(Annotation) },
        ...problemResponses("invalid", "forbidden", "not_found", "changed_meanwhile"),
      },
    }),
    async (c) => {
      const actor = c.var.actor, { version, ...words } = c.req.valid("json");
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const { annotation } = c.req.valid("param");
      const outcome = await changeAnnotation(
        c.env.scope,
        actor,
        c.var.patient,
        annotation,
        version,
        words,
      );
      return outcome.ok ? c.json(outcome.value, 200) : problem(c, outcome);
    },
  )
  .openapi(
    route({
      method: "delete",
      path: `${path}/{annotation}`,
      operationId: "annotation.remove",
      tags: ["Notes on vitals"],
      summary: "Remove a note from the chart; it stays on record",
      access: clinicians,
      request: {
        params: AnnotationParam,
        query: z.object({ version: z.coerce.number().int().min(1).max(1_000_000) }),
      },
      responses: {
        200: { description: "The note as it was", content: json(Annotation) },
        ...problemResponses("invalid", "forbidden", "not_found", "changed_meanwhile"),
      },
    }),
    async (c) => {
      const actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const { annotation } = c.req.valid("param"), { version } = c.req.valid("query");
      const outcome = await changeAnnotation(c.env.scope, actor, c.var.patient, annotation, version, null);
      return outcome.ok ? c.json(outcome.value, 200) : problem(c, outcome);
    },
  );
