/**
 * The request scope: what one incoming request shares, however many API calls a page makes of it. One session read,
 * one database client, one clock reading, one audit row per patient. It travels in Hono's env, never in a header.
 */
import type { Actor, Identity } from "./access.ts";
import type { Database, SqlValue, Statement } from "./database.ts";
import type { Clinic, Deps } from "./deps.ts";
import { readActor } from "./sign_in/read_actor.ts";

export interface Scope {
  readonly deps: Deps;
  readonly clinic: Clinic;
  readonly db: Database;
  /** UTC milliseconds, read once. */
  readonly now: number;
  readonly requestId: string;
  /** The caller's network: IPv4 /24 or IPv6 /48, for limits and the audit. */
  readonly network: string;
  /** CSP nonce of the page. */
  readonly nonce: string;
  readonly cookies: ReadonlyMap<string, string>;
  readonly authorization: string | undefined;
  readonly userAgent: string;
  /** Who calls; read once. Undefined: nobody. */
  actor(): Promise<Actor | undefined>;
  /** What this request has recorded already: the session's activity, the reading of a patient. */
  readonly done: Set<string>;
  /** What still needs the database after the answer's head went out: a download that streams. */
  readonly running: Promise<void>[];
  log(event: string, fields?: Record<string, string | number>): void;
}

export type Env = {
  Bindings: { scope: Scope };
  Variables: { actor: Actor; patient: Identity };
};

/** What the entry knows of a connection. */
export interface Connection {
  /** The peer's address, as the platform vouches for it. */
  address: string;
}

function parseCookies(header: string | null): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0) cookies.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  return cookies;
}

/**
 * The network an address belongs to: what rotating addresses of one caller have in common.
 * @example network("2001:db8:1:2::5") // "2001:db8:1::/48"
 */
export function network(address: string): string {
  const mapped = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i.exec(address);
  if (mapped) return `${mapped[1]}.0/24`;
  if (!address.includes(":")) return "";
  const [head = ""] = address.split("::");
  const groups = head.split(":").filter((group) => group !== "");
  while (groups.length < 3) groups.push("0");
  return `${groups.slice(0, 3).map((group) => group.toLowerCase().replace(/^0+(?=.)/, "")).join(":")}::/48`;
}

const random = (bytes: number) =>
  crypto.getRandomValues(new Uint8Array(bytes)).toBase64({ alphabet: "base64url" });

/** Opens the scope of one request. The caller closes `db` when the answer is made. */
export function openScope(deps: Deps, clinic: Clinic, request: Request, connection: Connection): Scope {
  const requestId = random(12);
  let actor: Promise<Actor | undefined> | undefined;
  const scope: Scope = {
    deps,
    clinic,
    db: clinic.open(),
    now: deps.now(),
    requestId,
    network: network(connection.address),
    nonce: random(16),
    cookies: parseCookies(request.headers.get("cookie")),
    authorization: request.headers.get("authorization") ?? undefined,
    userAgent: (request.headers.get("user-agent") ?? "").slice(0, 300),
    actor: () => actor ??= readActor(scope),
    done: new Set(),
    running: [],
    log: (event, fields = {}) => deps.log(event, { requestId, ...fields }),
  };
  return scope;
}

function actorName(actor: Actor | "system" | undefined): string {
  if (actor === undefined) return "anonymous";
  if (actor === "system") return actor;
  return actor.kind === "session" ? actor.publicId : `device:${actor.grant}`;
}

export interface AuditEntry {
  action: string;
  outcome?: "success" | "refused";
  patient?: number | null;
  entity?: string | null;
  /** A reason tag or counts; never patient data. */
  detail?: string | null;
}

/** An audit row as a statement, to stand in the change's own batch. `system`: a job, on nobody's request. */
export function auditEvent(
  scope: Pick<Scope, "now" | "network" | "requestId">,
  actor: Actor | "system" | undefined,
  entry: AuditEntry,
): Statement {
  const args: SqlValue[] = [
    scope.now,
    entry.action,
    entry.outcome ?? "success",
    typeof actor === "object" && actor.kind === "session" ? actor.signIn : null,
    actorName(actor),
    entry.patient ?? null,
    entry.entity ?? null,
    entry.detail ?? null,
    scope.network,
    scope.requestId,
  ];
  return {
    sql: `INSERT INTO audit_event
      (recorded_at, action, outcome, sign_in, actor, patient, entity, detail, network, request_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    args,
  };
}
