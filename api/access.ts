/**
 * Who may call a route. `route()` is the only way to define one and cannot be used without saying so; what is said
 * is enforced before validation, published in the OpenAPI document (`x-access`) and enumerated by the tests.
 */
import { createRoute, OpenAPIHono, type RouteConfig, type z } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { sql } from "kysely";
import { type Database, first, mustWrite, q, type Statement, statement } from "./database.ts";
import { problem, problemResponses, refuse, type Tag } from "./errors.ts";
import { strictJson } from "./json_body.ts";
import { auditEvent, type Env } from "./scope.ts";

export type Role = "public" | "patient" | "proxy" | "practitioner" | "staff" | "administrator" | "device";

/** Whose records the role reaches by this route: its own, those it acts for, those in its care, or the clinic's. */
export type Reach = "self" | "proxied" | "careTeam" | "clinic";

export interface Access {
  roles: readonly Role[];
  scope: Reach;
}

export interface RouteAccess {
  /** Any of these opens the route. */
  access: readonly Access[];
  /** Whether a call counts as the person being there; polls do not, so they never stretch a session. */
  activity?: boolean;
  /** Most bytes of the body after decompression; 64 KB unless said. */
  maxBodyBytes?: number;
  /** Where the call names its patient; the path unless said. FHIR searches by `patient=Patient/…`. */
  patientIn?: "path" | "query";
}

/** Somebody who is signed in, or a device that holds a token. */
export type Actor =
  | {
    kind: "session";
    /** Key and public id of the sign-in. */
    signIn: number;
    publicId: string;
    session: string;
    activeAt: number;
    displayName: string;
    roles: readonly Role[];
    patient: Identity | undefined;
    practitioner: Identity | undefined;
  }
  | { kind: "device"; grant: string; roles: readonly Role[]; patient: Identity };

/** A row's key, and the id that the outside knows it by. */
export interface Identity {
  key: number;
  publicId: string;
}

async function patientByPublicId(db: Database, publicId: string): Promise<Identity | undefined> {
  const row = await first(db, q.selectFrom("patient").select("id").where("publicId", "=", publicId));
  return row && { key: row.id, publicId };
}

/** Whether a practitioner cares for the patient; without a team (a primary alone is none), the whole clinic does. */
async function inCare(db: Database, patient: number, practitioner: number | undefined): Promise<boolean> {
  const row = await first(
    db,
    q.selectFrom("careTeam").where("patient", "=", patient).where("endedAt", "is", null).select([
      sql<number>`coalesce(sum(is_primary = 0), 0)`.as("team"),
      sql<number>`coalesce(sum(practitioner = ${practitioner ?? -1}), 0)`.as("mine"),
    ]),
  );
  return row === undefined || row.team === 0 || row.mine > 0;
}

/** The patient that the call is about, true where it is about none, false where it is out of reach. */
async function reaches(db: Database, actor: Actor, reach: Reach, publicId: string | undefined) {
  if (publicId === undefined) return true;
  if (reach === "self") return actor.patient?.publicId === publicId && actor.patient;
  const patient = await patientByPublicId(db, publicId);
  if (patient === undefined || reach === "proxied") return false;
  if (reach === "clinic") return patient;
  const practitioner = actor.kind === "session" ? actor.practitioner?.key : undefined;
  return await inCare(db, patient.key, practitioner) && patient;
}

/** Refuses, and says so in the audit. */
async function deny(c: Context<Env>, actor: Actor, tag: Tag, operation: string) {
  const { scope } = c.env;
  await mustWrite(scope.db, [
    auditEvent(scope, actor, { action: operation, outcome: "refused", detail: tag }),
  ]);
  return problem(c, refuse(tag));
}

