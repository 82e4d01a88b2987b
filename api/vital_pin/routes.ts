/** Pinned tiles: each practitioner's own, for each patient. Pinning twice is pinning once. */
import { PatientParam } from "../../schema/patient.ts";
import { mostPins, VitalPinParam, VitalPins } from "../../schema/vital_pin.ts";
import { type Actor, type Identity, json, resource, route } from "../access.ts";
import { guard, mustWrite } from "../database.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { auditEvent } from "../scope.ts";

const clinicians = [{ roles: ["practitioner"], scope: "careTeam" }] as const;

/** Whose pins: the caller's. Undefined where the caller has none to have. */
function ownerOf(actor: Actor): Identity | undefined {
  return actor.kind === "session" ? actor.practitioner : undefined;
}

export const vitalPinRoutes = resource()
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/vital-pin",
      operationId: "vital_pin.list",
      tags: ["Pinned vitals"],
      summary: "The caller's pinned tiles of a patient, in the order of pinning",
      access: clinicians,
      request: { params: PatientParam },
      responses: {
        200: { description: "Types", content: json(VitalPins) },
        ...problemResponses("forbidden"),
      },
    }),
    async (c) => {
      const owner = ownerOf(c.var.actor);
      if (owner === undefined) return problem(c, refuse("forbidden"));
      const [found] = await c.env.scope.db.read([{
        sql: "SELECT type FROM vital_pin WHERE practitioner = ? AND patient = ? ORDER BY created_at, type",
        args: [owner.key, c.var.patient.key],
      }]);
      return c.json({ types: found!.rows.map(({ type }) => String(type)) }, 200);
    },
  )
  .openapi(
    route({
      method: "put",
      path: "/patient/{patient}/vital-pin/{type}",
      operationId: "vital_pin.set",
      tags: ["Pinned vitals"],
      summary: `Pin a tile; at most ${mostPins} of a patient`,
      access: clinicians,
      request: { params: VitalPinParam },
      responses: { 204: { description: "Pinned" }, ...problemResponses("forbidden", "invalid") },
    }),
    async (c) => {
      const { scope } = c.env, owner = ownerOf(c.var.actor), { type } = c.req.valid("param");
      if (owner === undefined) return problem(c, refuse("forbidden"));
      const patient = c.var.patient.key;
      const written = await scope.db.write([
        guard(
          `SELECT 1 WHERE (
            SELECT count(*) FROM vital_pin WHERE practitioner = ? AND patient = ? AND type <> ?
          ) < ?`,
          [owner.key, patient, type, mostPins],
        ),
        {
          sql: `INSERT INTO vital_pin (practitioner, patient, type, created_at) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING`,
          args: [owner.key, patient, type, scope.now],
        },
        auditEvent(scope, c.var.actor, { action: "vital_pin.set", patient, entity: type }),
      ]);
      if (!written.ok) {
        return problem(
          c,
          refuse("invalid", { errors: [{ field: "type", reason: `at most ${mostPins} pins` }] }),
        );
      }
      return c.body(null, 204);
    },
  )
  .openapi(
    route({
      method: "delete",
      path: "/patient/{patient}/vital-pin/{type}",
      operationId: "vital_pin.remove",
      tags: ["Pinned vitals"],
      summary: "Unpin a tile",
      access: clinicians,
      request: { params: VitalPinParam },
      responses: { 204: { description: "Not pinned" }, ...problemResponses("forbidden") },
    }),
    async (c) => {
      const { scope } = c.env, owner = ownerOf(c.var.actor), { type } = c.req.valid("param");
      if (owner === undefined) return problem(c, refuse("forbidden"));
      const patient = c.var.patient.key;
      await mustWrite(scope.db, [
        {
          sql: "DELETE FROM vital_pin WHERE practitioner = ? AND patient = ? AND type = ?",
          args: [owner.key, patient, type],
        },
        auditEvent(scope, c.var.actor, { action: "vital_pin.remove", patient, entity: type }),
      ]);
      return c.body(null, 204);
    },
  );
