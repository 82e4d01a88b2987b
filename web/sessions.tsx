/** What staff and patients share of their sessions: the rows to show, and the forms that end one or all. */
import { Hono } from "hono";
import { agentWords } from "../schema/agent_words.ts";
import type { SessionRow } from "./console/Settings.tsx";
import { answerOf, clients, formOf, type PageContext, type PageEnv, passCookies } from "./page.tsx";

/** The person's live sessions, newest use first. */
export async function sessionRows(c: PageContext): Promise<SessionRow[]> {
  const { sessions } = await answerOf(clients(c).signIn.session.list.$get());
  return sessions.map((session) => ({
    id: session.id,
    agent: agentWords(session.userAgent),
    current: session.current,
    signedInAt: session.createdAt,
    lastActiveAt: session.activeAt,
  }));
}

/** Said on the page that the form for a new password comes back to. */
export const passwordToast = {
  id: "password",
  tone: "good",
  text: "Your password was changed. You are signed out everywhere else.",
} as const;

/** Mounted below the page `home` that lists the sessions. */
export function sessionForms(home: string) {
  return new Hono<PageEnv>()
    .post("/end-session", async (c) => {
      const { session = "" } = await formOf(c);
      await clients(c).signIn.session[":session"].end.$post({ param: { session: session || "none" } });
      return c.redirect(home, 303);
    })
    .post("/sign-out-everywhere", async (c) => {
      passCookies(c, await clients(c).signIn["sign-out"].everywhere.$post());
      return c.redirect("/sign-in", 303);
    });
}
