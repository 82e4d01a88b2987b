/** How the patient who is signed in reaches the clinic and their own clinician. */
import { Contact } from "../../schema/contact.ts";
import { json, resource, route } from "../access.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { readOrganization } from "../organization/queries.ts";
import { primaryProfile, published } from "../practitioner/queries.ts";
import type { Scope } from "../scope.ts";
import { clinicianCard } from "./card.ts";
import { openNow } from "./open_now.ts";

const patients = [{ roles: ["patient"], scope: "self" }] as const;

async function readContact(scope: Scope, patient: number | undefined): Promise<Contact | undefined> {
  const organization = await readOrganization(scope.db);
  if (organization === undefined) return undefined;
  const { hours, timeZone } = organization;
  const primary = patient === undefined ? undefined : await primaryProfile(scope.db, patient);
  return {
    organization,
    openNow: hours && openNow(hours, timeZone, scope.now),
    clinician: primary === undefined ? null : published(primary.profile),
  };
}

export const contactRoutes = resource()
  .openapi(
    route({
      method: "get",
      path: "/contact",
      operationId: "contact.read",
      tags: ["Contact"],
      summary: "The clinic, whether it is open, and what the patient's clinician published",
      access: patients,
      responses: {
        200: { description: "How to reach them", content: json(Contact) },
        ...problemResponses("not_found"),
      },
    }),
    async (c) => {
      const contact = await readContact(c.env.scope, c.var.actor.patient?.key);
      return contact ? c.json(contact, 200) : problem(c, refuse("not_found"));
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/contact/card",
      operationId: "contact.card",
      tags: ["Contact"],
      summary: "The patient's clinician as a vCard (RFC 6350) for an address book",
      access: patients,
      responses: {
        200: { description: "vCard 4.0", content: { "text/vcard": {} } },
        ...problemResponses("not_found"),
      },
    }),
    async (c) => {
      const contact = await readContact(c.env.scope, c.var.actor.patient?.key);
      return contact?.clinician
        ? clinicianCard(contact.clinician, contact.organization)
        : problem(c, refuse("not_found"));
    },
  );
