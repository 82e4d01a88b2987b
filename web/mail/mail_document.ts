/** A mail as its own page: sandboxed, with the inline styles that mail needs and nothing else. */
import type { PageContext } from "../page.tsx";

export function mailDocument(c: PageContext, html: string): Response {
  c.header(
    "content-security-policy",
    "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  );
  return c.html(html);
}
