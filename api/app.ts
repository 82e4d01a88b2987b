/**
 * The whole product as one handler: finds the clinic by host, opens the request's scope, hands `/api` to the API and
 * everything else to the pages, and puts the same headers on every answer. Entries only bring the platform.
 */
import { OpenAPIHono } from "@hono/zod-openapi";
import { auditEventRoutes } from "./audit_event/routes.ts";
import type { Deps } from "./deps.ts";
import { failure, problem, problems, refuse } from "./errors.ts";
import { healthRoutes } from "./health/routes.ts";
import { importGrantRoutes } from "./import_grant/routes.ts";
import { openApiDocument } from "./openapi.ts";
import { crossSite, securityHeaders } from "./origin.ts";
import { patientRoutes } from "./patient/routes.ts";
import { practitionerRoutes } from "./practitioner/routes.ts";
import { type Connection, type Env, openScope, type Scope } from "./scope.ts";
import { signInRoutes } from "./sign_in/routes.ts";

/** Answers a request inside a scope: the API itself, and the pages that call it. */
export type InScope = (request: Request, scope: Scope) => Response | Promise<Response>;
export type Pages = (api: InScope, document: () => object) => InScope;

/** Mounts every resource under `/api`. */
export function createApi() {
  const api = new OpenAPIHono<Env>();
  api.onError(failure);
  api.notFound((c) => problem(c, refuse("not_found")));
  api.use("/api/*", async (c, next) => {
    if (crossSite(c.req.raw, c.env.scope.clinic)) return problem(c, refuse("cross_site"));
    return await next();
  });
  for (
    const resource of [
      healthRoutes,
      signInRoutes,
      practitionerRoutes,
      patientRoutes,
      importGrantRoutes,
      auditEventRoutes,
    ]
  ) api.route("/api", resource);
  let document: object | undefined;
  const describe = () => document ??= openApiDocument(api);
  api.get("/api/openapi.json", (c) => c.json(describe()));
  return { api, describe };
}

/** One handler for everything. `pages` is left out by programs that need the API alone. */
export function createApp(deps: Deps, pages?: Pages) {
  const { api, describe } = createApi();
  const inApi: InScope = (request, scope) => api.fetch(request, { scope });
  const inPages = pages?.(inApi, describe);

  return async function handle(request: Request, connection: Connection): Promise<Response> {
    const url = new URL(request.url);
    const clinic = deps.clinicAt(url.host);
    if (clinic === undefined) return unknownHost();
    const scope = openScope(deps, clinic, request, connection);
    const startedAt = performance.now();
    let response: Response;
    try {
      const toApi = url.pathname.startsWith("/api/") && url.pathname !== "/api/docs";
      response = await (toApi || inPages === undefined ? inApi : inPages)(request, scope);
    } finally {
      scope.db.close();
    }
    const answer = new Response(response.body, response);
    securityHeaders(answer.headers, scope);
    scope.log("request", {
      method: request.method,
      // The first segment only: paths below it carry ids and one-use links.
      path: `/${url.pathname.split("/").slice(1, url.pathname.startsWith("/api/") ? 3 : 2).join("/")}`,
      status: answer.status,
      ms: Math.round(performance.now() - startedAt),
    });
    return answer;
  };
}

function unknownHost(): Response {
  const [status, title] = problems.unknown_host;
  return new Response(JSON.stringify({ type: "/api/docs#unknown_host", title, status, requestId: "" }), {
    status,
    headers: { "content-type": "application/problem+json", "x-content-type-options": "nosniff" },
  });
}
