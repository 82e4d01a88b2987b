/** Pins on the Vitals page: read for its tiles, and the star's form, which comes back to the tile. */
import { type Context, Hono } from "hono";
import type { TilePins } from "../components/VitalGroups.tsx";
import { answerOf, clients, formOf, type PageContext, type PageEnv } from "../page.tsx";

/** What the tiles need to know of the caller's pins. */
export async function tilePins(c: PageContext, patient: string): Promise<TilePins> {
  const { types } = await answerOf(
    clients(c).vitalPin.patient[":patient"]["vital-pin"].$get({ param: { patient } }),
  );
  return { types, action: `/patients/${patient}/vitals/pins` };
}

/** Mounted at `/patients/:patient/vitals/pins`. */
export const pinForms = new Hono<PageEnv>().post("/", async (c: Context<PageEnv>) => {
  const patient = c.req.param("patient") ?? "";
  const { type = "", pinned } = await formOf(c);
  const api = clients(c).vitalPin.patient[":patient"]["vital-pin"][":type"];
  const param = { patient, type: type === "" ? "-" : type };
  // A refusal (too many, no such type) leaves the tile as it was, which the page then shows.
  await (pinned === "1" ? api.$put({ param }) : api.$delete({ param }));
  const there = /^[\w.-]+$/.test(type) ? `#tile-${type}` : "";
  return c.redirect(`/patients/${encodeURIComponent(patient)}/vitals${there}`, 303);
});
