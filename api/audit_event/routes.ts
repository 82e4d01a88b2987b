/** Who looked at a record, and what was done to it: for the patient and for the clinic. */
import { z } from "@hono/zod-openapi";
import { AuditEventPage } from "../../schema/audit_event.ts";
import { PatientParam } from "../../schema/patient.ts";
import { resource, route } from "../access.ts";
import { all, q } from "../database.ts";

const pageSize = 50;

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
  async (c) => {
    const { before } = c.req.valid("query");
    let events = q.selectFrom("auditEvent").leftJoin("signIn", "signIn.id", "auditEvent.signIn")
      .select([
        "auditEvent.id",
        "auditEvent.recordedAt",
        "auditEvent.action",
        "auditEvent.outcome",
        "auditEvent.actor",
        "auditEvent.detail",
        "auditEvent.network",
        "signIn.displayName",
      ])
      .where("auditEvent.patient", "=", c.var.patient.key)
      .orderBy("auditEvent.id", "desc").limit(pageSize + 1);
    if (before !== undefined) events = events.where("auditEvent.id", "<", before);
    const rows = await all(c.env.scope.db, events);
    const page = rows.slice(0, pageSize);
    return c.json({
      events: page.map((row) => ({
        id: row.id,
        recordedAt: new Date(row.recordedAt).toISOString(),
        action: row.action,
        outcome: row.outcome,
        agent: row.displayName ?? row.actor,
        detail: row.detail,
        network: row.network,
      })),
      next: rows.length > pageSize ? page.at(-1)?.id ?? null : null,
    }, 200);
  },
);
