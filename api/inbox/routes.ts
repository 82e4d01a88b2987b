/** The clinician's inbox: newly shared and newly stopped data of the patients whose primary clinician they are. */
import { Inbox, InboxCount, SeenCount, SeenEntries } from "../../schema/inbox.ts";
import { PatientParam } from "../../schema/patient.ts";
import { type Actor, json, resource, route } from "../access.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { countInbox, markSeen, readInbox } from "./queries.ts";

const practitioners = [{ roles: ["practitioner"], scope: "clinic" }] as const;
/** The role was checked at the door; a practitioner's session names one. */
const practitionerOf = (actor: Actor) => actor.kind === "session" ? actor.practitioner?.key ?? -1 : -1;

export const inboxRoutes = resource()
  .openapi(
    route({
      method: "get",
      path: "/inbox",
      operationId: "inbox.read",
      tags: ["Closing the loop"],
      summary: "Whose data newly comes in, or stopped coming in, and was not marked as seen",
      access: practitioners,
      responses: { 200: { description: "At most 50 patients", content: json(Inbox) } },
    }),
    async (c) => c.json(await readInbox(c.env.scope, c.var.actor, practitionerOf(c.var.actor)), 200),
  )
  .openapi(
    route({
      method: "get",
      path: "/inbox/count",
      operationId: "inbox.count",
      tags: ["Closing the loop"],
      summary: "How many patients are in the inbox",
      access: practitioners,
      activity: false,
      responses: { 200: { description: "The number", content: json(InboxCount) } },
    }),
    async (c) => c.json({ patients: await countInbox(c.env.scope.db, practitionerOf(c.var.actor)) }, 200),
  )
  .openapi(
    route({
      method: "post",
      path: "/patient/{patient}/inbox/seen",
      operationId: "inbox.seen",
      tags: ["Closing the loop"],
      summary: "Mark a patient's entries as seen; repeating is harmless",
      access: [{ roles: ["practitioner"], scope: "careTeam" }],
      request: { params: PatientParam, body: { content: json(SeenEntries), required: true } },
      responses: {
        200: { description: "How many were unseen until now", content: json(SeenCount) },
        ...problemResponses("not_found"),
      },
    }),
    async (c) => {
      const practitioner = practitionerOf(c.var.actor);
      if (practitioner === -1) return problem(c, refuse("not_found"));
      const { entries } = c.req.valid("json");
      const seen = await markSeen(c.env.scope, c.var.actor, practitioner, c.var.patient, entries);
      return c.json({ seen }, 200);
    },
  );
