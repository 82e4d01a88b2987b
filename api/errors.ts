/**
 * Every refusal the API can give, by tag: the one exhaustive map from reasons to RFC 9457 problem details.
 * Titles are for people and never hold patient data. A bug or an outage throws; `failure()` answers those.
 */
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { TypedResponse } from "hono";
import { Problem } from "../schema/problem.ts";
import { DatabaseUnavailable } from "./database.ts";
import type { Env } from "./scope.ts";

export const problems = {
  invalid_json: [400, "The body is not JSON that this API accepts."],
  invalid_encoding: [400, "The body could not be decompressed."],
  missing_idempotency_key: [400, "This request needs an Idempotency-Key header."],
  not_signed_in: [401, "Sign in first."],
  wrong_credentials: [401, "That e-mail address and password do not match."],
  invalid_token: [401, "The access token is not valid here or has expired."],
  grant_ended: [401, "This import permission has ended or was withdrawn."],
  forbidden: [403, "Your role may not do this."],
  cross_site: [403, "Requests from other sites are refused."],
  not_found: [404, "There is nothing here that you may see."],
  unknown_host: [404, "No clinic is served at this host name."],
  email_taken: [409, "That e-mail address already signs in here."],
  no_sign_in: [409, "This patient has not accepted an invitation yet."],
  already_signed_up: [409, "This person signs in here already."],
  batch_id_reused: [409, "This batch id was used before, with other contents."],
  changed_meanwhile: [409, "Somebody changed this in the meantime. Look at it again first."],
  database_not_empty: [409, "This clinic already has data."],
  link_used: [410, "This link has been used or has expired."],
  too_large: [413, "The body is larger than this API accepts."],
  unsupported_media_type: [415, "Send application/json."],
  invalid: [422, "Some fields are not right."],
  idempotency_key_reused: [422, "This Idempotency-Key was used before, with another request."],
  too_many_attempts: [429, "Too many attempts. Wait a little and try again."],
  internal: [500, "Something went wrong on our side. It has been recorded."],
  unavailable: [503, "The clinic's records cannot be reached right now. Try again shortly."],
  busy: [503, "The server is busy. Try again shortly."],
} as const satisfies Record<string, readonly [ContentfulStatusCode, string]>;

export type Tag = keyof typeof problems;
export type StatusOf<T extends Tag> = (typeof problems)[T][0];

export interface FieldError {
  field: string;
  reason: string;
}
/** An expected refusal, as use cases return it. */
export interface Refusal<T extends Tag = Tag> {
  ok: false;
  tag: T;
  detail?: string;
  errors?: FieldError[];
  retryAfterSeconds?: number;
}
export type Outcome<Value, T extends Tag> = { ok: true; value: Value } | Refusal<T>;

/** Shorthand for a refusal. */
export function refuse<const T extends Tag>(tag: T, more: Omit<Refusal<T>, "ok" | "tag"> = {}): Refusal<T> {
  return { ok: false, tag, ...more };
}

/** A refusal as problem+json. */
export function problem<T extends Tag>(
  c: Context<Env>,
  { tag, detail, errors, retryAfterSeconds }: Refusal<T>,
): TypedResponse<Problem, StatusOf<T>, "json"> & Response {
  const [status, title] = problems[tag] as readonly [StatusOf<T>, string];
  const body: Problem = {
    type: `/api/docs#${tag}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
    requestId: c.env.scope.requestId,
  };
  const headers: Record<string, string> = { "content-type": "application/problem+json" };
  const wait = retryAfterSeconds ?? (status === 503 ? 2 : undefined);
  if (wait !== undefined) headers["retry-after"] = String(wait);
  return c.json(body, status, headers) as TypedResponse<Problem, StatusOf<T>, "json"> & Response;
}

/** What was thrown, as problem+json: an outage is 503 with Retry-After, anything else a 500 that says nothing. */
export function failure(error: unknown, c: Context<Env>): Response {
  const unavailable = error instanceof DatabaseUnavailable;
  c.env.scope.log(unavailable ? "database_unavailable" : "internal_error", describe(error));
  return problem(c, refuse(unavailable ? "unavailable" : "internal"));
}

/** Name and place of an error, without its message: messages can quote data. */
function describe(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error.cause instanceof Error ? error.cause : undefined;
  const code = (cause ?? error) as { code?: unknown };
  const at = (error.stack ?? "").split("\n").find((line) => line.trim().startsWith("at ")) ?? "";
  return { error: error.name, code: String(code.code ?? ""), at: at.trim() };
}

/** The documentation of refusals a route can answer with. */
export function problemResponses<const T extends Tag>(...tags: T[]): {
  [S in StatusOf<T>]: {
    description: string;
    content: { "application/problem+json": { schema: typeof Problem } };
  };
} {
  const byStatus: Record<number, { description: string; content: unknown }> = {};
  for (const tag of tags) {
    const [status, title] = problems[tag];
    const before = byStatus[status]?.description;
    byStatus[status] = {
      description: before ? `${before} · ${tag}: ${title}` : `${tag}: ${title}`,
      content: { "application/problem+json": { schema: Problem } },
    };
  }
  return byStatus as ReturnType<typeof problemResponses<T>>;
}
