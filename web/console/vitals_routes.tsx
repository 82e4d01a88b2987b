/** The chart's Vitals and Stats tab: tiles, one vital's chart, and the import. */
import { Hono } from "hono";
import { answerOf, clients, type PageEnv } from "../page.tsx";
import { clockOf } from "../signed_in.tsx";
import { chartPage } from "./routes.tsx";
import { Vitals } from "./Vitals.tsx";

export const vitalsPages = new Hono<PageEnv>()
  .get("/", (c) =>
    chartPage(c, "vitals", async (patient) => {
      const base = `/patients/${patient.id}/vitals`;
      const { tiles } = await answerOf(
        clients(c).observation.patient[":patient"].observation.summary.$get({
          param: { patient: patient.id },
        }),
      );
      return (
        <Vitals
          tiles={tiles}
          href={(type) => `${base}/${type}`}
          importHref={`${base}/import`}
          {...clockOf(c)}
        />
      );
    }));
