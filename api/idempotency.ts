/**
 * Idempotency keys (draft-ietf-httpapi-idempotency-key-header): the same request again gets the same outcome and
 * changes nothing. The key stands in the effect's own batch, so that there is never one without the other.
 */
import type { Context } from "hono";
import type { Actor } from "./access.ts";
import { type Database, first, q, type Statement, statement } from "./database.ts";
import { type Outcome, refuse } from "./errors.ts";
import { bodyHash } from "./json_body.ts";
import type { Env } from "./scope.ts";

const lifeMs = 48 * 60 * 60_000;

export interface IdempotentRequest {
  key: string;
  /** What came of this request before; undefined the first time. */
  before: { status: number; resource: string } | undefined;
  /** Statements that record the outcome; they abort the batch of a request that lost a race with itself. */
  record(status: number, resource: string): Statement[];
}

/** Reads the key of a request. Refuses a missing key and one that was used for something else. */
export async function idempotent(
  c: Context<Env>,
  actor: Extract<Actor, { kind: "session" }>,
): Promise<Outcome<IdempotentRequest, "missing_idempotency_key" | "idempotency_key_reused">> {
  const { scope } = c.env;
  const key = c.req.header("idempotency-key")?.trim();
  if (key === undefined || !/^[\x21-\x7e]{8,200}$/.test(key)) return refuse("missing_idempotency_key");
  const requestHash = await bodyHash(c);
  const row = await first(
    scope.db,
    q.selectFrom("idempotencyKey").select(["requestHash", "status", "resource"])
      .where("actor", "=", actor.publicId).where("key", "=", key).where("createdAt", ">", scope.now - lifeMs),
  );
  if (row !== undefined && row.requestHash.toHex() !== requestHash.toHex()) {
    return refuse("idempotency_key_reused");
  }
  return {
    ok: true,
    value: {
      key,
      before: row && { status: row.status, resource: row.resource },
      record: (status, resource) => [
        statement(q.deleteFrom("idempotencyKey").where("createdAt", "<=", scope.now - lifeMs)),
        statement(
          q.insertInto("idempotencyKey").values({
            actor: actor.publicId,
            key,
            requestHash,
            status,
            resource,
            createdAt: scope.now,
          }),
        ),
      ],
    },
  };
}

/** What came of the same request, where it was sent at the same time and written first. */
export async function writtenFirst(
  { db }: { db: Database },
  actor: Extract<Actor, { kind: "session" }>,
  request: IdempotentRequest,
): Promise<IdempotentRequest["before"]> {
  return await first(
    db,
    q.selectFrom("idempotencyKey").select(["status", "resource"]).where("actor", "=", actor.publicId)
      .where("key", "=", request.key),
  );
}

/** The request as it stands after the same request was written first; anything else is a defect. */
export async function afterRace(
  scope: { db: Database },
  actor: Extract<Actor, { kind: "session" }>,
  request: IdempotentRequest,
): Promise<IdempotentRequest> {
  const before = await writtenFirst(scope, actor, request);
  if (before === undefined) throw new Error("a batch was refused for another reason than its key");
  return { ...request, before };
}
