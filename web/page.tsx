/**
 * What every page handler has at hand: the request scope, the API's clients, forms, and the document around its
 * content. A handler calls the API and renders the answer; it never reads the database.
 */
import type { Context } from "hono";
import type { ComponentChildren } from "preact";
import type { InScope } from "../api/app.ts";
import type { Scope } from "../api/scope.ts";
import type { Problem } from "../schema/problem.ts";
import type { Session } from "../schema/sign_in.ts";
import { type Clients, clientsOf } from "./client.ts";
import type { ToastMessage } from "./components/Toast.tsx";
import type { DocumentProps } from "./document.tsx";
import type { Manifest } from "./manifest.ts";
import { renderDocument } from "./render_document.ts";
import { themeCookie, themeOf } from "./theme.ts";

export type PageEnv = {
  Bindings: { scope: Scope; api: InScope; manifest: Manifest; describe: () => object };
  Variables: { session: Session };
};
export type PageContext = Context<PageEnv>;

/** The API's clients, in this request's scope. */
export function clients(c: PageContext): Clients {
  const { scope, api } = c.env;
  return clientsOf(scope.clinic.origin, async (request) => await api(request, scope));
}

/** A refusal of the API that the handler did not expect; the page shows it as it is. */
export class ApiProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

interface ClientAnswer {
  ok: boolean;
  json(): Promise<unknown>;
}
type Good<R> = Extract<R, { ok: true }> extends { json(): Promise<infer Body> } ? Body : never;

/** The body of a good answer; throws `ApiProblem` for any other. */
export async function answerOf<R extends ClientAnswer>(response: Promise<R>): Promise<Good<R>> {
  const answer = await response;
  if (!answer.ok) throw new ApiProblem(await answer.json() as Problem);
  return await answer.json() as Good<R>;
}

/** Either the body of a good answer or the API's refusal, for forms that show it. */
export async function tried<R extends ClientAnswer>(
  response: Promise<R>,
): Promise<{ ok: true; value: Good<R>; response: R } | { ok: false; problem: Problem }> {
  const answer = await response;
  if (!answer.ok) return { ok: false, problem: await answer.json() as Problem };
  return { ok: true, value: await answer.json() as Good<R>, response: answer };
}

/** Messages by field name, as forms want them. */
export function fieldErrors(problem: Problem): Record<string, string> {
  return Object.fromEntries((problem.errors ?? []).map(({ field, reason }) => [field, reason]));
}

const maxFormBytes = 64 * 1024;

/** The fields of a posted form, trimmed of nothing; only URL-encoded forms of a bounded size. */
export async function formOf(c: PageContext): Promise<Record<string, string>> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header("content-type") ?? "")) return {};
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of c.req.raw.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxFormBytes) return {};
  }
  return Object.fromEntries(new URLSearchParams(text));
}

/** Renders a page as a whole document. */
export function page(
  c: PageContext,
  props: {
    title: string;
    app: NonNullable<DocumentProps["app"]>;
    islands?: readonly string[];
    toasts?: readonly ToastMessage[];
    organization?: string;
    installable?: boolean;
    status?: 200 | 400 | 401 | 403 | 404 | 409 | 410 | 422 | 429 | 500 | 503;
  },
  content: ComponentChildren,
): Response {
  const { scope, manifest } = c.env;
  const { status = 200, ...rest } = props;
  return c.html(
    renderDocument({
      ...rest,
      nonce: scope.nonce,
      manifest,
      theme: themeOf(scope.cookies.get(themeCookie)),
      children: content,
    }),
    status,
  );
}

/** Copies the API's cookies to the page's answer. */
export function passCookies(c: PageContext, from: { headers: Headers }): void {
  for (const cookie of from.headers.getSetCookie()) c.header("set-cookie", cookie, { append: true });
}
