/** Where a request comes from, and the headers that keep answers where they belong. */
import type { Clinic } from "./deps.ts";
import type { Scope } from "./scope.ts";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a mutation comes from another site. Browsers say so themselves (Fetch Metadata); where they don't, the
 * Origin header does. A request with a bearer token carries no ambient authority and is let through.
 */
export function crossSite(request: Request, clinic: Clinic): boolean {
  if (safe.has(request.method) || request.headers.has("authorization")) return false;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = request.headers.get("origin");
  return origin !== null && origin !== clinic.origin && !clinic.aliases.includes(origin);
}

/** Adds the security headers every answer carries; pages bring their own CSP nonce by the scope. */
export function securityHeaders(headers: Headers, scope: Scope): void {
  const page = headers.get("content-type")?.startsWith("text/html") ?? false;
  // A mail shown as it is brings a policy of its own, a sandbox.
  const own = headers.get("content-security-policy");
  headers.set(
    "content-security-policy",
    own?.startsWith("sandbox ") ? own : page
      ? [
        "default-src 'none'",
        `script-src 'self' 'nonce-${scope.nonce}'`,
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join("; ")
      : headers.get("content-type")?.startsWith("text/javascript")
      // The service worker: it loads its own code and asks this origin, nothing else.
      ? "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'"
      : "default-src 'none'; frame-ancestors 'none'",
  );
  headers.set("x-content-type-options", "nosniff");
  headers.set("x-frame-options", "DENY");
  headers.set("referrer-policy", "same-origin");
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("cross-origin-resource-policy", "same-origin");
  headers.set("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()");
  headers.set("x-request-id", scope.requestId);
  if (scope.clinic.origin.startsWith("https:")) {
    headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  }
  // Health data must not linger in shared or back-forward caches; built assets set their own.
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
}
