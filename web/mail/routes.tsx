/** The pages about mail: an administrator's, and the outbox of a deployment on one's own machine. */
import { Hono } from "hono";
import { consolePage } from "../console/chart_page.tsx";
import { answerOf, clients, formOf, page, type PageEnv } from "../page.tsx";
import { clockOf, signedInAs } from "../signed_in.tsx";
import { LocalOutbox } from "./LocalOutbox.tsx";
import { mailDocument } from "./mail_document.ts";
import { MailSettings } from "./MailSettings.tsx";

export const mailPages = new Hono<PageEnv>()
  .use("/settings/mail/*", signedInAs("administrator"))
  .get("/settings/mail", async (c) => {
    const api = clients(c).mail.mail;
    return consolePage(
      c,
      {
        title: "Mail",
        current: "settings",
        width: "narrow",
        crumbs: [{ href: "/settings", label: "Settings" }, { label: "Mail" }],
      },
      <MailSettings
        outbox={await answerOf(api.$get())}
        previews={(await answerOf(api.preview.$get())).mails}
        sendAgainAction="/settings/mail/send-again"
        previewHref={(kind) => `/settings/mail/${kind}`}
        outboxHref="/dev/outbox"
        zone={clockOf(c).zone}
      />,
    );
  })
  .post("/settings/mail/send-again", async (c) => {
    const { mail = "" } = await formOf(c);
    await clients(c).mail.mail[":mail"]["send-again"].$post({ param: { mail: mail || "none" } });
    return c.redirect("/settings/mail", 303);
  })
  .get("/settings/mail/:kind", async (c) => {
    const { mails } = await answerOf(clients(c).mail.mail.preview.$get());
    const mail = mails.find(({ kind }) => kind === c.req.param("kind"));
    return mail === undefined ? c.notFound() : mailDocument(c, mail.html);
  })
  .get("/dev/outbox", async (c) => {
    const { mails } = await answerOf(clients(c).mail.dev.outbox.$get());
    return page(c, { title: "Outbox", app: "entrance" }, <LocalOutbox mails={mails} href="/dev/outbox" />);
  })
  .get("/dev/outbox/:id", async (c) => {
    const { mails } = await answerOf(clients(c).mail.dev.outbox.$get());
    const mail = mails.find(({ id }) => String(id) === c.req.param("id"));
    return mail === undefined ? c.notFound() : mailDocument(c, mail.html);
  });