/** The public id of the patient that a call names. */
function namedPatient(c: Context<Env>, where: RouteAccess["patientIn"]): string | undefined {
  return where === "query" ? c.req.query("patient")?.replace(/^Patient\//, "") : c.req.param("patient");
}

function enforce(
  operation: string,
  { access, activity = true, patientIn }: RouteAccess,
): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (access.some(({ roles }) => roles.includes("public"))) return await next();
    const { scope } = c.env;
    const actor = await scope.actor();
    if (actor === undefined) {
      // Nobody known, nothing to audit: strangers must not be able to fill the audit.
      return problem(c, refuse(scope.authorization === undefined ? "not_signed_in" : "invalid_token"));
    }
    const open = access.filter(({ roles }) => roles.some((role) => actor.roles.includes(role)));
    if (open.length === 0) return await deny(c, actor, "forbidden", operation);
    const named = namedPatient(c, patientIn);
    let patient: Identity | boolean = false;
    for (const { scope: reach } of open) {
      patient = await reaches(scope.db, actor, reach, named);
      if (patient !== false) break;
    }
    if (patient === false) return await deny(c, actor, "not_found", operation);
    c.set("actor", actor);
    if (patient !== true) c.set("patient", patient);
    if (activity) await recordActivity(c, actor, patient === true ? undefined : patient, operation);
    return await next();
  };
}

/** Moves the idle clock (at most once a minute) and audits the first reading of a patient in this request. */
async function recordActivity(
  c: Context<Env>,
  actor: Actor,
  patient: Identity | undefined,
  operation: string,
) {
  const { scope } = c.env;
  const statements: Statement[] = [];
  if (actor.kind === "session" && !scope.done.has("activity") && actor.activeAt <= scope.now - 60_000) {
    statements.push(statement(
      q.updateTable("session").set({ activeAt: scope.now }).where("publicId", "=", actor.session)
        .where("endedAt", "is", null),
    ));
  }
  scope.done.add("activity");
  const reading = `read:${patient?.key}`;
  if (patient !== undefined && c.req.method === "GET" && !scope.done.has(reading)) {
    scope.done.add(reading);
    statements.push(
      auditEvent(scope, actor, { action: "patient.read", patient: patient.key, detail: operation }),
    );
  }
  if (statements.length > 0) await mustWrite(scope.db, statements);
}

type Responses = RouteConfig["responses"];

/** A route with its declared access, body limits and documented refusals. */
export function route<
  const P extends string,
  const R extends Omit<RouteConfig, "path" | "middleware" | "operationId"> & { path: P; operationId: string },
>(config: R & RouteAccess) {
  const { access, activity = true, maxBodyBytes = 64 * 1024, patientIn, ...rest } = config;
  const open = access.some(({ roles }) => roles.includes("public"));
  const tags: Tag[] = ["internal", "unavailable", "unknown_host"];
  if (!open) tags.push("not_signed_in", "forbidden");
  if (access.some(({ roles }) => roles.includes("device"))) tags.push("invalid_token");
  if (patientIn === "query" || config.path.includes("{patient}")) tags.push("not_found");
  const hasBody = config.request?.body !== undefined;
  if (hasBody) tags.push("invalid_json", "invalid_encoding", "too_large", "unsupported_media_type");
  if (config.method !== "get") tags.push("cross_site");
  if (config.request !== undefined) tags.push("invalid");
  const responses = mergeResponses(problemResponses(...tags) as Responses, config.responses);
  const documented = {
    ...rest,
    responses,
    "x-access": access,
    "x-activity": activity,
    security: open ? [] : [{ session: [] }, ...(tags.includes("invalid_token") ? [{ grant: [] }] : [])],
    middleware: [enforce(config.operationId, config), ...(hasBody ? [strictJson(maxBodyBytes)] : [])],
  };
  // Clients see the statuses that the route itself names; the documentation names every one.
  return createRoute(documented as unknown as RouteConfig) as unknown as Omit<R, keyof RouteAccess> & {
    getRoutingPath(): string;
  };
}

function mergeResponses(base: Responses, own: Responses): Responses {
  const merged: Responses = { ...base };
  for (const [status, response] of Object.entries(own)) {
    const before = merged[status];
    if (before && "description" in before && "description" in response) {
      const said = [...new Set(`${before.description} · ${response.description}`.split(" · "))];
      merged[status] = { ...response, description: said.join(" · ") };
    } else merged[status] = response;
  }
  return merged;
}

/** The content of a JSON body, for a route's `request` and `responses`. */
export const json = <S extends z.ZodType>(schema: S) => ({ "application/json": { schema } });

/** An empty resource; invalid input becomes 422 with the fields' names. */
export function resource() {
  return new OpenAPIHono<Env>({
    defaultHook: (result, c) => {
      if (result.success) return;
      const errors = result.error.issues.slice(0, 50).map(({ path, message }) => ({
        field: path.join(".") || result.target,
        reason: message,
      }));
      return problem(c, refuse("invalid", { errors }));
    },
  });
}
