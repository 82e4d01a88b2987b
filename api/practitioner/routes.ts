/** Practitioners of the clinic: the list, and the profile that each keeps. */
import { sql } from "kysely";
import { ImageParam, ImagePath, NewImage } from "../../schema/image.ts";
import {
  PractitionerList,
  PractitionerParam,
  PractitionerProfile,
  PractitionerUpdate,
} from "../../schema/practitioner.ts";
import { json, resource, route } from "../access.ts";
import { all, first, q } from "../database.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { imagePath, imageResponse } from "../image/image_response.ts";
import { putImage, removeImage } from "../image/put_image.ts";
import { auditEvent } from "../scope.ts";
import { ownProfile } from "./own_profile.ts";
import { updatePractitioner } from "./update.ts";

/** One's own profile, or anybody's for administrators: `ownProfile()` tells them apart. */
const ownOrAdministrator = [
  { roles: ["practitioner"], scope: "self" },
  { roles: ["administrator"], scope: "clinic" },
] as const;

export const practitionerRoutes = resource()
  .openapi(
    route({
      method: "get",
      path: "/practitioner",
      operationId: "practitioner.list",
      tags: ["Clinic"],
      summary: "Active practitioners, by name",
      access: [{ roles: ["practitioner", "administrator"], scope: "clinic" }],
      activity: false,
      responses: { 200: { description: "Practitioners", content: json(PractitionerList) } },
    }),
    async (c) => {
      const rows = await all(
        c.env.scope.db,
        q.selectFrom("practitioner").select(["publicId", "givenName", "familyName", "credentials"])
          .where("active", "=", 1).orderBy("familyName").orderBy("givenName").limit(500),
      );
      const practitioners = rows.map((row) => ({
        id: row.publicId,
        name: { given: row.givenName, family: row.familyName },
        credentials: row.credentials,
      }));
      return c.json({ practitioners }, 200);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/practitioner/{practitioner}",
      operationId: "practitioner.read",
      tags: ["Clinic"],
      summary: "A practitioner's own profile",
      access: ownOrAdministrator,
      request: { params: PractitionerParam },
      responses: {
        200: { description: "The profile", content: json(PractitionerProfile) },
        ...problemResponses("not_found"),
      },
    }),
    async (c) => {
      const { practitioner } = c.req.valid("param");
      const found = await ownProfile(c.env.scope, c.var.actor, practitioner, "practitioner.read");
      return found.ok ? c.json(found.value.profile, 200) : problem(c, found);
    },
  )
  .openapi(
    route({
      method: "put",
      path: "/practitioner/{practitioner}",
      operationId: "practitioner.update",
      tags: ["Clinic"],
      summary: "Change a practitioner's own profile; the version read guards against another's change",
      access: ownOrAdministrator,
      request: {
        params: PractitionerParam,
        body: { content: json(PractitionerUpdate), required: true },
      },
      responses: {
        200: { description: "The profile as it is now", content: json(PractitionerProfile) },
        ...problemResponses("not_found", "changed_meanwhile"),
      },
    }),
    async (c) => {
      const { scope } = c.env;
      const { practitioner } = c.req.valid("param");
      const found = await ownProfile(scope, c.var.actor, practitioner, "practitioner.update");
      if (!found.ok) return problem(c, found);
      const outcome = await updatePractitioner(scope, c.var.actor, found.value, c.req.valid("json"));
      return outcome.ok ? c.json(outcome.value, 200) : problem(c, outcome);
    },
  )
  .openapi(
    route({
      method: "put",
      path: "/practitioner/{practitioner}/photo",
      operationId: "practitioner.photo.put",
      tags: ["Clinic"],
      summary: "Put another photo in the place of a practitioner's",
      access: ownOrAdministrator,
      maxBodyBytes: 300 * 1024,
      request: { params: PractitionerParam, body: { content: json(NewImage), required: true } },
      responses: {
        200: { description: "Where it is now", content: json(ImagePath) },
        ...problemResponses("not_found", "invalid"),
      },
    }),
    async (c) => {
      const { scope } = c.env;
      const action = "practitioner.photo.put";
      const found = await ownProfile(scope, c.var.actor, c.req.valid("param").practitioner, action);
      if (!found.ok) return problem(c, found);
      const outcome = await putImage(
        scope,
        { table: "practitioner", column: "photo", row: found.value.key },
        c.req.valid("json").data,
        auditEvent(scope, c.var.actor, { action, entity: found.value.profile.id }),
      );
      if (!outcome.ok) return problem(c, outcome);
      return c.json({ path: imagePath("/api/practitioner/photo", outcome.value) ?? "" }, 200);
    },
  )
  .openapi(
    route({
      method: "delete",
      path: "/practitioner/{practitioner}/photo",
      operationId: "practitioner.photo.delete",
      tags: ["Clinic"],
      summary: "Take a practitioner's photo away",
      access: ownOrAdministrator,
      request: { params: PractitionerParam },
      responses: { 204: { description: "Gone" }, ...problemResponses("not_found") },
    }),
    async (c) => {
      const { scope } = c.env;
      const action = "practitioner.photo.delete";
      const found = await ownProfile(scope, c.var.actor, c.req.valid("param").practitioner, action);
      if (!found.ok) return problem(c, found);
      await removeImage(
        scope,
        { table: "practitioner", column: "photo", row: found.value.key },
        auditEvent(scope, c.var.actor, { action, entity: found.value.profile.id }),
      );
      return c.body(null, 204);
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/practitioner/photo/{image}",
      operationId: "practitioner.photo.read",
      tags: ["Clinic"],
      summary: "A practitioner's photo; patients see what was published",
      access: [{ roles: ["patient", "practitioner", "administrator"], scope: "clinic" }],
      activity: false,
      request: { params: ImageParam },
      responses: {
        200: { description: "JPEG or PNG", content: { "image/jpeg": {}, "image/png": {} } },
        ...problemResponses("not_found"),
      },
    }),
    async (c) => {
      let found = q.selectFrom("image").innerJoin("practitioner", "practitioner.photo", "image.id")
        .select(["image.bytes", "image.contentType"])
        .where("image.publicId", "=", c.req.valid("param").image).where("practitioner.active", "=", 1);
      if (c.var.actor.patient !== undefined) {
        found = found.where(
          sql<boolean>`EXISTS (SELECT 1 FROM json_each(practitioner.shown) WHERE value = 'photo')`,
        );
      }
      const image = await first(c.env.scope.db, found);
      return image ? imageResponse(image, "private") : problem(c, refuse("not_found"));
    },
  );
