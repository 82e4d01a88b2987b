/** Invitations: of patients from their chart, of colleagues by an administrator; and what the invited do with them. */
import { z } from "@hono/zod-openapi";
import {
  Acceptance,
  Invitation,
  InvitationList,
  InvitationParam,
  NewPatientInvitation,
  NewStaffInvitation,
  PatientSignIn,
  ShownInvitation,
} from "../../schema/invitation.ts";
import { LinkLook } from "../../schema/password.ts";
import { PatientParam } from "../../schema/patient.ts";
import { json, resource, route } from "../access.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { acceptInvitation, lookAtInvitation } from "./accept.ts";
import { invitePatient, inviteStaff, inviteStaffAgain } from "./invite.ts";
import { patientSignIn, readInvitation, staffInvitations } from "./queries.ts";
import { withdrawInvitation } from "./withdraw.ts";

const anyone = [{ roles: ["public"], scope: "self" }] as const;
const administrators = [{ roles: ["administrator"], scope: "clinic" }] as const;
const caring = [
  { roles: ["practitioner"], scope: "careTeam" },
  { roles: ["administrator"], scope: "clinic" },
] as const;
const tags = ["Invitations"];

export const invitationRoutes = resource()
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/sign-in",
      operationId: "patient.sign_in",
      tags,
      summary: "How a patient signs in, or how their invitation stands",
      access: caring,
      request: { params: PatientParam },
      responses: { 200: { description: "Sign-in and newest invitation", content: json(PatientSignIn) } },
    }),
    async (c) => c.json(await patientSignIn(c.env.scope.db, c.var.patient.key, c.env.scope.now), 200),
  )
  .openapi(
    route({
      method: "post",
      path: "/patient/{patient}/invitation",
      operationId: "invitation.send",
      tags,
      summary: "Invite a patient, or invite them again; an older link ends",
      access: caring,
      request: { params: PatientParam, body: { content: json(NewPatientInvitation), required: true } },
      responses: {
        201: { description: "Invited", content: json(Invitation) },
        ...problemResponses("email_taken", "already_signed_up", "invalid", "forbidden"),
      },
    }),
    async (c) => {
      const { scope } = c.env, actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const outcome = await invitePatient(scope, actor, c.var.patient, c.req.valid("json").email);
      if (!outcome.ok) return problem(c, outcome);
      return c.json(await readInvitation(scope.db, outcome.value, scope.now), 201);
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/patient/{patient}/invitation/withdraw",
      operationId: "invitation.withdraw",
      tags,
      summary: "Withdraw a patient's invitation",
      access: caring,
      request: { params: PatientParam },
      responses: { 204: { description: "Withdrawn" }, ...problemResponses("not_found", "forbidden") },
    }),
    async (c) => {
      const actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const done = await withdrawInvitation(c.env.scope, actor, { patient: c.var.patient.key });
      return done ? c.body(null, 204) : problem(c, refuse("not_found"));
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/invitation",
      operationId: "staff_invitation.list",
      tags,
      summary: "Invitations of colleagues, newest first",
      access: administrators,
      responses: { 200: { description: "Invitations", content: json(InvitationList) } },
    }),
    async (c) => c.json({ invitations: await staffInvitations(c.env.scope.db, c.env.scope.now) }, 200),
  )
  .openapi(
    route({
      method: "post",
      path: "/invitation",
      operationId: "staff_invitation.send",
      tags,
      summary: "Invite a colleague; an older link ends",
      access: administrators,
      request: { body: { content: json(NewStaffInvitation), required: true } },
      responses: {
        201: { description: "Invited", content: json(Invitation) },
        ...problemResponses("email_taken", "invalid", "forbidden"),
      },
    }),
    async (c) => {
      const { scope } = c.env, actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const outcome = await inviteStaff(scope, actor, c.req.valid("json"));
      if (!outcome.ok) return problem(c, outcome);
      return c.json(await readInvitation(scope.db, outcome.value, scope.now), 201);
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/invitation/{invitation}/send-again",
      operationId: "staff_invitation.send_again",
      tags,
      summary: "Invite a colleague again, with a new link",
      access: administrators,
      request: { params: InvitationParam },
      responses: {
        201: { description: "Invited", content: json(Invitation) },
        ...problemResponses("not_found", "email_taken", "forbidden"),
      },
    }),
    async (c) => {
      const { scope } = c.env, actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const outcome = await inviteStaffAgain(scope, actor, c.req.valid("param").invitation);
      if (!outcome.ok) return problem(c, outcome);
      return c.json(await readInvitation(scope.db, outcome.value, scope.now), 201);
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/invitation/{invitation}/withdraw",
      operationId: "staff_invitation.withdraw",
      tags,
      summary: "Withdraw a colleague's invitation",
      access: administrators,
      request: { params: InvitationParam },
      responses: { 204: { description: "Withdrawn" }, ...problemResponses("not_found", "forbidden") },
    }),
    async (c) => {
      const actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const done = await withdrawInvitation(c.env.scope, actor, { staff: c.req.valid("param").invitation });
      return done ? c.body(null, 204) : problem(c, refuse("not_found"));
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/invitation/look",
      operationId: "invitation.look",
      tags,
      summary: "Who invites whom, by an invitation's link; uses nothing",
      access: anyone,
      request: { body: { content: json(LinkLook), required: true } },
      responses: {
        200: { description: "The invitation", content: json(ShownInvitation) },
        ...problemResponses("link_used"),
      },
    }),
    async (c) => {
      const outcome = await lookAtInvitation(c.env.scope, c.req.valid("json").token);
      return outcome.ok ? c.json(outcome.value, 200) : problem(c, outcome);
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/invitation/accept",
      operationId: "invitation.accept",
      tags,
      summary: "Accept an invitation, once: choose a password, agree to the terms, be signed in",
      access: anyone,
      request: { body: { content: json(Acceptance), required: true } },
      responses: {
        201: {
          description: "Accepted, and signed in",
          content: json(z.object({ home: z.enum(["/patients", "/health"]) })),
        },
        ...problemResponses("link_used", "email_taken", "invalid", "busy"),
      },
    }),
    async (c) => {
      const outcome = await acceptInvitation(c.env.scope, c.req.valid("json"));
      if (!outcome.ok) return problem(c, outcome);
      for (const cookie of outcome.value.cookies) c.header("set-cookie", cookie, { append: true });
      return c.json({ home: outcome.value.isPatient ? "/health" as const : "/patients" as const }, 201);
    },
  );
