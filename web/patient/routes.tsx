/** The patient's pages: their own health data, who looked at it, and their sessions. */
import { Hono } from "hono";
import type { ComponentChildren } from "preact";
import { accessLog } from "../access_log.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import type { ToastMessage } from "../components/Toast.tsx";
import type { Pairing } from "../console/ImportHealth.tsx";
import { importHealth, type ImportPlace, pairImport } from "../import.tsx";
import {
  answerOf,
  ApiProblem,
  clients,
  formOf,
  page,
  type PageContext,
  type PageEnv,
  tried,
} from "../page.tsx";
import { passwordForms } from "../password_forms.tsx";
import { passwordToast, sessionForms, sessionRows } from "../sessions.tsx";
import { todaysMeasurements } from "../measurement_plans.tsx";
import { printPage } from "../print.tsx";
import { newestReview, reviewList } from "../reviews.tsx";
import { clockOf, signedInAs } from "../signed_in.tsx";
import { themeCookie, themeOf } from "../theme.ts";
import { Settings } from "../console/Settings.tsx";
import { vitalDetail } from "../vitals.tsx";
import { ContactPage } from "./ContactPage.tsx";
import { Health } from "./Health.tsx";
import { ownErrors, OwnProfile, type OwnProfileProps, ownUpdate, ownValues } from "./OwnProfile.tsx";
import { PatientLayout } from "./layout.tsx";
import { measureOwn, measurePath, postOwn, takeBackOwn } from "./measure_pages.tsx";

/** A page of the patient app around its content. */
export function patientPage(
  c: PageContext,
  { title, current, islands = [], toasts = [], status = 200 }: {
    title: string;
    current: "health" | "contact" | "access" | "account";
    islands?: readonly string[];
    toasts?: readonly ToastMessage[];
    status?: 200 | 422;
  },
  content: ComponentChildren,
) {
  const { session } = c.var;
  return page(
    c,
    { title, app: "patient", organization: session.clinic, islands, toasts, status },
    <PatientLayout
      organization={session.clinic}
      items={[
        { href: "/health", label: "Health", icon: "heart", current: current === "health" },
        { href: "/contact", label: "Contact", icon: "phone", current: current === "contact" },
        { href: "/access", label: "Access", icon: "shield", current: current === "access" },
        { href: "/account", label: "Account", icon: "settings", current: current === "account" },
      ]}
      name={session.displayName}
      signOutAction="/sign-out"
    >
      {content}
    </PatientLayout>,
  );
}

/** The id of the patient who is signed in; the role was checked before. */
export function ownId(c: PageContext): string {
  return c.var.session.patient ?? "";
}

async function health(c: PageContext) {
  const param = { patient: ownId(c) };
  const type = c.req.query("type");
  if (c.req.query("print") !== undefined) {
    return await printPage(c, { patient: param.patient, path: "/health" });
  }
  const detail = type === undefined
    ? undefined
    : await vitalDetail(c, { patient: param.patient, type, path: "/health", level: 1 });
  if (detail !== undefined) {
    return patientPage(c, { title: "Health", current: "health", islands: ["VitalsChart"] }, detail);
  }
  const { tiles } = await answerOf(
    clients(c).observation.patient[":patient"].observation.summary.$get({ param }),
  );
  const patient = await answerOf(clients(c).patient.patient[":patient"].$get({ param }));
  return patientPage(
    c,
    {
      title: "Health",
      current: "health",
      toasts: c.req.query("entered") === undefined ? [] : [enteredToast],
    },
    <Health
      patient={param.patient}
      tiles={tiles}
      href={(type) => `/health?type=${encodeURIComponent(type)}`}
      importHref="/health/import"
      top={
        <>
          {await todaysMeasurements(c, param.patient)}
          {await newestReview(c, param.patient, "/health/reviews")}
        </>
      }
      seenBy={patient.generalPractitioner === null
        ? `the clinicians of ${c.var.session.clinic}`
        : `${patient.generalPractitioner} and the clinic's other clinicians`}
      {...clockOf(c)}
    />,
  );
}

const takenToast = { id: "taken", tone: "good", text: "The reading is taken back." } as const;
const enteredToast = { id: "entered", tone: "good", text: "Saved. Your care team sees it." } as const;

async function measure(c: PageContext) {
  const refused = await postOwn(c, ownId(c));
  if (refused === undefined) return c.redirect("/health?entered", 303);
  return patientPage(
    c,
    { title: "Enter a reading", current: "health", status: 422 },
    await measureOwn(c, ownId(c), refused),
  );
}

const importPlace = (c: PageContext): ImportPlace => ({
  patient: ownId(c),
  path: "/health/import",
  doneHref: "/health",
  askReason: false,
});

