/** The clinician's inbox as a page. */
import { Hono } from "hono";
import { answerOf, clients, formOf, type PageEnv } from "../page.tsx";
import { clockOf, signedInAs } from "../signed_in.tsx";
import { consolePage } from "./chart_page.tsx";
import { Inbox } from "./Inbox.tsx";

export const inboxPages = new Hono<PageEnv>()
  .use("/*", signedInAs("practitioner"))
  .get("/", async (c) => {
    const { patients, total } = await answerOf(clients(c).inbox.inbox.$get());
    return consolePage(
      c,
      { title: "Inbox", current: "inbox" },
      <Inbox patients={patients} total={total} action="/inbox" {...clockOf(c)} />,
    );
  })
  .post("/", async (c) => {
    const { patient = "", entries = "" } = await formOf(c);
    await answerOf(
      clients(c).inbox.patient[":patient"].inbox.seen.$post({
        param: { patient },
        json: { entries: entries.split(" ").filter(Boolean) },
      }),
    );
    return c.redirect("/inbox", 303);
  });
