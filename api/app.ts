/**
 * The whole product as one handler: finds the clinic by host, opens the request's scope, hands `/api` to the API and
 * everything else to the pages, and puts the same headers on every answer. Entries only bring the platform.
 */
import { OpenAPIHono } from "@hono/zod-openapi";
import { annotationRoutes } from "./annotation/routes.ts";
import { auditEventRoutes } from "./audit_event/routes.ts";
import { clinicMeasurementRoutes } from "./clinic_measurement/routes.ts";
import { contactRoutes } from "./contact/routes.ts";
import type { Deps } from "./deps.ts";
import { failure, problem, problems, refuse } from "./errors.ts";
import { fhirRoutes } from "./fhir/routes.ts";
import { healthRoutes } from "./health/routes.ts";
import { importGrantRoutes } from "./import_grant/routes.ts";
import { invitationRoutes } from "./invitation/routes.ts";
import { mailRoutes } from "./mail/routes.ts";
import { inboxRoutes } from "./inbox/routes.ts";
import { measurementPlanRoutes } from "./measurement_plan/routes.ts";
import { observationRoutes } from "./observation/routes.ts";
import { openApiDocument } from "./openapi.ts";
import { organizationRoutes } from "./organization/routes.ts";
import { crossSite, securityHeaders } from "./origin.ts";
import { passwordRoutes } from "./password/routes.ts";
import { patientProfileRoutes } from "./patient/profile_routes.ts";
import { patientRoutes } from "./patient/routes.ts";
import { practitionerRoutes } from "./practitioner/routes.ts";
import { reviewRoutes } from "./review/routes.ts";
import { provenanceRoutes } from "./provenance/routes.ts";
import { type Connection, type Env, openScope, type Scope } from "./scope.ts";
import { signalRoutes } from "./signal/routes.ts";
import { signInRoutes } from "./sign_in/routes.ts";
import { vitalPinRoutes } from "./vital_pin/routes.ts";

/** Answers a request inside a scope: the API itself, and the pages that call it. */
export type InScope = (request: Request, scope: Scope) => Response | Promise<Response>;
export type Pages = (api: InScope, document: () => object) => InScope;

/** Mounts every resource under `/api`. */
export function createApi() {
  const api = new OpenAPIHono<Env>();
  api.onError(failure);
  api.notFound((c) => problem(c, refuse("not_found")));
  for (
    const resource of [
      healthRoutes,
      signInRoutes,
      passwordRoutes,
      invitationRoutes,
      mailRoutes,
      organizationRoutes,
      contactRoutes,
      practitionerRoutes,
      patientRoutes,
      patientProfileRoutes,
      importGrantRoutes,
      observationRoutes,
      reviewRoutes,
      inboxRoutes,
      measurementPlanRoutes,
      signalRoutes,
      annotationRoutes,
      vitalPinRoutes,
      provenanceRoutes,
      fhirRoutes,
      // After every route whose path says what its own last word takes for an id.
      clinicMeasurementRoutes,
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
    if (clinic === undefined) return plainProblem("unknown_host", "");
    const scope = openScope(deps, clinic, request, connection);
    const startedAt = performance.now();
    let response: Response;
    try {
      // Checked here, once, for API and pages alike: calls that pages make in process come from nowhere else.
      if (crossSite(request, clinic)) return plainProblem("cross_site", scope.requestId);
      const toApi = url.pathname.startsWith("/api/") && url.pathname !== "/api/docs";
      response = await (toApi || inPages === undefined ? inApi : inPages)(request, scope);
    } finally {
      if (scope.running.length === 0) scope.db.close();
      else void Promise.allSettled(scope.running).then(() => scope.db.close());
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

/** A refusal from before any route. */
function plainProblem(tag: "unknown_host" | "cross_site", requestId: string): Response {
  const [status, title] = problems[tag];
  return new Response(JSON.stringify({ type: `/api/docs#${tag}`, title, status, requestId }), {
    status,
    headers: { "content-type": "application/problem+json", "x-content-type-options": "nosniff" },
  });
}
