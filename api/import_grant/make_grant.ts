/** Trades a session for an import grant, or a pairing code for the token of one. */
import type { ImportGrant } from "../../schema/import_grant.ts";
import type { Actor, Identity } from "../access.ts";
import { first, mustChange, mustWrite, q, statement } from "../database.ts";
import { type Outcome, refuse } from "../errors.ts";
import { randomCode, randomId, sha256 } from "../random.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { codeLimits, countTry, forgetTry } from "../sign_in/limits.ts";
import { signGrantToken } from "./token.ts";

const grantLifeMs = 12 * 60 * 60_000;
const codeLifeMs = 10 * 60_000;

/** A grant for one patient. A practitioner names a reason; the patient needs none. */
export async function makeGrant(
  scope: Scope,
  actor: Extract<Actor, { kind: "session" }>,
  patient: Identity,
  reason: string | undefined,
): Promise<Outcome<ImportGrant, "invalid">> {
  const own = actor.patient?.key === patient.key;
  if (!own && reason === undefined) {
    return refuse("invalid", {
      errors: [{ field: "reason", reason: "why this is put on the patient's chart" }],
    });
  }
  const publicId = randomId(), code = randomCode(), expiresAt = scope.now + grantLifeMs;
  await mustWrite(scope.db, [
    statement(
      q.insertInto("importGrant").values({
        publicId,
        patient: patient.key,
        signIn: actor.signIn,
        basis: own ? "patient" : "practitioner",
        reason: own ? null : reason ?? null,
        codeHash: await sha256(code),
        codeExpiresAt: scope.now + codeLifeMs,
        expiresAt,
        revokedAt: null,
        createdAt: scope.now,
      }),
    ),
    auditEvent(scope, actor, { action: "import_grant.create", patient: patient.key, entity: publicId }),
  ]);
  return {
    ok: true,
    value: {
      token: await signGrantToken(scope, { publicId, patient, expiresAt }),
      patient: patient.publicId,
      expiresAt: new Date(expiresAt).toISOString(),
      pairingCode: code,
    },
  };
}

/** Uses a pairing code, once. Guesses are limited per network. */
export async function exchangeCode(
  scope: Scope,
  code: string,
): Promise<Outcome<ImportGrant, "link_used" | "too_many_attempts">> {
  const limits = await codeLimits(scope.network);
  const id = crypto.getRandomValues(new Uint32Array(1))[0]!;
  if (!(await scope.db.write(countTry(limits, scope.now, id))).ok) {
    return refuse("too_many_attempts", { retryAfterSeconds: 900 });
  }
  const codeHash = await sha256(code.includes("-") ? code : `${code.slice(0, 4)}-${code.slice(4)}`);
  const grant = await first(
    scope.db,
    q.selectFrom("importGrant").innerJoin("patient", "patient.id", "importGrant.patient")
      .select([
        "importGrant.publicId",
        "importGrant.expiresAt",
        "patient.id as key",
        "patient.publicId as patientId",
      ])
      .where("codeHash", "=", codeHash).where("codeExpiresAt", ">", scope.now).where("revokedAt", "is", null),
  );
  if (grant === undefined) return refuse("link_used");
  const used = await scope.db.write([
    statement(
      q.updateTable("importGrant").set({ codeHash: null, codeExpiresAt: null }).where(
        "codeHash",
        "=",
        codeHash,
      ),
    ),
    mustChange,
    ...forgetTry(limits, id),
    auditEvent(scope, undefined, { action: "import_grant.pair", patient: grant.key, entity: grant.publicId }),
  ]);
  if (!used.ok) return refuse("link_used");
  const patient = { key: grant.key, publicId: grant.patientId };
  return {
    ok: true,
    value: {
      token: await signGrantToken(scope, { publicId: grant.publicId, patient, expiresAt: grant.expiresAt }),
      patient: grant.patientId,
      expiresAt: new Date(grant.expiresAt).toISOString(),
      pairingCode: null,
    },
  };
}
