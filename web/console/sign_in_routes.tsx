/** Below a chart: sending the patient a reset link or an invitation, and withdrawing one. */
import { Hono } from "hono";
import { formErrors } from "../form_words.ts";
import { answerOf, clients, formOf, type PageContext, type PageEnv, tried } from "../page.tsx";
import { clockOf } from "../signed_in.tsx";
import { chartPage } from "./chart_page.tsx";
import { PrintedReset, SendInvitation, SendReset } from "./SendLink.tsx";

const param = (c: PageContext) => ({ patient: c.req.param("patient") ?? "" });
const chart = (c: PageContext) => `/patients/${c.req.param("patient")}`;
const standing = (c: PageContext) =>
  answerOf(clients(c).invitation.patient[":patient"]["sign-in"].$get({ param: param(c) }));

async function resetPage(c: PageContext) {
  const { signIn } = await standing(c);
  if (signIn === null) return c.redirect(`${chart(c)}/invite`, 303);
  return await chartPage(
    c,
    "overview",
    () => <SendReset email={signIn.email} action={`${chart(c)}/reset`} cancelHref={chart(c)} />,
  );
}

async function sendReset(c: PageContext) {
  const { way } = await formOf(c);
  const sent = await answerOf(
    clients(c).password.patient[":patient"]["password-reset"].$post({
      param: param(c),
      json: { way: way === "print" ? "print" : "mail" },
    }),
  );
  const { link, expiresAt } = sent;
  if (link === null) return c.redirect(`${chart(c)}?sent=reset`, 303);
  return await chartPage(
    c,
    "overview",
    () => <PrintedReset link={link} expiresAt={expiresAt} zone={clockOf(c).zone} doneHref={chart(c)} />,
  );
}

type Errors = Pick<Parameters<typeof SendInvitation>[0], "errors" | "message">;

async function invitePage(c: PageContext, typed: string | undefined, more: Errors) {
  const { signIn, invitation } = await standing(c);
  if (signIn !== null) return c.redirect(`${chart(c)}/reset`, 303);
  return await chartPage(
    c,
    "overview",
    (patient) => (
      <SendInvitation
        email={typed ?? invitation?.email ?? patient.email ?? ""}
        again={invitation !== null && ["sent", "opened", "bounced"].includes(invitation.state)}
        action={`${chart(c)}/invite`}
        cancelHref={chart(c)}
        {...more}
      />
    ),
    { status: more.message === undefined ? 200 : 422 },
  );
}

/** Mounted below `/patients/:patient`. */
export const signInPages = new Hono<PageEnv>()
  .get("/reset", resetPage)
  .post("/reset", sendReset)
  .get("/invite", (c) => invitePage(c, undefined, {}))
  .post("/invite", async (c) => {
    const { email = "" } = await formOf(c);
    const outcome = await tried(
      clients(c).invitation.patient[":patient"].invitation.$post({ param: param(c), json: { email } }),
    );
    if (outcome.ok) return c.redirect(`${chart(c)}?sent=invitation`, 303);
    const errors = formErrors(outcome.problem, { email: "Enter an email address such as name@example.org." });
    return await invitePage(c, email, { message: outcome.problem.title, errors });
  })
  .post("/invite/withdraw", async (c) => {
    await clients(c).invitation.patient[":patient"].invitation.withdraw.$post({ param: param(c) });
    return c.redirect(`${chart(c)}?sent=withdrawn`, 303);
  });
