/** Choosing a new password: asked for, sent or printed by the clinic, or changed while signed in. */
import { z } from "@hono/zod-openapi";
import {
  LinkLook,
  NewReset,
  PasswordChange,
  ResetLink,
  ResetRequest,
  ResetUse,
  SentReset,
} from "../../schema/password.ts";
import { PatientParam } from "../../schema/patient.ts";
import { json, resource, route } from "../access.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { changePassword } from "./change_password.ts";
import { requestReset } from "./request_reset.ts";
import { sendReset } from "./send_reset.ts";
import { lookAtReset, useReset } from "./use_reset.ts";

const anyone = [{ roles: ["public"], scope: "self" }] as const;
const tags = ["Passwords"];

export const passwordRoutes = resource()
  .openapi(
    route({
      method: "post",
      path: "/password-reset",
      operationId: "password_reset.request",
      tags,
      summary: "Ask for a link to choose a new password; the answer is the same for every address",
      access: anyone,
      request: { body: { content: json(ResetRequest), required: true } },
      responses: {
        202: { description: "If somebody signs in with that address, a mail is on its way" },
        ...problemResponses("too_many_attempts", "invalid"),
      },
    }),
    async (c) => {
      const outcome = await requestReset(c.env.scope, c.req.valid("json").email);
      return outcome.ok ? c.body(null, 202) : problem(c, outcome);
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/password-reset/look",
      operationId: "password_reset.look",
      tags,
      summary: "Whether a link would still open; uses nothing",
      access: anyone,
      request: { body: { content: json(LinkLook), required: true } },
      responses: {
        200: { description: "It would", content: json(ResetLink) },
        ...problemResponses("link_used"),
      },
    }),
    async (c) => {
      const outcome = await lookAtReset(c.env.scope, c.req.valid("json").token);
      return outcome.ok ? c.json(outcome.value, 200) : problem(c, outcome);
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/password-reset/use",
      operationId: "password_reset.use",
      tags,
      summary: "Choose a new password by a link, once; ends every session and signs in",
      access: anyone,
      request: { body: { content: json(ResetUse), required: true } },
      responses: {
        200: {
          description: "Done, and signed in",
          content: json(z.object({ home: z.enum(["/patients", "/health"]) })),
        },
        ...problemResponses("link_used", "invalid", "busy"),
      },
    }),
    async (c) => {
      const outcome = await useReset(c.env.scope, c.req.valid("json"));
      if (!outcome.ok) return problem(c, outcome);
      for (const cookie of outcome.value.cookies) c.header("set-cookie", cookie, { append: true });
      return c.json({ home: outcome.value.isPatient ? "/health" as const : "/patients" as const }, 200);
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/patient/{patient}/password-reset",
      operationId: "password_reset.send",
      tags,
      summary: "Send a patient a link for a new password, or make one to print",
      access: [
        { roles: ["practitioner"], scope: "careTeam" },
        { roles: ["administrator"], scope: "clinic" },
      ],
      request: { params: PatientParam, body: { content: json(NewReset), required: true } },
      responses: {
        201: { description: "Sent, or ready to print", content: json(SentReset) },
        ...problemResponses("no_sign_in", "forbidden"),
      },
    }),
    async (c) => {
      const actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const outcome = await sendReset(c.env.scope, actor, c.var.patient, c.req.valid("json").way);
      return outcome.ok ? c.json(outcome.value, 201) : problem(c, outcome);
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/password",
      operationId: "password.change",
      tags,
      summary: "Change one's own password; ends every other session",
      access: [{ roles: ["patient", "practitioner", "administrator"], scope: "self" }],
      request: { body: { content: json(PasswordChange), required: true } },
      responses: {
        204: { description: "Changed" },
        ...problemResponses("invalid", "too_many_attempts", "busy", "forbidden"),
      },
    }),
    async (c) => {
      const actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const outcome = await changePassword(c.env.scope, actor, c.req.valid("json"));
      return outcome.ok ? c.body(null, 204) : problem(c, outcome);
    },
  );
