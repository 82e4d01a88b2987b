/** Below the Vitals and Stats tab: marking what was looked at, and earlier reviews. */
import { Hono } from "hono";
import type { ToastMessage } from "../components/Toast.tsx";
import type { PageContext, PageEnv } from "../page.tsx";
import { postReview, reviewBar, reviewList } from "../reviews.tsx";
import { chartPage } from "./chart_page.tsx";

const toasts: Record<string, ToastMessage> = {
  reviewed: { id: "reviewed", tone: "good", text: "Marked as reviewed. The patient sees it in their app." },
};

/** What a form of this file has just done, by the URL's query. */
export const loopToasts = (c: PageContext): ToastMessage[] =>
  Object.entries(toasts).flatMap(([name, toast]) => c.req.query(name) === undefined ? [] : [toast]);

const patientOf = (c: PageContext) => c.req.param("patient") ?? "";
const pathOf = (patient: string) => `/patients/${patient}/vitals`;

async function review(c: PageContext) {
  const patient = patientOf(c), path = pathOf(patient);
  const { type, refused } = await postReview(c, patient);
  if (refused === undefined) {
    const one = type === undefined ? "" : `type=${encodeURIComponent(type)}&`;
    return c.redirect(`${path}?${one}reviewed`, 303);
  }
  return await chartPage(c, "vitals", ({ id }) => reviewBar(c, { patient: id, type, path, refused }), {
    crumb: "Review",
  });
}

export const loopPages = new Hono<PageEnv>()
  .post("/review", review)
  .get("/reviews", (c) =>
    chartPage(
      c,
      "vitals",
      ({ id }) => reviewList(c, { patient: id, path: `${pathOf(id)}/reviews`, forPatient: false }),
      { crumb: "Reviews" },
    ));
