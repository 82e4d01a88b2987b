/** A forgotten password: asking for a link, and using it. Reading a link's page uses nothing; its form does, once. */
import { Hono } from "hono";
import { formErrors } from "../form_words.ts";
import { clients, formOf, page, type PageContext, type PageEnv, passCookies, tried } from "../page.tsx";
import { ChoosePassword, type ChoosePasswordProps, LinkIsOver, NewLink } from "./ChoosePassword.tsx";
import { ForgotPassword, MailIsOnItsWay, TypeCode } from "./ForgotPassword.tsx";

/** A reason of the API as a sentence about the password. */
export const passwordWords = (reason: string) =>
  reason.startsWith("at least") || reason.startsWith("at most")
    ? `Choose a password of ${reason}.`
    : reason === "a password"
    ? "Choose a password."
    : `Choose another password: this one is ${reason}.`;

/** The API's refusals of a form with a new password. */
export function passwordErrors(problem: Parameters<typeof formErrors>[0]) {
  return formErrors(problem, {}).map((error) =>
    error.field === "password" ? { ...error, message: passwordWords(error.message) } : error
  );
}

function forgotPage(c: PageContext, more: { email?: string; error?: string }, status: 200 | 422 | 429 | 503) {
  return page(
    c,
    { title: "Choose a new password", app: "entrance", status },
    <ForgotPassword organization="Patient App" action="/forgot" signInHref="/sign-in" {...more} />,
  );
}

async function resetPage(
  c: PageContext,
  more: Pick<ChoosePasswordProps, "errors" | "message">,
  status: 200 | 422 | 503,
) {
  const token = c.req.param("token") ?? "";
  const look = await tried(
    clients(c).password["password-reset"].look.$post({ json: { token: token.slice(0, 200) } }),
  );
  if (!look.ok) return linkOver(c);
  return page(
    c,
    { title: "Choose a new password", app: "entrance", islands: ["PasswordField"], status },
    <ChoosePassword
      organization={look.value.clinic}
      action={`/reset/${token}`}
      title="Choose a new password"
      lead="Then you are signed in here, and signed out everywhere else."
      submit="Save and sign in"
      {...more}
    />,
  );
}

function linkOver(c: PageContext) {
  return page(
    c,
    { title: "This link is over", app: "entrance", status: 410 },
    <LinkIsOver
      organization="Patient App"
      text="It was used, a newer one took its place, or its time is up. Your password is as it was."
    >
      <NewLink href="/forgot" />
    </LinkIsOver>,
  );
}

export const passwordPages = new Hono<PageEnv>()
  .get("/forgot", (c) => forgotPage(c, {}, 200))
  .post("/forgot", async (c) => {
    const { email = "" } = await formOf(c);
    const answer = await clients(c).password["password-reset"].$post({ json: { email } });
    if (answer.status === 422) {
      return forgotPage(c, { email, error: "Type the address you sign in with." }, 422);
    }
    if (answer.status === 429) {
      return forgotPage(c, { email, error: "Too many tries from here. Wait a quarter of an hour." }, 429);
    }
    if (!answer.ok) return forgotPage(c, { email, error: "That didn't work. Try again shortly." }, 503);
    return page(
      c,
      { title: "Look into your mail", app: "entrance" },
      <MailIsOnItsWay
        organization="Patient App"
        email={email.trim()}
        signInHref="/sign-in"
        {
          // An http origin is this machine's own; any other was refused at the start.
          ...(c.env.scope.clinic.origin.startsWith("http:") ? { outboxHref: "/dev/outbox" } : {})
        }
      />,
    );
  })
  .get("/reset", (c) =>
    page(
      c,
      { title: "Choose a new password", app: "entrance" },
      <TypeCode organization="Patient App" action="/reset" />,
    ))
  .post("/reset", async (c) => {
    const { code = "" } = await formOf(c);
    const groups = code.toUpperCase().replace(/[^0-9A-Z]/g, "").slice(0, 16).match(/.{1,4}/g) ?? [];
    return c.redirect(`/reset/${groups.join("-") || "none"}`, 303);
  })
  .get("/reset/:token", (c) => resetPage(c, {}, 200))
  .post("/reset/:token", async (c) => {
    const { password = "" } = await formOf(c);
    const outcome = await tried(
      clients(c).password["password-reset"].use.$post({ json: { token: c.req.param("token"), password } }),
    );
    if (outcome.ok) {
      passCookies(c, outcome.response);
      return c.redirect(outcome.value.home, 303);
    }
    const { status, title } = outcome.problem;
    if (status === 410) return linkOver(c);
    const errors = passwordErrors(outcome.problem);
    return await resetPage(c, { errors, message: title }, status === 503 ? 503 : 422);
  });
