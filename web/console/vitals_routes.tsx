/** The chart's Vitals and Stats tab: tiles, or one vital where the URL names its type. */
import { Hono } from "hono";
import { importHealth, type ImportPlace, pairImport } from "../import.tsx";
import { answerOf, clients, type PageContext, type PageEnv } from "../page.tsx";
import { postReview, reviewBar, reviewList } from "../reviews.tsx";
import { clockOf } from "../signed_in.tsx";
import { vitalDetail } from "../vitals.tsx";
import { chartPage } from "./chart_page.tsx";
import { Vitals } from "./Vitals.tsx";

export const vitalsPages = new Hono<PageEnv>()
  .get("/", (c) => {
    const type = c.req.query("type");
    return chartPage(c, "vitals", async (patient) => {
      const path = `/patients/${patient.id}/vitals`;
      const detail = type === undefined
        ? undefined
        : await vitalDetail(c, { patient: patient.id, type, path, level: 2 });
      if (detail !== undefined) {
        return (
          <>
            {await reviewBar(c, { patient: patient.id, type, path })}
            {detail}
          </>
        );
      }
      const { tiles } = await answerOf(
        clients(c).observation.patient[":patient"].observation.summary.$get({
          param: { patient: patient.id },
        }),
      );
      return (
        <>
          {tiles.length > 0 && await reviewBar(c, { patient: patient.id, type: undefined, path })}
          <Vitals
            patient={patient.id}
            tiles={tiles}
            href={(type) => `${path}?type=${encodeURIComponent(type)}`}
            importHref={`${path}/import`}
            {...clockOf(c)}
          />
        </>
      );
    }, {
      islands: type === undefined ? [] : ["VitalsChart"],
      toasts: c.req.query("reviewed") === undefined ? [] : [reviewedToast],
    });
  })
  .get(
    "/import",
    (c) =>
      chartPage(c, "vitals", ({ id }) => importHealth(c, place(id)), {
        islands: ["ImportPanel"],
        crumb: "Import",
      }),
  )
  .post("/import", (c) =>
    chartPage(
      c,
      "vitals",
      async ({ id }) => importHealth(c, place(id), await pairImport(c, place(id))),
      { islands: ["ImportPanel"], crumb: "Import" },
    ))
  .post("/review", review)
  .get(
    "/reviews",
    (c) =>
      chartPage(
        c,
        "vitals",
        ({ id }) => reviewList(c, { patient: id, path: `/patients/${id}/vitals/reviews`, forPatient: false }),
        { crumb: "Reviews" },
      ),
  );

const reviewedToast = {
  id: "reviewed",
  tone: "good",
  text: "Marked as reviewed. The patient sees it in their app.",
} as const;

async function review(c: PageContext) {
  const patient = c.req.param("patient") ?? "";
  const { type, refused } = await postReview(c, patient);
  const path = `/patients/${patient}/vitals`;
  if (refused === undefined) {
    return c.redirect(
      `${path}?${type === undefined ? "" : `type=${encodeURIComponent(type)}&`}reviewed`,
      303,
    );
  }
  return await chartPage(c, "vitals", ({ id }) => reviewBar(c, { patient: id, type, path, refused }), {
    crumb: "Review",
  });
}

const place = (patient: string): ImportPlace => ({
  patient,
  path: `/patients/${patient}/vitals/import`,
  doneHref: `/patients/${patient}/vitals`,
  askReason: true,
});
