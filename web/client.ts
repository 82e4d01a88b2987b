/** The typed clients of the JSON API: pages use them in process, programs and tests over HTTP. One per resource. */
import { hc } from "hono/client";
import type { annotationRoutes } from "../api/annotation/routes.ts";
import type { auditEventRoutes } from "../api/audit_event/routes.ts";
import type { clinicMeasurementRoutes } from "../api/clinic_measurement/routes.ts";
import type { contactRoutes } from "../api/contact/routes.ts";
import type { healthRoutes } from "../api/health/routes.ts";
import type { importGrantRoutes } from "../api/import_grant/routes.ts";
import type { invitationRoutes } from "../api/invitation/routes.ts";
import type { mailRoutes } from "../api/mail/routes.ts";
import type { inboxRoutes } from "../api/inbox/routes.ts";
import type { measurementPlanRoutes } from "../api/measurement_plan/routes.ts";
import type { observationRoutes } from "../api/observation/routes.ts";
import type { passwordRoutes } from "../api/password/routes.ts";
import type { organizationRoutes } from "../api/organization/routes.ts";
import type { patientProfileRoutes } from "../api/patient/profile_routes.ts";
import type { patientRoutes } from "../api/patient/routes.ts";
import type { practitionerRoutes } from "../api/practitioner/routes.ts";
import type { reviewRoutes } from "../api/review/routes.ts";
import type { signalRoutes } from "../api/signal/routes.ts";
import type { provenanceRoutes } from "../api/provenance/routes.ts";
import type { signInRoutes } from "../api/sign_in/routes.ts";
import type { vitalPinRoutes } from "../api/vital_pin/routes.ts";

/** Clients that send through `fetch`. */
export function clientsOf(origin: string, fetch: (input: Request) => Promise<Response>) {
  const base = `${origin}/api`;
  const options = {
    fetch:
      ((input: RequestInfo | URL, init?: RequestInit) =>
        fetch(new Request(input, init))) as typeof globalThis.fetch,
  };
  return {
    annotation: hc<typeof annotationRoutes>(base, options),
    auditEvent: hc<typeof auditEventRoutes>(base, options),
    clinicMeasurement: hc<typeof clinicMeasurementRoutes>(base, options),
    contact: hc<typeof contactRoutes>(base, options),
    health: hc<typeof healthRoutes>(base, options),
    importGrant: hc<typeof importGrantRoutes>(base, options),
    invitation: hc<typeof invitationRoutes>(base, options),
    mail: hc<typeof mailRoutes>(base, options),
    inbox: hc<typeof inboxRoutes>(base, options),
    measurementPlan: hc<typeof measurementPlanRoutes>(base, options),
    observation: hc<typeof observationRoutes>(base, options),
    password: hc<typeof passwordRoutes>(base, options),
    patient: hc<typeof patientRoutes>(base, options),
    review: hc<typeof reviewRoutes>(base, options),
    organization: hc<typeof organizationRoutes>(base, options),
    patientProfile: hc<typeof patientProfileRoutes>(base, options),
    practitioner: hc<typeof practitionerRoutes>(base, options),
    signal: hc<typeof signalRoutes>(base, options),
    provenance: hc<typeof provenanceRoutes>(base, options),
    signIn: hc<typeof signInRoutes>(base, options),
    vitalPin: hc<typeof vitalPinRoutes>(base, options),
  };
}
export type Clients = ReturnType<typeof clientsOf>;
