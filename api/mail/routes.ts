/** The clinic's mail: what could not be sent, what each kind looks like, and this machine's own outbox. */
import { LocalOutbox, MailParam, MailPreviews, Outbox } from "../../schema/mail.ts";
import { json, resource, route } from "../access.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { previewMails, readLocalOutbox, readOutbox, sendAgain } from "./list_mail.ts";

const administrators = [{ roles: ["administrator"], scope: "clinic" }] as const;
const tags = ["Mail"];

export const mailRoutes = resource()
  .openapi(
    route({
      method: "get",
      path: "/mail",
      operationId: "mail.list",
      tags,
      summary: "How much mail waits, and what could not be sent",
      access: administrators,
      responses: { 200: { description: "The outbox", content: json(Outbox) } },
    }),
    async (c) => c.json(await readOutbox(c.env.scope), 200),
  )
  .openapi(
    route({
      method: "get",
      path: "/mail/preview",
      operationId: "mail.preview",
      tags,
      summary: "Each kind of mail, with an invented name",
      access: administrators,
      responses: { 200: { description: "Every kind", content: json(MailPreviews) } },
    }),
    async (c) => c.json({ mails: await previewMails(c.env.scope) }, 200),
  )
  .openapi(
    route({
      method: "post",
      path: "/mail/{mail}/send-again",
      operationId: "mail.send_again",
      tags,
      summary: "Try a mail again that could not be sent",
      access: administrators,
      request: { params: MailParam },
      responses: { 204: { description: "It is tried again" }, ...problemResponses("not_found", "forbidden") },
    }),
    async (c) => {
      const actor = c.var.actor;
      if (actor.kind !== "session") return problem(c, refuse("forbidden"));
      const done = await sendAgain(c.env.scope, actor, c.req.valid("param").mail);
      return done ? c.body(null, 204) : problem(c, refuse("not_found"));
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/dev/outbox",
      operationId: "dev.outbox",
      tags,
      summary: "Mail that a deployment on one's own machine sent to nobody; nothing anywhere else",
      access: [{ roles: ["public"], scope: "self" }],
      responses: {
        200: { description: "Newest first", content: json(LocalOutbox) },
        ...problemResponses("not_found"),
      },
    }),
    async (c) => {
      const mails = await readLocalOutbox(c.env.scope);
      return mails === undefined ? problem(c, refuse("not_found")) : c.json({ mails }, 200);
    },
  );
