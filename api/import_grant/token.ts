/**
 * The import grant's token: a JWT (EdDSA) for ingest and one patient. Reading it needs no database; whether the grant
 * still stands is guarded by the batch that it writes.
 */
import { decodeProtectedHeader, importJWK, jwtVerify, SignJWT } from "jose";
import type { Actor, Identity } from "../access.ts";
import type { Clinic } from "../deps.ts";
import type { Scope } from "../scope.ts";

const audience = "ingest";
const type = "import-grant+jwt";

const keys = new WeakMap<JsonWebKey, Promise<{ sign: CryptoKey; verify: CryptoKey }>>();

function keysOf(clinic: Clinic): Promise<{ sign: CryptoKey; verify: CryptoKey }> {
  let pair = keys.get(clinic.signingKey);
  if (pair === undefined) {
    const { d: _secret, ...open } = clinic.signingKey;
    pair = (async () => ({
      sign: await importJWK({ ...clinic.signingKey, kty: "OKP" }, "EdDSA") as CryptoKey,
      verify: await importJWK({ ...open, kty: "OKP" }, "EdDSA") as CryptoKey,
    }))();
    keys.set(clinic.signingKey, pair);
  }
  return pair;
}

/** Signs a grant's token. */
export async function signGrantToken(
  scope: Scope,
  grant: { publicId: string; patient: Identity; expiresAt: number },
): Promise<string> {
  const { sign } = await keysOf(scope.clinic);
  return await new SignJWT({ patient: grant.patient.publicId, key: grant.patient.key })
    .setProtectedHeader({ alg: "EdDSA", typ: type })
    .setIssuer(scope.clinic.origin)
    .setAudience(audience)
    .setSubject(grant.publicId)
    .setIssuedAt(Math.floor(scope.now / 1000))
    .setExpirationTime(Math.floor(grant.expiresAt / 1000))
    .sign(sign);
}

/** The device behind an Authorization header, or undefined for anything that is not a valid token of this clinic. */
export async function readGrantToken(scope: Scope, authorization: string): Promise<Actor | undefined> {
  const token = /^Bearer ([A-Za-z0-9_.-]{20,2000})$/.exec(authorization)?.[1];
  if (token === undefined) return undefined;
  try {
    // A header that brings its own key is refused before any verification.
    const header = decodeProtectedHeader(token);
    if (header.jwk !== undefined || header.jku !== undefined || header.x5u !== undefined) return undefined;
    const { payload } = await jwtVerify(token, (await keysOf(scope.clinic)).verify, {
      algorithms: ["EdDSA"],
      issuer: scope.clinic.origin,
      audience,
      typ: type,
      currentDate: new Date(scope.now),
      requiredClaims: ["sub", "exp", "iat"],
    });
    const { sub, patient, key } = payload;
    if (typeof sub !== "string" || typeof patient !== "string" || typeof key !== "number") return undefined;
    return { kind: "device", grant: sub, roles: ["device"], patient: { key, publicId: patient } };
  } catch {
    return undefined;
  }
}
