/** Reviews: a clinician marks health data as looked at; the patient sees who, what and when. */
import { z } from "@hono/zod-openapi";
import { PatientParam } from "../../schema/patient.ts";
import { NewReview, Review, ReviewPage } from "../../schema/review.ts";
import { json, resource, route } from "../access.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { idempotent } from "../idempotency.ts";
import { markReviewed } from "./mark_reviewed.ts";
import { listReviews } from "./queries.ts";

export const reviewRoutes = resource()
  .openapi(
    route({
      method: "post",
      path: "/patient/{patient}/review",
      operationId: "review.create",
      tags: ["Closing the loop"],
      summary: "Mark a patient's health data, or one type of it, as looked at",
      access: [{ roles: ["practitioner"], scope: "careTeam" }],
      request: {
        params: PatientParam,
        headers: z.object({ "idempotency-key": z.string().optional() }),
        body: { content: json(NewReview), required: true },
      },
      responses: {
        201: { description: "The review", content: json(Review) },
        ...problemResponses("missing_idempotency_key", "idempotency_key_reused", "invalid", "not_found"),
      },
    }),
    async (c) => {
      const actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, refuse("not_found"));
      const request = await idempotent(c, actor);
      if (!request.ok) return problem(c, request);
      const outcome = await markReviewed(
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
      method: "get",
      path: "/patient/{patient}/review",
      operationId: "review.list",
      tags: ["Closing the loop"],
      summary: "Who looked at a patient's health data and when, newest first, and what came in since",
      access: [{ roles: ["patient"], scope: "self" }, { roles: ["practitioner"], scope: "careTeam" }],
      request: {
        params: PatientParam,
        query: z.object({
          before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
        }),
      },
      responses: { 200: { description: "A page of 20", content: json(ReviewPage) } },
    }),
    async (c) =>
      c.json(await listReviews(c.env.scope.db, c.var.patient.key, c.req.valid("query").before), 200),
  );
