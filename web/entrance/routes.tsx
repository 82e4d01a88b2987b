/** Pages before anyone is signed in: sign in, set up, and the way out. */
import { Hono } from "hono";
import { isTimeZone } from "../../schema/sign_in.ts";
import { formErrors } from "../form_words.ts";
import { clients, formOf, page, type PageContext, type PageEnv, passCookies, tried } from "../page.tsx";
import { zoneChoices } from "../time_zones.ts";
import { ApiDocs } from "./api_docs.tsx";
import type { OpenApi } from "./open_api.ts";
import { FirstAdministrator, type FirstAdministratorProps } from "./FirstAdministrator.tsx";
import { SignIn } from "./SignIn.tsx";

/** A path on this site to go to after signing in, or the person's own start. */
function nextPath(next: string | undefined, home: string): string {
  return next !== undefined && /^\/(patients|health|contact|settings|account)(\/|\?|$)/.test(next)
    ? next
    : home;
}

function signInPage(
  c: PageContext,
  more: { email?: string; error?: string; notice?: string; next?: string | undefined },
) {
  const { next, ...shown } = more;
  return page(
    c,
    {
      title: "Sign in",
      app: "entrance",
      islands: ["PasswordField"],
      status: more.error === undefined ? 200 : 401,
    },
    <SignIn
      organization="Patient App"
      action="/sign-in"
      forgotHref="/forgot"
      {...(next === undefined ? {} : { hidden: { next } })}
      {...shown}
    />,
  );
}

/** As `NewPassword` in the contract has it. */
const passwordMinLength = 15;

function setupPage(
  c: PageContext,
  token: string,
  more: Partial<FirstAdministratorProps>,
  status: 200 | 422 | 410,
) {
  return page(
    c,
    { title: "Set up your clinic", app: "entrance", islands: ["PasswordField"], status },
    <FirstAdministrator
      action={`/setup/${token}`}
      zones={zoneChoices()}
      passwordMinLength={passwordMinLength}
      {...more}
    />,
  );
}

export const entrancePages = new Hono<PageEnv>()
  .get("/", async (c) => {
    const session = await clients(c).signIn.session.$get();
    if (!session.ok) return c.redirect("/sign-in", 303);
    return c.redirect((await session.json()).roles.includes("patient") ? "/health" : "/patients", 303);
  })
  .get("/sign-in", (c) => {
    const next = c.req.query("next");
    return signInPage(c, next === undefined ? {} : { next, notice: "Sign in to go on." });
  })
  .post("/sign-in", async (c) => {
    const { email = "", password = "", next } = await formOf(c);
    const outcome = await tried(clients(c).signIn["sign-in"].$post({ json: { email, password } }));
    if (!outcome.ok) {
      const error = outcome.problem.status === 422
        ? "Type your e-mail address and your password."
        : outcome.problem.title;
      return signInPage(c, { email, error, next });
    }
    passCookies(c, outcome.response);
    return c.redirect(nextPath(next, outcome.value.home), 303);
  })
  .post("/sign-out", async (c) => {
    const response = await clients(c).signIn["sign-out"].$post();
    passCookies(c, response);
    return c.redirect("/sign-in", 303);
  })
  .get("/api/docs", (c) =>
    page(
      c,
      { title: "API reference", app: "entrance" },
      <ApiDocs document={c.env.describe() as OpenApi} documentHref="/api/openapi.json" />,
    ))
  .get("/setup/:token", (c) => setupPage(c, c.req.param("token"), {}, 200))
  .post("/setup/:token", async (c) => {
    const form = await formOf(c);
    const token = c.req.param("token");
    const outcome = await tried(
      clients(c).signIn.setup.$post({
        json: {
          token,
          clinic: form.organization ?? "",
          timeZone: form.timeZone && isTimeZone(form.timeZone) ? form.timeZone : "",
          given: form.given ?? "",
          family: form.family ?? "",
          email: form.email ?? "",
          password: form.password ?? "",
          practitioner: form.practitioner === "on",
        },
      }),
    );
    if (outcome.ok) {
      passCookies(c, outcome.response);
      return c.redirect(outcome.value.home, 303);
    }
    const { password: _password, practitioner, ...values } = form;
    return setupPage(c, token, {
      values: { ...values, practitioner: practitioner === "on" },
      errors: formErrors(outcome.problem, setupWords, { clinic: "organization" }),
      message: outcome.problem.title,
    }, outcome.problem.status === 410 ? 410 : 422);
  });

const setupWords = {
  organization: "Enter the clinic's name.",
  timeZone: "Choose a time zone.",
  given: "Enter your given name.",
  family: "Enter your family name.",
  email: "Enter an email address such as name@example.org.",
  password: `Choose a password of ${passwordMinLength} to 256 characters.`,
};
