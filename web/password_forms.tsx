/** The page on which one's own password is changed, mounted below Settings and below a patient's Account. */
import { Hono } from "hono";
import type { ComponentChildren } from "preact";
import { ChangePassword } from "./ChangePassword.tsx";
import type { FieldError } from "./components/ErrorSummary.tsx";
import { passwordErrors } from "./entrance/password_routes.tsx";
import { clients, formOf, type PageContext, type PageEnv } from "./page.tsx";

/** Draws the page in its frame. */
type Frame = (c: PageContext, content: ComponentChildren, status: 200 | 422) => Response | Promise<Response>;

/** `home` is the page that leads here and that one comes back to. */
export function passwordForms(home: string, frame: Frame) {
  const show = (c: PageContext, more: { errors?: readonly FieldError[]; message?: string }) =>
    frame(
      c,
      <ChangePassword action={`${home}/password`} cancelHref={home} {...more} />,
      more.message === undefined ? 200 : 422,
    );
  return new Hono<PageEnv>()
    .get("/password", (c) => show(c, {}))
    .post("/password", async (c) => {
      const { current = "", password = "" } = await formOf(c);
      const answer = await clients(c).password.password.$post({ json: { current, password } });
      if (answer.status === 204) return c.redirect(`${home}?password`, 303);
      const problem = await answer.json();
      const errors = passwordErrors(problem).map((error) =>
        error.field === "current" ? { ...error, message: "Type your present password." } : error
      );
      return await show(c, { errors, message: problem.title });
    });
}
