/** Below Settings: inviting colleagues, for administrators. */
import { Hono } from "hono";
import { formErrors } from "../form_words.ts";
import { answerOf, clients, formOf, type PageContext, type PageEnv, tried } from "../page.tsx";
import { clockOf, signedInAs } from "../signed_in.tsx";
import { consolePage } from "./chart_page.tsx";
import { StaffInvitations, type StaffInvitationsProps } from "./StaffInvitations.tsx";

const home = "/settings/colleagues";
const words = {
  given: "Enter the given name.",
  family: "Enter the family name.",
  email: "Enter an email address such as name@example.org.",
  practitioner: "Choose clinician, administrator or both.",
};
const toasts = {
  sent: { id: "sent", tone: "good", text: "The invitation is on its way." },
  withdrawn: { id: "withdrawn", tone: "good", text: "The invitation was withdrawn." },
} as const;

async function staffPage(c: PageContext, more: Partial<StaffInvitationsProps>) {
  const { invitations } = await answerOf(clients(c).invitation.invitation.$get());
  const done = c.req.query("done");
  return consolePage(
    c,
    {
      title: "Colleagues",
      current: "settings",
      width: "narrow",
      status: more.message === undefined ? 200 : 422,
      toasts: done === "sent" || done === "withdrawn" ? [toasts[done]] : [],
      crumbs: [{ href: "/settings", label: "Settings" }, { label: "Colleagues" }],
    },
    <StaffInvitations
      invitations={invitations}
      action={home}
      sendAgainAction={`${home}/send-again`}
      withdrawAction={`${home}/withdraw`}
      {...clockOf(c)}
      {...more}
    />,
  );
}

/** Mounted at the root. */
export const staffPages = new Hono<PageEnv>()
  .use(`${home}/*`, signedInAs("administrator"))
  .get(home, (c) => staffPage(c, {}))
  .post(home, async (c) => {
    const values = await formOf(c);
    const outcome = await tried(
      clients(c).invitation.invitation.$post({
        json: {
          name: { given: values.given ?? "", family: values.family ?? "" },
          ...(values.credentials ? { credentials: values.credentials } : {}),
          email: values.email ?? "",
          practitioner: values.practitioner === "on",
          administrator: values.administrator === "on",
        },
      }),
    );
    if (outcome.ok) return c.redirect(`${home}?done=sent`, 303);
    return await staffPage(c, {
      values,
      message: outcome.problem.title,
      errors: formErrors(outcome.problem, words, { "name.given": "given", "name.family": "family" }),
    });
  })
  .post(`${home}/send-again`, async (c) => {
    const { invitation = "" } = await formOf(c);
    await clients(c).invitation.invitation[":invitation"]["send-again"].$post({
      param: { invitation: invitation || "none" },
    });
    return c.redirect(`${home}?done=sent`, 303);
  })
  .post(`${home}/withdraw`, async (c) => {
    const { invitation = "" } = await formOf(c);
    await clients(c).invitation.invitation[":invitation"].withdraw.$post({
      param: { invitation: invitation || "none" },
    });
    return c.redirect(`${home}?done=withdrawn`, 303);
  });
