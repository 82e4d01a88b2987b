/** The chart's Vitals and Stats tab: tiles, or one vital where the URL names its type. */
import { Hono } from "hono";
import { annotationForms, noteToasts } from "../annotations.tsx";
import { importHealth, type ImportPlace, pairImport } from "../import.tsx";
import { answerOf, clients, formOf, type PageEnv } from "../page.tsx";
import { planLine } from "../measurement_plans.tsx";
import { printPage } from "../print.tsx";
import { reviewBar } from "../reviews.tsx";
import { clockOf } from "../signed_in.tsx";
import { vitalDetail } from "../vitals.tsx";
import { chartPage } from "./chart_page.tsx";
import { loopToasts } from "./loop_routes.tsx";
import { measurePages } from "./measure_routes.tsx";
import { pinForms, tilePins } from "./pin_routes.tsx";
import { openSignals, signalToasts } from "./signal_routes.tsx";
import { totalsPages } from "./totals_routes.tsx";
import { Vitals } from "./Vitals.tsx";

export const vitalsPages = new Hono<PageEnv>()
  .route("/measure", measurePages)
  .route("/notes", annotationForms)
  .route("/pins", pinForms)
  .get("/", (c) => {
    const type = c.req.query("type");
    const patient = c.req.param("patient") ?? "";
    if (c.req.query("print") !== undefined) {
      return printPage(c, { patient, path: `/patients/${encodeURIComponent(patient)}/vitals` });
    }
    return chartPage(c, "vitals", async (patient) => {
      const path = `/patients/${patient.id}/vitals`;
      const detail = type === undefined ? undefined : await vitalDetail(c, {
        patient: patient.id,
        type,
        path,
        level: 2,
        measurePath: `${path}/measure`,
        sourcesAction: `${path}/sources`,
        notesAction: `${path}/notes`,
      });
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
          {await planLine(c, patient.id, `${path}/plans`)}
          <Vitals
            signals={tiles.length === 0 ? null : await openSignals(c, patient.id)}
            pins={tiles.length === 0 ? undefined : await tilePins(c, patient.id)}
            patient={patient.id}
            tiles={tiles}
            href={(type) => `${path}?type=${encodeURIComponent(type)}`}
            importHref={`${path}/import`}
            totalsHref={`${path}/totals`}
            measureHref={`${path}/measure`}
            plansHref={`${path}/plans`}
            {...clockOf(c)}
          />
        </>
      );
    }, {
      islands: type === undefined ? [] : ["VitalsChart"],
      toasts: [...noteToasts(c), ...loopToasts(c), ...signalToasts(c)],
    });
  })
  .post("/sources", async (c) => {
    const patient = c.req.param("patient") ?? "";
    const { idempotencyKey = "", type = "", order = "", move = "" } = await formOf(c);
    await answerOf(
      clients(c).provenance.patient[":patient"].observation.sources.$put({
        param: { patient },
        header: { "idempotency-key": idempotencyKey },
        json: { type, order: moved(order.split(",").map(Number), move) },
      }),
    );
    return c.redirect(`/patients/${patient}/vitals?type=${encodeURIComponent(type)}#sources`, 303);
  })
  .route("/totals", totalsPages)
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
    ));

/** An order after one of its buttons: `3:up` moves source 3 before the one above; `reset` leaves none. */
export function moved(order: readonly number[], move: string): number[] {
  const [id, direction] = move.split(":");
  if (id === "reset") return [];
  const from = order.indexOf(Number(id)), to = from + (direction === "up" ? -1 : 1);
  if (from < 0 || to < 0 || to >= order.length) return [...order];
  return order.map((each, index) => index === from ? order[to]! : index === to ? order[from]! : each);
}

const place = (patient: string): ImportPlace => ({
  patient,
  path: `/patients/${patient}/vitals/import`,
  doneHref: `/patients/${patient}/vitals`,
  askReason: true,
});
