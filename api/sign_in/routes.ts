/** Signing in and out, the list of sessions, and the first administrator. */
import { z } from "@hono/zod-openapi";
import { Credentials, Session, SessionList, Setup } from "../../schema/sign_in.ts";
import { json, resource, route } from "../access.ts";
import { first, q } from "../database.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { listSessions } from "./list_sessions.ts";
import { setUp } from "./set_up.ts";
import { signIn } from "./sign_in.ts";
import { clearSession, signOut } from "./sign_out.ts";

const anyone = [{ roles: ["public"], scope: "self" }] as const;
const signedIn = [{ roles: ["patient", "practitioner", "administrator"], scope: "self" }] as const;

export const signInRoutes = resource()
  .openapi(
    route({
      method: "post",
      path: "/sign-in",
      operationId: "sign_in",
      tags: ["Signing in"],
      summary: "Sign in by e-mail address and password; sets the session cookie",
      access: anyone,
      request: { body: { content: json(Credentials), required: true } },
      responses: {
        200: {
          description: "Signed in",
          content: json(z.object({ home: z.enum(["/patients", "/health"]) })),
        },
        ...problemResponses("wrong_credentials", "too_many_attempts", "busy"),
      },
    }),
    async (c) => {
      const outcome = await signIn(c.env.scope, c.req.valid("json"));
      if (!outcome.ok) return problem(c, outcome);
      for (const cookie of outcome.value.cookies) c.header("set-cookie", cookie, { append: true });
      return c.json({ home: outcome.value.isPatient ? "/health" as const : "/patients" as const }, 200);
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/sign-out",
      operationId: "sign_out",
      tags: ["Signing in"],
      summary: "End this session",
      access: signedIn,
      activity: false,
      responses: { 204: { description: "Signed out" } },
    }),
    async (c) => {
      const actor = c.var.actor;
      if (actor.kind === "session") await signOut(c.env.scope, actor, { session: actor.session });
      c.header("set-cookie", clearSession(c.env.scope));
      return c.body(null, 204);
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/sign-out/everywhere",
      operationId: "sign_out.everywhere",
      tags: ["Signing in"],
      summary: "End every session of this person, and the import permissions they gave",
      access: signedIn,
      responses: { 204: { description: "Signed out everywhere" } },
    }),
    async (c) => {
      const actor = c.var.actor;
      if (actor.kind === "session") await signOut(c.env.scope, actor, "all");
      c.header("set-cookie", clearSession(c.env.scope));
      return c.body(null, 204);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/session",
      operationId: "session.read",
      tags: ["Signing in"],
      summary: "Who is signed in, and where",
      access: signedIn,
      activity: false,
      responses: { 200: { description: "The session", content: json(Session) } },
    }),
    async (c) => {
      const actor = c.var.actor;
      const clinic = await first(
        c.env.scope.db,
        q.selectFrom("organization").select(["name", "timeZone"]).where("id", "=", 1),
      );
      return c.json({
        displayName: actor.kind === "session" ? actor.displayName : "",
        roles: actor.roles as Session["roles"],
        patient: actor.patient?.publicId ?? null,
        practitioner: actor.kind === "session" ? actor.practitioner?.publicId ?? null : null,
        clinic: clinic?.name ?? "",
        timeZone: clinic?.timeZone ?? "UTC",
      }, 200);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/session/list",
      operationId: "session.list",
      tags: ["Signing in"],
      summary: "This person's live sessions",
      access: signedIn,
      responses: { 200: { description: "Sessions, newest use first", content: json(SessionList) } },
    }),
    async (c) => {
      const actor = c.var.actor;
      return c.json(
        { sessions: actor.kind === "session" ? await listSessions(c.env.scope, actor) : [] },
        200,
      );
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/session/{session}/end",
      operationId: "session.end",
      tags: ["Signing in"],
      summary: "End one of this person's sessions",
      access: signedIn,
      request: { params: z.object({ session: z.string().min(1).max(40) }) },
      responses: { 204: { description: "Ended" }, ...problemResponses("not_found") },
    }),
    async (c) => {
      const actor = c.var.actor;
      const { session } = c.req.valid("param");
      const ended = actor.kind === "session" ? await signOut(c.env.scope, actor, { session }) : 0;
      return ended > 0 ? c.body(null, 204) : problem(c, refuse("not_found"));
    },
  )
  .openapi(
    route({
      method: "post",
      path: "/setup",
      operationId: "setup",
      tags: ["Signing in"],
      summary: "Use the one-use setup link: names the clinic and makes its first administrator",
      access: anyone,
      request: { body: { content: json(Setup), required: true } },
      responses: {
        201: {
          description: "Set up and signed in",
          content: json(z.object({ home: z.literal("/patients") })),
        },
        ...problemResponses("link_used", "invalid", "busy"),
      },
    }),
    async (c) => {
      const outcome = await setUp(c.env.scope, c.req.valid("json"));
      if (!outcome.ok) return problem(c, outcome);
      for (const cookie of outcome.value.cookies) c.header("set-cookie", cookie, { append: true });
      return c.json({ home: "/patients" as const }, 201);
    },
  );
