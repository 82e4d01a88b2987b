/** Below the Vitals and Stats tab: marking what was looked at, earlier reviews, and measurement plans. */
import { Hono } from "hono";
import type { ToastMessage } from "../components/Toast.tsx";
import { planPage, postPlan, stopPlan } from "../measurement_plans.tsx";
import type { PageContext, PageEnv } from "../page.tsx";
import { postReview, reviewBar, reviewList } from "../reviews.tsx";
import { chartPage } from "./chart_page.tsx";

const toasts: Record<string, ToastMessage> = {
  reviewed: { id: "reviewed", tone: "good", text: "Marked as reviewed. The patient sees it in their app." },
  asked: { id: "asked", tone: "good", text: "The patient sees the plan in their app." },
  stopped: { id: "stopped", tone: "good", text: "The plan is stopped. What was measured stays." },
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

const plans = (c: PageContext, refused?: Parameters<typeof planPage>[1]["refused"]) =>
  chartPage(c, "vitals", ({ id }) => planPage(c, { patient: id, path: `${pathOf(id)}/plans`, refused }), {
    crumb: "Measurement plans",
    toasts: loopToasts(c),
  });

export const loopPages = new Hono<PageEnv>()
  .post("/review", review)
  .get("/reviews", (c) =>
    chartPage(
      c,
      "vitals",
      ({ id }) => reviewList(c, { patient: id, path: `${pathOf(id)}/reviews`, forPatient: false }),
      { crumb: "Reviews" },
    ))
  .get("/plans", (c) => plans(c))
  .post("/plans", async (c) => {
    const refused = await postPlan(c, patientOf(c));
    return refused === undefined
      ? c.redirect(`${pathOf(patientOf(c))}/plans?asked`, 303)
      : await plans(c, refused);
  })
  .post("/plans/:plan/stop", async (c) => {
    await stopPlan(c, patientOf(c), c.req.param("plan"));
    return c.redirect(`${pathOf(patientOf(c))}/plans?stopped`, 303);
  });
