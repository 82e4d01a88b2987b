/** Signals and the rules behind them: the worklist, a patient's own, what is done with one, and who wants what. */
import { z } from "@hono/zod-openapi";
import { PatientParam } from "../../schema/patient.ts";
import {
  SetPatientSignalRule,
  SetSignalRule,
  Signal,
  SignalAction,
  SignalPage,
  SignalParam,
  SignalRules,
  signalStatuses,
} from "../../schema/signal.ts";
import { json, resource, route } from "../access.ts";
import { mustWrite } from "../database.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { idempotent } from "../idempotency.ts";
import { auditEvent } from "../scope.ts";
import { actOnSignal } from "./act.ts";
import { signalPage } from "./queries.ts";
import { readOverrides, rulesInForce } from "./rules.ts";
import { setRule } from "./set_rule.ts";

const clinicians = [{ roles: ["practitioner"], scope: "careTeam" }] as const;
const staff = [{ roles: ["practitioner", "administrator"], scope: "clinic" }] as const;
const headers = z.object({ "idempotency-key": z.string().optional() });
const Page = z.coerce.number().int().min(1).max(100_000).default(1);
const refusals = problemResponses(
  "missing_idempotency_key",
  "idempotency_key_reused",
  "invalid",
  "forbidden",
);

export const signalRoutes = resource()
  .openapi(
    route({
      method: "get",
      path: "/signal",
      operationId: "signal.list",
      tags: ["Signals"],
      summary: "The worklist: signals of every patient in the caller's care, newest first",
      access: clinicians,
      request: { query: z.object({ status: z.enum(signalStatuses).default("open"), page: Page }) },
      responses: {
        200: { description: "A page of 25", content: json(SignalPage) },
        ...problemResponses("forbidden"),
      },
    }),
    async (c) => {
      const { scope } = c.env, actor = c.var.actor;
      if (actor.kind !== "session" || actor.practitioner === undefined) {
        return problem(c, refuse("forbidden"));
      }
      const found = await signalPage(scope.db, { practitioner: actor.practitioner.key }, {
        ...c.req.valid("query"),
        now: scope.now,
      });
      // A list of several patients: an access, entered once.
      if (!scope.done.has("signal.list")) {
        scope.done.add("signal.list");
        await mustWrite(scope.db, [
          auditEvent(scope, actor, { action: "signal.list", detail: `${found.signals.length} shown` }),
        ]);
      }
      return c.json(found, 200);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/signal",
      operationId: "signal.of_patient",
      tags: ["Signals"],
      summary: "A patient's signals, newest first",
      access: clinicians,
      request: {
        params: PatientParam,
        query: z.object({ status: z.enum(signalStatuses).optional(), page: Page }),
      },
      responses: { 200: { description: "A page of 25", content: json(SignalPage) } },
    }),
    async (c) => {
      const { scope } = c.env, { status = null, page } = c.req.valid("query");
      return c.json(
        await signalPage(scope.db, { patient: c.var.patient.key }, { status, page, now: scope.now }),
        200,
      );
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/patient/{patient}/signal/{signal}/action",
      operationId: "signal.act",
      tags: ["Signals"],
      summary: "Acknowledge, snooze, comment or take up again",
      access: clinicians,
      request: { params: SignalParam, headers, body: { content: json(SignalAction), required: true } },
      responses: {
        200: { description: "The signal as it is now", content: json(Signal) },
        ...refusals,
        ...problemResponses("not_found"),
      },
    }),
    async (c) => {
      const actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const request = await idempotent(c, actor);
      if (!request.ok) return problem(c, request);
      const outcome = await actOnSignal(
        c.env.scope,
        actor,
        c.var.patient,
        c.req.valid("param").signal,
        c.req.valid("json"),
        request.value,
      );
      return outcome.ok ? c.json(outcome.value, 200) : problem(c, outcome);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/signal-rule",
      operationId: "signal_rule.list",
      tags: ["Signals"],
      summary: "The rules in force for the clinic, or for the caller's own patients",
      access: staff,
      request: { query: z.object({ level: z.enum(["clinic", "practitioner"]).default("clinic") }) },
      responses: { 200: { description: "Rules", content: json(SignalRules) } },
    }),
    async (c) => {
      const actor = c.var.actor;
      const own = c.req.valid("query").level === "practitioner" && actor.kind === "session"
        ? actor.practitioner
        : undefined;
      const overrides = await readOverrides(
        c.env.scope.db,
        own === undefined ? "clinic" : { practitioner: own.key },
      );
      return c.json({ rules: rulesInForce(overrides) }, 200);
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/signal-rule",
      operationId: "signal_rule.set",
      tags: ["Signals"],
      summary: "Set, add, switch off or withdraw a rule of the clinic or of the caller",
      access: staff,
      request: { headers, body: { content: json(SetSignalRule), required: true } },
      responses: { 200: { description: "The rules in force", content: json(SignalRules) }, ...refusals },
    }),
    async (c) => {
      const actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const request = await idempotent(c, actor);
      if (!request.ok) return problem(c, request);
      const { level, ...input } = c.req.valid("json");
      if (level === "practitioner" && actor.practitioner === undefined) {
        return problem(
          c,
          refuse("invalid", { errors: [{ field: "level", reason: "practitioners have their own rules" }] }),
        );
      }
      const outcome = await setRule(
        c.env.scope,
        actor,
        level === "practitioner" ? { practitioner: actor.practitioner! } : "clinic",
        input,
        request.value,
      );
      return outcome.ok ? c.json({ rules: outcome.value }, 200) : problem(c, outcome);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/signal-rule",
      operationId: "signal_rule.of_patient",
      tags: ["Signals"],
      summary: "The rules in force for a patient, each with the level that says so",
      access: clinicians,
      request: { params: PatientParam },
      responses: { 200: { description: "Rules", content: json(SignalRules) } },
    }),
    async (c) =>
      c.json(
        { rules: rulesInForce(await readOverrides(c.env.scope.db, { patient: c.var.patient.key })) },
        200,
      ),
  )
  .openapi(
    route({
      method: "post",
      path: "/patient/{patient}/signal-rule",
      operationId: "signal_rule.set_for_patient",
      tags: ["Signals"],
      summary: "Set, switch off or withdraw a rule for one patient",
      access: clinicians,
      request: {
        params: PatientParam,
        headers,
        body: { content: json(SetPatientSignalRule), required: true },
      },
      responses: { 200: { description: "The rules in force", content: json(SignalRules) }, ...refusals },
    }),
    async (c) => {
      const actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const request = await idempotent(c, actor);
      if (!request.ok) return problem(c, request);
      const outcome = await setRule(
        c.env.scope,
        actor,
        { patient: c.var.patient },
        c.req.valid("json"),
        request.value,
      );
      return outcome.ok ? c.json({ rules: outcome.value }, 200) : problem(c, outcome);
    },
  );
