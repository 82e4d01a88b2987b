/** The chart's Vitals and Stats tab: tiles, or one vital where the URL names its type. */
import { Hono } from "hono";
import { importHealth, type ImportPlace, pairImport } from "../import.tsx";
import { answerOf, clients, formOf, type PageEnv } from "../page.tsx";
import { clockOf } from "../signed_in.tsx";
import { vitalDetail } from "../vitals.tsx";
import { chartPage } from "./chart_page.tsx";
import { DeviceTotals } from "./DeviceTotals.tsx";
import { Vitals } from "./Vitals.tsx";

export const vitalsPages = new Hono<PageEnv>()
  .get("/", (c) => {
    const type = c.req.query("type");
    return chartPage(c, "vitals", async (patient) => {
      const path = `/patients/${patient.id}/vitals`;
      const detail = type === undefined ? undefined : await vitalDetail(c, {
        patient: patient.id,
        type,
        path,
        level: 2,
        sourcesAction: `${path}/sources`,
      });
      if (detail !== undefined) return detail;
      const { tiles } = await answerOf(
        clients(c).observation.patient[":patient"].observation.summary.$get({
          param: { patient: patient.id },
        }),
      );
      return (
        <Vitals
          patient={patient.id}
          tiles={tiles}
          href={(type) => `${path}?type=${encodeURIComponent(type)}`}
          importHref={`${path}/import`}
          totalsHref={`${path}/totals`}
          {...clockOf(c)}
        />
      );
    }, { islands: type === undefined ? [] : ["VitalsChart"] });
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
  .get("/totals", (c) =>
    chartPage(c, "vitals", async ({ id }) => {
      const base = `/patients/${id}/vitals`, path = `${base}/totals`;
      const cursor = c.req.query("cursor");
      const first = Math.max(1, Math.trunc(Number(c.req.query("first"))) || 1);
      const found = await answerOf(
        clients(c).provenance.patient[":patient"].observation.reconciliation.$get({
          param: { patient: id },
          query: cursor === undefined ? {} : { cursor },
        }),
      );
      const nextFirst = first + found.differences.length;
      return (
        <DeviceTotals
          found={found}
          action={path}
          backHref={base}
          href={(type, on) => `${base}?${new URLSearchParams({ type, on })}#provenance`}
          first={first}
          {...(found.next === null ? {} : {
            nextHref: `${path}?${new URLSearchParams({ cursor: found.next, first: String(nextFirst) })}`,
          })}
          {...(cursor === undefined ? {} : { previousHref: path })}
          {...clockOf(c)}
        />
      );
    }, { crumb: "Device totals" }))
  .post("/totals", async (c) => {
    const patient = c.req.param("patient") ?? "";
    await answerOf(
      clients(c).provenance.patient[":patient"].observation.reconciliation.$post({ param: { patient } }),
    );
    return c.redirect(`/patients/${patient}/vitals/totals`, 303);
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
