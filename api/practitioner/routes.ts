/** Practitioners of the clinic. */
import { PractitionerList } from "../../schema/practitioner.ts";
import { resource, route } from "../access.ts";
import { all, q } from "../database.ts";

export const practitionerRoutes = resource().openapi(
  route({
    method: "get",
    path: "/practitioner",
    operationId: "practitioner.list",
    tags: ["Clinic"],
    summary: "Active practitioners, by name",
    access: [{ roles: ["practitioner", "administrator"], scope: "clinic" }],
    activity: false,
    responses: {
      200: { description: "Practitioners", content: { "application/json": { schema: PractitionerList } } },
    },
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
);
