/** The first administrator of an empty clinic, by the one-use link that the server prints when it starts. */
import { emailKey, type Setup } from "../../schema/sign_in.ts";
import { all, type Database, first, guard, mustChange, mustWrite, q, statement } from "../database.ts";
import { Busy } from "../deps.ts";
import { type Outcome, refuse } from "../errors.ts";
import { passwordFlaw } from "../password/password_flaw.ts";
import { randomId, randomToken, sha256 } from "../random.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { startSession } from "./start_session.ts";

const linkLifeMs = 24 * 60 * 60_000;

/** Makes a fresh setup link for a clinic that nobody can sign in to yet; undefined for any other. */
export async function newSetupToken(db: Database, now: number): Promise<string | undefined> {
  const anybody = await all(db, q.selectFrom("signIn").select("id").limit(1));
  if (anybody.length > 0) return undefined;
  const token = randomToken();
  await mustWrite(db, [{
    sql: `INSERT INTO setup_link (id, token_hash, created_at) VALUES (1, ?, ?)
      ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at, used_at = NULL`,
    args: [await sha256(token), now],
  }]);
  return token;
}

/** Whether a link would still open; used for showing the page, never for the decision. */
export async function setupLinkOpen(scope: Scope, token: string): Promise<boolean> {
  const row = await first(
    scope.db,
    q.selectFrom("setupLink").select("createdAt").where("tokenHash", "=", await sha256(token))
      .where("usedAt", "is", null).where("createdAt", ">", scope.now - linkLifeMs),
  );
  return row !== undefined;
}

/** Uses the link: organization, administrator (and practitioner), session, all or nothing. */
export async function setUp(
  scope: Scope,
  input: Setup,
): Promise<Outcome<{ cookies: string[] }, "link_used" | "invalid" | "busy">> {
  if (!await setupLinkOpen(scope, input.token)) return refuse("link_used");
  const flaw = passwordFlaw(input.password, [input.given, input.family, input.email]);
  if (flaw !== undefined) return refuse("invalid", { errors: [{ field: "password", reason: flaw }] });
  let passwordHash: string;
  try {
    passwordHash = await scope.deps.passwords.hash(input.password);
  } catch (error) {
    if (error instanceof Busy) return refuse("busy");
    throw error;
  }
  const publicId = randomId();
  const session = await startSession(scope, { id: 1, patient: null });
  const written = await scope.db.write([
    statement(
      q.updateTable("setupLink").set({ usedAt: scope.now }).where("tokenHash", "=", await sha256(input.token))
        .where("usedAt", "is", null).where("createdAt", ">", scope.now - linkLifeMs),
    ),
    mustChange,
    guard("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM sign_in)", []),
    statement(
      q.insertInto("organization").values({
        id: 1,
        name: input.clinic,
        timeZone: input.timeZone,
        phone: null,
        email: null,
        createdAt: scope.now,
      }),
    ),
    ...(input.practitioner
      ? [statement(
        q.insertInto("practitioner").values({
          id: 1,
          publicId: randomId(),
          givenName: input.given,
          familyName: input.family,
          credentials: null,
          createdAt: scope.now,
        }),
      )]
      : []),
    statement(
      q.insertInto("signIn").values({
        id: 1,
        publicId,
        email: input.email,
        emailKey: emailKey(input.email),
        passwordHash,
        patient: null,
        practitioner: input.practitioner ? 1 : null,
        isAdministrator: 1,
        displayName: `${input.given} ${input.family}`,
        disabledAt: null,
        createdAt: scope.now,
      }),
    ),
    ...session.statements,
    auditEvent(scope, undefined, { action: "setup", entity: publicId }),
  ]);
  return written.ok ? { ok: true, value: { cookies: session.cookies } } : refuse("link_used");
}