function importPage(c: PageContext, pairing?: Pairing) {
  return patientPage(
    c,
    { title: "Add health data", current: "health", islands: ["ImportPanel"] },
    <>
      <PageHeader title="Add my health data" />
      {importHealth(c, importPlace(c), pairing)}
    </>,
  );
}

async function access(c: PageContext) {
  return patientPage(
    c,
    { title: "Access", current: "access" },
    <>
      <PageHeader title="Access" description="Every time someone opened or changed your chart." />
      {await accessLog(c, ownId(c), "/access", true)}
    </>,
  );
}

async function account(c: PageContext) {
  return patientPage(
    c,
    {
      title: "Account",
      current: "account",
      islands: ["ThemeToggle"],
      toasts: c.req.query("password") === undefined ? [] : [passwordToast],
    },
    <Settings
      title="Account"
      links={[{
        href: "/account/profile",
        label: "My profile",
        description: "What we call you, your phones and addresses, and whom to call in an emergency.",
      }, {
        href: "/account/password",
        label: "Password",
        description: "Choose another; every other session ends.",
      }]}
      sessions={await sessionRows(c)}
      endSessionAction="/account/end-session"
      signOutEverywhereAction="/account/sign-out-everywhere"
      theme={themeOf(c.env.scope.cookies.get(themeCookie))}
      {...clockOf(c)}
    />,
  );
}

async function contact(c: PageContext) {
  const { now, today } = clockOf(c);
  return patientPage(
    c,
    { title: "Contact", current: "contact", islands: ["CopyButton"] },
    <ContactPage contact={await answerOf(clients(c).contact.contact.$get())} now={now} today={today} />,
  );
}

const savedToast = { id: "saved", tone: "good", text: "Your profile was saved." } as const;

async function ownProfile(c: PageContext, more: Partial<OwnProfileProps> = {}) {
  const profile = await answerOf(
    clients(c).patientProfile.patient[":patient"].profile.$get({ param: { patient: ownId(c) } }),
  );
  return patientPage(
    c,
    {
      title: "My profile",
      current: "account",
      toasts: c.req.query("saved") === undefined ? [] : [savedToast],
      status: more.message === undefined ? 200 : 422,
    },
    <OwnProfile
      profile={profile}
      action="/account/profile"
      cancelHref="/account"
      values={ownValues(profile)}
      {...more}
    />,
  );
}

async function saveOwnProfile(c: PageContext) {
  const values = await formOf(c);
  const param = { patient: ownId(c) };
  const api = clients(c).patientProfile.patient[":patient"].profile;
  const outcome = await tried(api.$put({ param, json: ownUpdate(values) }));
  if (outcome.ok) return c.redirect("/account/profile?saved", 303);
  const { problem } = outcome;
  if (problem.status !== 409 && problem.status !== 422) throw new ApiProblem(problem);
  const stale = problem.status === 409;
  const { version } = await answerOf(api.$get({ param }));
  return await ownProfile(c, {
    values: stale ? { ...values, version: String(version) } : values,
    errors: ownErrors(problem),
    message: stale
      ? "Your profile was changed meanwhile. What you typed is below; saving again replaces the other change."
      : problem.title,
  });
}

export const patientPages = new Hono<PageEnv>()
  .use("/health/*", signedInAs("patient"))
  .use("/contact/*", signedInAs("patient"))
  .use("/access/*", signedInAs("patient"))
  .use("/account/*", signedInAs("patient"))
  .get("/health", health)
  .get("/health/import", (c) => importPage(c))
  .post("/health/import", async (c) => importPage(c, await pairImport(c, importPlace(c))))
  .get(measurePath, async (c) =>
    patientPage(
      c,
      {
        title: "Enter a reading",
        current: "health",
        toasts: c.req.query("taken") === undefined ? [] : [takenToast],
      },
      await measureOwn(c, ownId(c)),
    ))
  .post(measurePath, measure)
  .post(`${measurePath}/:measurement/take-back`, async (c) => {
    await takeBackOwn(c, ownId(c));
    return c.redirect(`${measurePath}?taken`, 303);
  })
  .get(
    "/health/reviews",
    async (c) =>
      patientPage(
        c,
        { title: "Reviews", current: "health" },
        <>
          <PageHeader title="Who looked" description="Reviews of your health data by your clinic." />
          {await reviewList(c, { patient: ownId(c), path: "/health/reviews", forPatient: true })}
        </>,
      ),
  )
  .get("/access", access)
  .get("/contact", contact)
  .get("/account", account)
  .get("/account/profile", (c) => ownProfile(c))
  .post("/account/profile", saveOwnProfile)
  .route("/account", sessionForms("/account"))
  .route(
    "/account",
    passwordForms("/account", (c, content, status) =>
      patientPage(c, {
        title: "Change your password",
        current: "account",
        islands: ["PasswordField"],
        status,
      }, content)),
  );
