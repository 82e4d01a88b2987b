/** The typed clients of the JSON API: pages use them in process, programs and tests over HTTP. One per resource. */
import { hc } from "hono/client";
import type { auditEventRoutes } from "../api/audit_event/routes.ts";
import type { contactRoutes } from "../api/contact/routes.ts";
import type { healthRoutes } from "../api/health/routes.ts";
import type { importGrantRoutes } from "../api/import_grant/routes.ts";
import type { observationRoutes } from "../api/observation/routes.ts";
import type { organizationRoutes } from "../api/organization/routes.ts";
import type { patientProfileRoutes } from "../api/patient/profile_routes.ts";
import type { patientRoutes } from "../api/patient/routes.ts";
import type { practitionerRoutes } from "../api/practitioner/routes.ts";
import type { signInRoutes } from "../api/sign_in/routes.ts";

/** Clients that send through `fetch`. */
export function clientsOf(origin: string, fetch: (input: Request) => Promise<Response>) {
  const base = `${origin}/api`;
  const options = {
    fetch:
      ((input: RequestInfo | URL, init?: RequestInit) =>
        fetch(new Request(input, init))) as typeof globalThis.fetch,
  };
  return {
    auditEvent: hc<typeof auditEventRoutes>(base, options),
    contact: hc<typeof contactRoutes>(base, options),
    health: hc<typeof healthRoutes>(base, options),
    importGrant: hc<typeof importGrantRoutes>(base, options),
    observation: hc<typeof observationRoutes>(base, options),
    organization: hc<typeof organizationRoutes>(base, options),
    patient: hc<typeof patientRoutes>(base, options),
    patientProfile: hc<typeof patientProfileRoutes>(base, options),
    practitioner: hc<typeof practitionerRoutes>(base, options),
    signIn: hc<typeof signInRoutes>(base, options),
  };
}
export type Clients = ReturnType<typeof clientsOf>;
