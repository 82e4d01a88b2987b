/** Pages for people who are signed in: who they are is read once, and others are sent to the entrance. */
import { createMiddleware } from "hono/factory";
import { clients, type PageContext, type PageEnv } from "./page.tsx";

/** Lets the given roles through; others go to their own start, nobody to the sign-in page. */
export function signedInAs(...roles: ("patient" | "practitioner" | "administrator")[]) {
  return createMiddleware<PageEnv>(async (c, next) => {
    const answer = await clients(c).signIn.session.$get();
    if (!answer.ok) {
      const back = c.req.method === "GET" ? `?next=${encodeURIComponent(new URL(c.req.url).pathname)}` : "";
      return c.redirect(`/sign-in${back}`, 303);
    }
    const session = await answer.json();
    if (!session.roles.some((role) => roles.includes(role))) return c.redirect("/", 303);
    c.set("session", session);
    return await next();
  });
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The Swedish locale writes dates as ISO 8601 does. Kept, since making one takes a millisecond. */
function dayFormat(zone: string): Intl.DateTimeFormat {
  let format = dayFormats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" });
    dayFormats.set(zone, format);
  }
  return format;
}

/** The clinic's clock for a page: now, and its calendar day. */
export function clockOf(c: PageContext): { now: string; today: string; zone: string } {
  const zone = c.var.session.timeZone;
  const now = new Date(c.env.scope.now);
  return { now: now.toISOString(), today: dayFormat(zone).format(now), zone };
}
