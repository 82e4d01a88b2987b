/** Whether the server works: version, migration level, database; deep: the whole database's integrity. */
import { z } from "@hono/zod-openapi";
import { resource, route } from "../access.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { migrationLevel } from "../migrate.ts";
import { version } from "../version.ts";

const Health = z.object({
  status: z.literal("ok"),
  version: z.string(),
  migrationLevel: z.number().int(),
  database: z.literal("reachable"),
  /** Only with `deep`: what integrity_check and foreign_key_check found; empty is good. */
  integrity: z.array(z.string()).optional(),
}).openapi("Health");

export const healthRoutes = resource().openapi(
  route({
    method: "get",
    path: "/health",
    operationId: "health.read",
    tags: ["Clinic"],
    summary: "Version, migration level and database; deep checks the whole database (administrators)",
    access: [{ roles: ["public"], scope: "clinic" }],
    activity: false,
    request: { query: z.object({ deep: z.enum(["", "1", "true"]).optional() }) },
    responses: {
      200: { description: "Healthy", content: { "application/json": { schema: Health } } },
      ...problemResponses("unavailable", "not_signed_in", "forbidden"),
    },
  }),
  async (c) => {
    const { db } = c.env.scope;
    const health = {
      status: "ok" as const,
      version,
      migrationLevel: await migrationLevel(db),
      database: "reachable" as const,
    };
    if (c.req.valid("query").deep === undefined) return c.json(health, 200);
    const actor = await c.env.scope.actor();
    if (actor === undefined) return problem(c, refuse("not_signed_in"));
    if (!actor.roles.includes("administrator")) return problem(c, refuse("forbidden"));
    const [integrity, keys] = await db.read([
      { sql: "SELECT integrity_check AS finding FROM pragma_integrity_check", args: [] },
      {
        sql: "SELECT \"table\" || ' row ' || coalesce(rowid, '?') AS finding FROM pragma_foreign_key_check",
        args: [],
      },
    ]);
    const findings = [...integrity!.rows, ...keys!.rows].map(({ finding }) => String(finding));
    return c.json({ ...health, integrity: findings.filter((finding) => finding !== "ok") }, 200);
  },
);
