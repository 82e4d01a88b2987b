/** The statements that begin a session and mark the browser as known, and the cookies that go with them. */
import type { Expression } from "kysely";
import { q, type Statement, statement } from "../database.ts";
import { randomId, randomToken, sha256 } from "../random.ts";
import type { Scope } from "../scope.ts";
import { cookieName, setCookie } from "./cookies.ts";
import { sessionLife } from "./read_actor.ts";

export interface StartedSession {
  statements: Statement[];
  cookies: string[];
}

const yearSeconds = 365 * 24 * 3600;

/** The browser's mark, where it carries one. */
export function browserToken(scope: Scope): string | undefined {
  const token = scope.cookies.get(cookieName(scope.clinic, "browser"));
  return token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : undefined;
}

/** A new session of a sign-in. Any session the browser held before is ended: signing in never adopts one. */
export async function startSession(
  scope: Scope,
  signIn: { id: number | Expression<number>; patient: number | null },
): Promise<StartedSession> {
  const token = randomToken();
  const browser = browserToken(scope) ?? randomToken();
  const statements = [
    statement(
      q.insertInto("session").values({
        tokenHash: await sha256(token),
        publicId: randomId(),
        signIn: signIn.id,
        createdAt: scope.now,
        activeAt: scope.now,
        userAgent: scope.userAgent,
        network: scope.network,
      }),
    ),
    statement(
      q.insertInto("knownBrowser").values({
        tokenHash: await sha256(browser),
        signIn: signIn.id,
        createdAt: scope.now,
      }).onConflict((conflict) => conflict.doNothing()),
    ),
  ];
  const before = scope.cookies.get(cookieName(scope.clinic, "session"));
  if (before !== undefined) {
    statements.push(statement(
      q.updateTable("session").set({ endedAt: scope.now }).where("tokenHash", "=", await sha256(before))
        .where("endedAt", "is", null),
    ));
  }
  const life = sessionLife(signIn.patient !== null);
  return {
    statements,
    cookies: [
      setCookie(scope.clinic, "session", token, life.absolute / 1000),
      setCookie(scope.clinic, "browser", browser, yearSeconds),
    ],
  };
}
