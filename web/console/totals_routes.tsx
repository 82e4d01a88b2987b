/** The chart's page on what devices' own totals say beside readings. */
import { Hono } from "hono";
import { answerOf, clients, type PageEnv } from "../page.tsx";
import { clockOf } from "../signed_in.tsx";
import { chartPage } from "./chart_page.tsx";
import { DeviceTotals } from "./DeviceTotals.tsx";

export const totalsPages = new Hono<PageEnv>()
  .get("/", (c) =>
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
  .post("/", async (c) => {
    const patient = c.req.param("patient") ?? "";
    await answerOf(
      clients(c).provenance.patient[":patient"].observation.reconciliation.$post({ param: { patient } }),
    );
    return c.redirect(`/patients/${patient}/vitals/totals`, 303);
  });
