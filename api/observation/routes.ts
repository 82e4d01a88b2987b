/** Health data in and out: the one ingest endpoint, and what the Vitals and Stats page reads. */
import { z } from "@hono/zod-openapi";
import {
  BatchReceipt,
  Chart,
  maxBatchBytes,
  ObservationBatch,
  ReadingPage,
  resolutions,
  TypeCode,
  VitalsSummary,
} from "../../schema/observation.ts";
import { PatientParam } from "../../schema/patient.ts";
import { json, resource, route } from "../access.ts";
import { guard } from "../database.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { bodyHash } from "../json_body.ts";
import { auditEvent } from "../scope.ts";
import { streamText } from "../stream_text.ts";
import { chart } from "./chart.ts";
import { csvPieces } from "./csv_pieces.ts";
import { DownloadQuery, fileDay, fileWord, wantedOf } from "./download.ts";
import { ingestBatch, type IngestContext } from "./ingest_batch.ts";
import { readings } from "./readings.ts";
import { vitalsSummary } from "./vitals_summary.ts";

const readers = [{ roles: ["patient"], scope: "self" }, {
  roles: ["practitioner"],
  scope: "careTeam",
}] as const;
const Instant = z.iso.datetime("an instant such as 2026-03-01T00:00:00Z");

export const observationRoutes = resource()
  .openapi(
    route({
      method: "post",
      path: "/observation/batches",
      operationId: "observation.ingest",
      tags: ["Health data"],
      summary:
        "Send up to 5,000 samples; good ones are stored though others are bad, and repeating is harmless",
      access: [{ roles: ["device"], scope: "self" }],
      maxBodyBytes: maxBatchBytes,
      request: { body: { content: json(ObservationBatch), required: true } },
      responses: {
        200: { description: "What was stored and what was refused; durable", content: json(BatchReceipt) },
        ...problemResponses("batch_id_reused", "grant_ended", "invalid", "not_found"),
      },
    }),
    async (c) => {
      const { scope } = c.env;
      const actor = c.var.actor, batch = c.req.valid("json");
      if (actor.kind !== "device" || batch.patient !== actor.patient.publicId) {
        await scope.db.write([
          auditEvent(scope, actor, { action: "observation.ingest", outcome: "refused", detail: "not_found" }),
        ]);
        return problem(c, refuse("not_found"));
      }
      const context: IngestContext = {
        patient: actor.patient.key,
        actor: `device:${actor.grant}`,
        basis: "grant",
        requestHash: await bodyHash(c),
        now: scope.now,
        guards: [guard(
          `SELECT 1 FROM import_grant JOIN patient ON patient.id = import_grant.patient
            WHERE import_grant.public_id = ? AND patient.id = ? AND patient.active = 1
              AND revoked_at IS NULL AND expires_at > ?`,
          [actor.grant, actor.patient.key, scope.now],
        )],
        audits: [auditEvent(scope, actor, {
          action: "observation.ingest",
          patient: actor.patient.key,
          entity: batch.batchId,
        })],
      };
      const result = await ingestBatch(scope.db, context, batch);
      if (result.ok) {
        // A repetition gets its first receipt; who sends it for the first time learns that it isn't new.
        if (result.replayed) c.header("idempotent-replayed", "true");
        return c.json(result.receipt, 200);
      }
      switch (result.refusal.tag) {
        case "invalid_batch":
          return problem(
            c,
            refuse("invalid", { errors: [{ field: result.refusal.field, reason: result.refusal.reason }] }),
          );
        case "batch_id_reused":
          return problem(c, refuse("batch_id_reused"));
        case "not_permitted":
          return problem(c, refuse("grant_ended"));
      }
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/observation/summary",
      operationId: "observation.summary",
      tags: ["Health data"],
      summary: "The tiles of the Vitals and Stats page",
      access: readers,
      request: { params: PatientParam },
      responses: {
        200: { description: "One tile for each type that has data", content: json(VitalsSummary) },
      },
    }),
    async (c) => c.json(await vitalsSummary(c.env.scope.db, c.var.patient.key, c.env.scope.now), 200),
  )
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/observation/chart",
      operationId: "observation.chart",
      tags: ["Health data"],
      summary: "At most about 1,000 points of one type between two instants",
      access: readers,
      request: {
        params: PatientParam,
        query: z.object({
          type: TypeCode,
          from: Instant,
          to: Instant,
          resolution: z.enum(resolutions).optional(),
        }),
      },
      responses: { 200: { description: "Columns", content: json(Chart) }, ...problemResponses("invalid") },
    }),
    async (c) => {
      const { type, from, to, resolution } = c.req.valid("query");
      const range = { from: Date.parse(from), to: Date.parse(to) };
      if (range.to <= range.from) {
        return problem(c, refuse("invalid", { errors: [{ field: "to", reason: "later than from" }] }));
      }
      return c.json(await chart(c.env.scope.db, c.var.patient.key, type, range, resolution), 200);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/observation/readings",
      operationId: "observation.readings",
      tags: ["Health data"],
      summary: "Raw readings of one type between two instants, newest first",
      access: readers,
      request: {
        params: PatientParam,
        query: z.object({
          type: TypeCode,
          from: Instant,
          to: Instant,
          limit: z.coerce.number().int().min(1).max(500).default(100),
          cursor: z.string().regex(/^\d{1,16}-[0-9a-f]{32}$/, "a cursor from an earlier page").optional(),
        }),
      },
      responses: { 200: { description: "A page", content: json(ReadingPage) } },
    }),
    async (c) => {
      const { type, from, to, limit, cursor } = c.req.valid("query");
      const range = { from: Date.parse(from), to: Date.parse(to) };
      return c.json(await readings(c.env.scope.db, c.var.patient.key, type, range, { limit, cursor }), 200);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/observation/csv",
      operationId: "observation.csv",
      tags: ["Health data"],
      summary: "Download readings as a spreadsheet (CSV), of one type or all",
      description:
        "UTF-8 with a byte order mark, commas and CRLF (RFC 4180). Times are ISO 8601 on the clock where each was " +
        "measured. Text that a spreadsheet would calculate begins with an apostrophe.",
      access: readers,
      request: { params: PatientParam, query: DownloadQuery },
      responses: {
        200: { description: "A table, streamed", content: { "text/csv": { schema: z.string() } } },
        ...problemResponses("invalid"),
      },
    }),
    async (c) => {
      const query = c.req.valid("query");
      const wanted = wantedOf(query);
      if ("ok" in wanted) return problem(c, wanted);
      const { scope } = c.env;
      return await streamText(scope, {
        contentType: "text/csv; charset=utf-8",
        fileName: `${fileWord(query.type)}-${fileDay(scope.now)}.csv`,
      }, csvPieces(scope, c.var.patient, query.type, wanted));
    },
  );
