/** Who looked at a record, and what was done to it: for the patient and for the clinic. */
import { z } from "@hono/zod-openapi";
import { AuditEventPage } from "../../schema/audit_event.ts";
import { PatientParam } from "../../schema/patient.ts";
import { resource, route } from "../access.ts";
import { listAuditEvents } from "./list_audit_events.ts";

export const auditEventRoutes = resource().openapi(
  route({
    method: "get",
    path: "/patient/{patient}/audit-event",
    operationId: "audit_event.list",
    tags: ["Audit"],
    summary: "Accesses to one patient's record, newest first",
    access: [
      { roles: ["patient"], scope: "self" },
      { roles: ["practitioner"], scope: "careTeam" },
      { roles: ["administrator"], scope: "clinic" },
    ],
    request: {
      params: PatientParam,
      query: z.object({ before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional() }),
    },
    responses: {
      200: { description: "A page of 50", content: { "application/json": { schema: AuditEventPage } } },
    },
  }),
  async (c) =>
    c.json(await listAuditEvents(c.env.scope, c.var.patient.key, c.req.valid("query").before), 200),
);
