/** An invitation's page: who invites, a password, the terms. Reading it uses nothing; its form does, once. */
import { Hono } from "hono";
import { termsVersion } from "../../schema/invitation.ts";
import { ButtonLink } from "../components/Button.tsx";
import { errorOf, type FieldError } from "../components/ErrorSummary.tsx";
import { CheckField, TextField } from "../components/Field.tsx";
import { clients, formOf, page, type PageContext, type PageEnv, passCookies, tried } from "../page.tsx";
import { ChoosePassword, LinkIsOver } from "./ChoosePassword.tsx";
import { passwordErrors } from "./password_routes.tsx";
import { Terms } from "./Terms.tsx";

function linkOver(c: PageContext) {
  return page(
    c,
    { title: "This link is over", app: "entrance", status: 410 },
    <LinkIsOver
      organization="Patient App"
      text="It was used, withdrawn or replaced by a newer one, or its two weeks are up. If you have accepted it before, sign in. Otherwise ask the clinic to send it again."
    >
      <ButtonLink href="/sign-in" tone="primary">Sign in</ButtonLink>
    </LinkIsOver>,
  );
}

async function invitationPage(
  c: PageContext,
  more: { errors?: readonly FieldError[]; message?: string },
  status: 200 | 409 | 422 | 503,
) {
  const token = c.req.param("token") ?? "";
  const look = await tried(
    clients(c).invitation.invitation.look.$post({ json: { token: token.slice(0, 200) } }),
  );
  if (!look.ok) return linkOver(c);
  const { clinic, invitedBy, givenName, email, staff } = look.value;
  return page(
    c,
    { title: "Invitation", app: "entrance", organization: clinic, islands: ["PasswordField"], status },
    <ChoosePassword
      organization={clinic}
      action={`/invitation/${token}`}
      title={`Welcome, ${givenName}`}
      lead={staff
        ? `${invitedBy} invites you to work with ${clinic} here. Choose a password to begin.`
        : `${invitedBy} invites you to see your health data and share what your phone and watch measure. Choose a password to begin.`}
      submit="Accept and sign in"
      before={
        <TextField
          name="username"
          label="You sign in with"
          type="email"
          autocomplete="username"
          readonly
          value={email}
        />
      }
      after={
        <>
          <Terms clinic={clinic} staff={staff} />
          <CheckField name="terms" label="I agree" value={termsVersion} {...errorOf(more.errors, "terms")} />
        </>
      }
      {...more}
    />,
  );
}

export const invitationPages = new Hono<PageEnv>()
  .get("/invitation/:token", (c) => invitationPage(c, {}, 200))
  .post("/invitation/:token", async (c) => {
    const { password = "", terms } = await formOf(c);
    const outcome = await tried(
      clients(c).invitation.invitation.accept.$post({
        // What was not agreed to is for the API to refuse.
        json: { token: c.req.param("token"), password, terms: (terms ?? "") as typeof termsVersion },
      }),
    );
    if (outcome.ok) {
      passCookies(c, outcome.response);
      return c.redirect(outcome.value.home, 303);
    }
    const { status, title } = outcome.problem;
    if (status === 410) return linkOver(c);
    const errors = passwordErrors(outcome.problem).map((error) =>
      error.field === "terms" ? { ...error, message: "Read what you agree to, then tick “I agree”." } : error
    );
    const shown = status === 409 || status === 503 ? status : 422;
    return await invitationPage(c, {
      errors,
      message: status === 409
        ? "Somebody signs in with this address already. Sign in instead, or ask the clinic to invite another address."
        : title,
    }, shown);
  });
