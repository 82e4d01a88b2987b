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
  /** Where mail goes; undefined: nowhere yet, so it waits in the outbox. */
  readonly mail?: Mail | undefined;
}

export interface MailMessage {
  /** The clinic's name; the address that it sends from is the adapter's. */
  senderName: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface Mail {
  /**
   * Hands a message over. The same key again sends nothing twice. Throws `MailRefused` for a message that will never
   * be taken, anything else for one worth trying again.
   */
  send(message: MailMessage, idempotencyKey: string): Promise<void>;
}

/** The provider will not take this message, however often it is tried; `message` is a tag, never an address. */
export class MailRefused extends Error {}

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
