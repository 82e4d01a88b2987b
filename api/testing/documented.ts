/** Holds every answer that a scenario gets against the OpenAPI document: a status that a route does not name fails. */
import { createApi } from "../app.ts";

interface Documented {
  method: string;
  pattern: RegExp;
  path: string;
  statuses: ReadonlySet<string>;
}

let routes: Documented[] | undefined;

function documentedRoutes(): Documented[] {
  const { paths } = createApi().describe() as {
    paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
  };
  const found = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({
      method: method.toUpperCase(),
      path,
      pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`),
      statuses: new Set(Object.keys(responses)),
    }))
  );
  // A fixed path outranks one with parameters, as in the router.
  return found.sort((a, b) => a.path.split("{").length - b.path.split("{").length);
}

/** Throws where the API answered with a status that the document does not name for that route. */
export function assertDocumented(request: Request, status: number): void {
  const { pathname } = new URL(request.url);
  const route = (routes ??= documentedRoutes()).find(({ method, pattern }) =>
    method === request.method && pattern.test(pathname)
  );
  if (route !== undefined && !route.statuses.has(String(status))) {
    throw new Error(
      `${route.method} ${route.path} answered ${status}, which its documentation does not name`,
    );
  }
}
