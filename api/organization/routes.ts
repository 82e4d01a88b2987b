/** The clinic: what it shows to everybody, and its settings. */
import { ImageParam, ImagePath, NewImage } from "../../schema/image.ts";
import { Organization, OrganizationUpdate } from "../../schema/organization.ts";
import { json, resource, route } from "../access.ts";
import { first, q } from "../database.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { imagePath, imageResponse } from "../image/image_response.ts";
import { putImage, removeImage } from "../image/put_image.ts";
import { auditEvent } from "../scope.ts";
import { organizationCard } from "../contact/card.ts";
import { readOrganization } from "./queries.ts";
import { updateOrganization } from "./update.ts";

const everybody = [{ roles: ["public"], scope: "clinic" }] as const;
const administrators = [{ roles: ["administrator"], scope: "clinic" }] as const;
const logo = { table: "organization", column: "logo", row: 1 } as const;

export const organizationRoutes = resource()
  .openapi(
    route({
      method: "get",
      path: "/organization",
      operationId: "organization.read",
      tags: ["Clinic"],
      summary: "The clinic as it shows itself to everybody",
      access: everybody,
      activity: false,
      responses: {
        200: { description: "The clinic", content: json(Organization) },
        ...problemResponses("not_found"),
      },
    }),
    async (c) => {
      const organization = await readOrganization(c.env.scope.db);
      return organization ? c.json(organization, 200) : problem(c, refuse("not_found"));
    },
  )
  .openapi(
    route({
      method: "put",
      path: "/organization",
      operationId: "organization.update",
      tags: ["Clinic"],
      summary: "Change the clinic's settings; the version read guards against another's change",
      access: administrators,
      request: { body: { content: json(OrganizationUpdate), required: true } },
      responses: {
        200: { description: "The clinic as it is now", content: json(Organization) },
        ...problemResponses("not_found", "changed_meanwhile"),
      },
    }),
    async (c) => {
      const outcome = await updateOrganization(c.env.scope, c.var.actor, c.req.valid("json"));
      return outcome.ok ? c.json(outcome.value, 200) : problem(c, outcome);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/organization/logo/{image}",
      operationId: "organization.logo.read",
      tags: ["Clinic"],
      summary: "The clinic's logo",
      access: everybody,
      activity: false,
      request: { params: ImageParam },
      responses: {
        200: { description: "JPEG or PNG", content: { "image/jpeg": {}, "image/png": {} } },
        ...problemResponses("not_found"),
      },
    }),
    async (c) => {
      const image = await first(
        c.env.scope.db,
        q.selectFrom("image").innerJoin("organization", "organization.logo", "image.id")
          .select(["image.bytes", "image.contentType"])
          .where("image.publicId", "=", c.req.valid("param").image),
      );
      return image ? imageResponse(image, "public") : problem(c, refuse("not_found"));
    },
  )
  .openapi(
    route({
      method: "put",
      path: "/organization/logo",
      operationId: "organization.logo.put",
      tags: ["Clinic"],
      summary: "Put another logo in the place of the clinic's",
      access: administrators,
      maxBodyBytes: 300 * 1024,
      request: { body: { content: json(NewImage), required: true } },
      responses: {
        200: { description: "Where it is now", content: json(ImagePath) },
        ...problemResponses("invalid"),
      },
    }),
    async (c) => {
      const { scope } = c.env;
      const audit = auditEvent(scope, c.var.actor, { action: "organization.logo.put" });
      const outcome = await putImage(scope, logo, c.req.valid("json").data, audit);
      if (!outcome.ok) return problem(c, outcome);
      return c.json({ path: imagePath("/api/organization/logo", outcome.value) ?? "" }, 200);
    },
  )
  .openapi(
    route({
      method: "delete",
      path: "/organization/logo",
      operationId: "organization.logo.delete",
      tags: ["Clinic"],
      summary: "Take the clinic's logo away",
      access: administrators,
      responses: { 204: { description: "Gone" } },
    }),
    async (c) => {
      const { scope } = c.env;
      await removeImage(
        scope,
        logo,
        auditEvent(scope, c.var.actor, { action: "organization.logo.delete" }),
      );
      return c.body(null, 204);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/organization/card",
      operationId: "organization.card",
      tags: ["Clinic"],
      summary: "The clinic as a vCard (RFC 6350) for an address book",
      access: everybody,
      activity: false,
      responses: {
        200: { description: "vCard 4.0", content: { "text/vcard": {} } },
        ...problemResponses("not_found"),
      },
    }),
    async (c) => {
      const organization = await readOrganization(c.env.scope.db);
      return organization ? organizationCard(organization) : problem(c, refuse("not_found"));
    },
  );
