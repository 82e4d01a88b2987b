/** Accesses to one record, newest first, a page at a time. */
import type { z } from "@hono/zod-openapi";
import type { AuditEvent, AuditEventPage } from "../../schema/audit_event.ts";
import { q, type Row, sql, statement } from "../database.ts";
import type { Scope } from "../scope.ts";

const pageSize = 50;

/** Up to 50 events older than `before`. Devices are named by what let them in. */
export async function listAuditEvents(
  scope: Scope,
  patient: number,
  before: number | undefined,
): Promise<z.infer<typeof AuditEventPage>> {
  const events = q.selectFrom("auditEvent")
    .leftJoin("signIn", "signIn.id", "auditEvent.signIn")
    .leftJoin("importGrant", "importGrant.publicId", "auditEvent.entity")
    .select([
      "auditEvent.id",
      "auditEvent.recordedAt",
      "auditEvent.action",
      "auditEvent.outcome",
      "auditEvent.actor",
      "auditEvent.detail",
      "auditEvent.network",
      "signIn.displayName",
      "signIn.practitioner",
      "signIn.patient as ownRecord",
      "importGrant.reason",
    ])
    .where("auditEvent.patient", "=", patient)
    .where("auditEvent.id", "<", before ?? Number.MAX_SAFE_INTEGER)
    .orderBy("auditEvent.id", "desc").limit(pageSize + 1);
  const counting = q.selectFrom("auditEvent").select(sql<number>`count(*)`.as("total")).where(
    "patient",
    "=",
    patient,
  );
  const [found, counted] = await scope.db.read([statement(events), statement(counting)]);
  const rows = found!.rows;
  const page = rows.slice(0, pageSize);
  return {
    events: page.map(toAuditEvent),
    next: rows.length > pageSize ? Number(page.at(-1)?.id) : null,
    total: Number(counted!.rows[0]?.total ?? 0),
  };
}

/** Actors without a sign-in, in words. */
const strangers: Record<string, string> = {
  anonymous: "Nobody signed in",
  system: "The system",
};

function toAuditEvent(row: Row): AuditEvent {
  const device = String(row.actor).startsWith("device:");
  return {
    id: Number(row.id),
    recordedAt: new Date(Number(row.recordedAt)).toISOString(),
    action: String(row.action),
    outcome: row.outcome === "refused" ? "refused" : "success",
    agent: String(
      row.displayName ?? (device ? "Apple Health import" : strangers[String(row.actor)] ?? row.actor),
    ),
    role: device
      ? "device"
      : row.displayName === null
      ? "system"
      : row.ownRecord !== null
      ? "patient"
      : row.practitioner !== null
      ? "practitioner"
      : "administrator",
    reason: row.reason === null ? null : String(row.reason),
    detail: row.detail === null ? null : String(row.detail),
    network: String(row.network),
  };
}
