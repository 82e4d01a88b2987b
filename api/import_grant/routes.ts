/** Import grants: the narrow right under which an Apple Health export is sent. */
import { ImportGrant, NewImportGrant, PairingCode } from "../../schema/import_grant.ts";
import { PatientParam } from "../../schema/patient.ts";
import { resource, route } from "../access.ts";
import { problem, problemResponses } from "../errors.ts";
import { exchangeCode, makeGrant } from "./make_grant.ts";

const content = { "application/json": { schema: ImportGrant } };

export const importGrantRoutes = resource()
  .openapi(
    route({
      method: "post",
      path: "/patient/{patient}/import-grant",
      operationId: "import_grant.create",
      tags: ["Health data"],
      summary: "Trade this session for a 12-hour right to send health data of one patient",
      access: [{ roles: ["patient"], scope: "self" }, { roles: ["practitioner"], scope: "careTeam" }],
      request: {
        params: PatientParam,
        body: { content: { "application/json": { schema: NewImportGrant } }, required: true },
      },
      responses: { 201: { description: "The grant", content }, ...problemResponses("invalid", "forbidden") },
    }),
    async (c) => {
      const actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, { ok: false, tag: "forbidden" });
      const outcome = await makeGrant(c.env.scope, actor, c.var.patient, c.req.valid("json").reason);
      return outcome.ok ? c.json(outcome.value, 201) : problem(c, outcome);
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/import-grant/exchange",
      operationId: "import_grant.exchange",
      tags: ["Health data"],
      summary: "Trade a pairing code, once, for the token of its grant",
      access: [{ roles: ["public"], scope: "self" }],
      request: { body: { content: { "application/json": { schema: PairingCode } }, required: true } },
      responses: {
        201: { description: "The grant", content },
        ...problemResponses("link_used", "too_many_attempts"),
      },
    }),
    async (c) => {
      const outcome = await exchangeCode(c.env.scope, c.req.valid("json").code);
      return outcome.ok ? c.json(outcome.value, 201) : problem(c, outcome);
    },
  );
