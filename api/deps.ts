/**
 * Everything the product needs from outside, in our words. The entries (`deno.ts`, `cloudflare.ts`) and tests make
 * one of these; nothing below reads the environment, the clock or the network by itself.
 */
import type { Database } from "./database.ts";

export interface Clinic {
  /** `https://clinic.example` or a loopback `http:` one: what links and tokens say, and what origins are checked against. */
  readonly origin: string;
  /** Other origins the same deployment answers at (the loopback addresses of a local one). */
  readonly aliases: readonly string[];
  /** Ed25519 private key as JWK; signs import grants. */
  readonly signingKey: JsonWebKey;
  /** A database for one request. Cheap on a file, a fresh client over HTTP. */
  open(): Database;
}

export interface Passwords {
  /** A PHC string. Throws Busy when too many are being hashed. */
  hash(password: string): Promise<string>;
  /** Always takes the time of one hash; `undefined` compares with nothing and is false. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
}

/** Too many passwords are being hashed right now: the caller answers 503. */
export class Busy extends Error {}

export interface Deps {
  /** The clinic served at a host (`name` or `name:port`), or undefined. */
  clinicAt(host: string): Clinic | undefined;
  /** Now, UTC milliseconds. */
  now(): number;
  passwords: Passwords;
  /** One structured log line. Callers pass no patient data. */
  log(event: string, fields: Record<string, string | number>): void;
  version: string;
  /** A local trial deployment: says so on every page and opens `/dev`. */
  local: boolean;
}
