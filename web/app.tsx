/** All pages, as one handler inside the request scope; and what people see when a page can't be shown. */
import { Hono } from "hono";
import type { Pages } from "../api/app.ts";
import { consolePages } from "./console/routes.tsx";
import { staffPages } from "./console/staff_routes.tsx";
import { ErrorPage, type ErrorStatus } from "./entrance/ErrorPage.tsx";
import { entrancePages } from "./entrance/routes.tsx";
import { invitationPages } from "./entrance/invitation_routes.tsx";
import { passwordPages } from "./entrance/password_routes.tsx";
import { mailPages } from "./mail/routes.tsx";
import type { Manifest } from "./manifest.ts";
import { ApiProblem, page, type PageContext, type PageEnv } from "./page.tsx";
import { pwaPages } from "./pwa/routes.tsx";
import { patientPages } from "./patient/routes.tsx";

const shown = [403, 404, 429, 500, 503] as const;

function errorPage(c: PageContext, status: number) {
  const known = shown.find((one) => one === status) ?? 500;
  return page(
    c,
    { title: "Patient App", app: "entrance", status: known },
    <ErrorPage
      status={known satisfies ErrorStatus}
      organization={c.var.session?.clinic ?? "Patient App"}
      requestId={c.env.scope.requestId}
    />,
  );
}

const pages = new Hono<PageEnv>()
  .route("/", entrancePages)
  .route("/", passwordPages)
  .route("/", invitationPages)
  .route("/", mailPages)
  .route("/", staffPages)
  .route("/", pwaPages)
  .route("/", consolePages)
  .route("/", patientPages);
pages.notFound((c) => errorPage(c, 404));
pages.onError((error, c) => {
  if (error instanceof ApiProblem) {
    if (error.problem.status === 401) return c.redirect("/sign-in", 303);
    return errorPage(c, error.problem.status === 422 ? 404 : error.problem.status);
  }
  c.env.scope.log("page_error", { error: error.name, at: error.stack?.split("\n")[1]?.trim() ?? "" });
  return errorPage(c, 500);
});

/** The pages, given the names of their built assets. */
export function createPages(manifest: Manifest): Pages {
  return (api, describe) => (request, scope) => pages.fetch(request, { scope, api, manifest, describe });
}
