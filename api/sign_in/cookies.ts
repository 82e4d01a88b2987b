/** The two cookies: the session, and the mark of a browser that has signed in before. Both HttpOnly, SameSite=Lax. */
import type { Clinic } from "../deps.ts";

export type CookieName = "session" | "browser";

/** `__Host-…; Secure` on https; plain on a loopback http origin, where Safari drops Secure cookies. */
export function cookieName(clinic: Clinic, name: CookieName): string {
  return clinic.origin.startsWith("https:") ? `__Host-${name}` : name;
}

/** A Set-Cookie value; an empty value and no age remove the cookie. */
export function setCookie(clinic: Clinic, name: CookieName, value: string, maxAgeSeconds: number): string {
  const secure = clinic.origin.startsWith("https:") ? "; Secure" : "";
  return `${
    cookieName(clinic, name)
  }=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}
