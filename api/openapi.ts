/** The OpenAPI 3.1 document: every route, who may call it, and every refusal. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { problems } from "./errors.ts";
import type { Env } from "./scope.ts";
import { version } from "./version.ts";

/** Describes the API as it is mounted. */
export function openApiDocument(api: OpenAPIHono<Env>): object {
  api.openAPIRegistry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "__Host-session",
    description: "Set by signing in. Plain `session` on a local http origin.",
  });
  api.openAPIRegistry.registerComponent("securitySchemes", "grant", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "An import grant: ingest for one patient, 12 hours.",
  });
  const document = api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Patient App",
      version,
      description:
        "Everything the screens can do, a program can do. Instants are ISO 8601 in UTC; columns of " +
        "samples are UTC milliseconds. Refusals are RFC 9457 problem details.",
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    servers: [{ url: "/" }],
  });
  const refusals = Object.entries(problems).map(([tag, [status, title]]) => [tag, { status, title }]);
  return { ...document, "x-problems": Object.fromEntries(refusals) };
}
