/** The clinic's settings: the page and its form. The API lets administrators alone through. */
import { Hono } from "hono";
import { answerOf, ApiProblem, clients, formOf, type PageContext, type PageEnv, tried } from "../page.tsx";
import { zoneChoices } from "../time_zones.ts";
import { consolePage } from "./chart_page.tsx";
import { clinicErrors, clinicOf, clinicValues } from "./clinic_form.ts";
import { ClinicSettings, type ClinicSettingsProps } from "./ClinicSettings.tsx";

const savedToast = { id: "saved", tone: "good", text: "The clinic's settings were saved." } as const;

async function clinicPage(c: PageContext, more: Partial<ClinicSettingsProps> = {}) {
  if (!c.var.session.roles.includes("administrator")) return c.redirect("/settings", 303);
  const clinic = await answerOf(clients(c).organization.organization.$get());
  return consolePage(
    c,
    {
      title: "Clinic",
      current: "settings",
      width: "narrow",
      islands: ["PictureField"],
      status: more.message === undefined ? 200 : 422,
      toasts: c.req.query("saved") === undefined ? [] : [savedToast],
      crumbs: [{ href: "/settings", label: "Settings" }, { label: "Clinic" }],
    },
    <ClinicSettings
      action="/settings/clinic"
      cancelHref="/settings"
      logo={clinic.logo}
      zones={zoneChoices()}
      values={clinicValues(clinic)}
      {...more}
    />,
  );
}

export const clinicPages = new Hono<PageEnv>()
  .get("/", (c) => clinicPage(c))
  .post("/", async (c) => {
    const values = await formOf(c);
    const outcome = await tried(clients(c).organization.organization.$put({ json: clinicOf(values) }));
    if (outcome.ok) return c.redirect("/settings/clinic?saved", 303);
    const { problem } = outcome;
    if (problem.status !== 409 && problem.status !== 422) throw new ApiProblem(problem);
    const stale = problem.status === 409;
    const { version } = await answerOf(clients(c).organization.organization.$get());
    return await clinicPage(c, {
      // After another's change, saving again is meant to replace it: the page says so.
      values: stale ? { ...values, version: String(version) } : values,
      errors: clinicErrors(problem, values),
      message: stale
        ? "Somebody else changed these settings meanwhile. What you typed is below; saving again replaces theirs."
        : problem.title,
    });
  });
