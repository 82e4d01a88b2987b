/** The clinician's pages. Each asks the API and renders; what a role may not see, the API refuses. */
import { Hono } from "hono";
import type { PatientPage } from "../../schema/patient.ts";
import { accessLog } from "../access_log.tsx";
import type { ToastMessage } from "../components/Toast.tsx";
import type { Sex } from "../components/sex.ts";
import { formErrors } from "../form_words.ts";
import { answerOf, clients, formOf, type PageContext, type PageEnv, tried } from "../page.tsx";
import { passwordForms } from "../password_forms.tsx";
import { passwordToast, sessionForms, sessionRows } from "../sessions.tsx";
import { clockOf, signedInAs } from "../signed_in.tsx";
import { themeCookie, themeOf } from "../theme.ts";
import { chartPage, consolePage, fullName } from "./chart_page.tsx";
import { clinicPages } from "./clinic_routes.tsx";
import { inboxPages } from "./inbox_routes.tsx";
import { loopPages } from "./loop_routes.tsx";
import { NewPatient, type NewPatientProps } from "./NewPatient.tsx";
import { PatientList } from "./PatientList.tsx";
import { PatientOverview } from "./PatientOverview.tsx";
import { profilePages } from "./profile_routes.tsx";
import { Settings, type SystemHealth } from "./Settings.tsx";
import { SignInCard } from "./SignInCard.tsx";
import { signInPages } from "./sign_in_routes.tsx";
import { patientSignalPages, signalPages, signalSettingsPages } from "./signal_routes.tsx";
import { vitalsPages } from "./vitals_routes.tsx";

async function patientList(c: PageContext, text: string, number: number) {
  const found: PatientPage = await answerOf(
    clients(c).patient.patient.search.$post({ json: { text: text.slice(0, 100), page: number } }),
  );
  const pages = Math.ceil(found.total / found.pageSize);
  const step = (to: number) => ({ action: "/patients", fields: { query: text, page: String(to) } });
  return consolePage(
    c,
    { title: "Patients", current: "patients", query: text },
    <PatientList
      patients={found.patients.map((patient) => ({
        id: patient.id,
        name: fullName(patient),
        birthDate: patient.birthDate,
        sex: patient.gender,
        primary: patient.generalPractitioner,
        lastHeardAt: patient.lastHeardAt,
        href: `/patients/${patient.id}`,
      }))}
      query={text === "" ? null : text}
      total={found.total}
      first={(found.page - 1) * found.pageSize + 1}
      {...(found.page > 1 ? { previous: step(found.page - 1) } : {})}
      {...(found.page < pages ? { next: step(found.page + 1) } : {})}
      newHref="/patients/new"
      listHref="/patients"
      {...clockOf(c)}
    />,
  );
}

async function newPatientPage(c: PageContext, more: Partial<NewPatientProps>) {
  const { practitioners } = await answerOf(clients(c).practitioner.practitioner.$get());
  return consolePage(
    c,
    {
      title: "New patient",
      current: "patients",
      width: "narrow",
      status: more.errors === undefined ? 200 : 422,
      crumbs: [{ href: "/patients", label: "Patients" }, { label: "New patient" }],
    },
    <NewPatient
      action="/patients/new"
      hidden={{ idempotencyKey: crypto.randomUUID() }}
      cancelHref="/patients"
      practitioners={practitioners.map(({ id, name, credentials }) => ({
        value: id,
        label: [`${name.given} ${name.family}`, credentials].filter(Boolean).join(", "),
      }))}
      today={clockOf(c).today}
      {...more}
    />,
  );
}

/** The form's field names for the API's. */
const formNames: Record<string, string> = {
  "name.given": "given",
  "name.family": "family",
  gender: "sex",
  generalPractitioner: "primary",
};
const formWords = {
  given: "Enter the given names.",
  family: "Enter the family name.",
  birthDate: "Enter the birth date, from 1880 to today.",
  sex: "Choose the sex.",
  email: "Enter an email address such as name@example.org, or leave it empty.",
  phone: "Enter a phone number such as (312) 555-0142, or leave it empty.",
  primary: "Choose one of the clinic's clinicians.",
};

async function addPatient(c: PageContext) {
  const { idempotencyKey = "", ...values } = await formOf(c);
  const optional = (name: string, value: string | undefined) => value ? { [name]: value } : {};
  const outcome = await tried(
    clients(c).patient.patient.$post({
      header: { "idempotency-key": idempotencyKey },
      json: {
        name: { given: values.given ?? "", family: values.family ?? "" },
        birthDate: values.birthDate ?? "",
        // Nothing chosen is for the API to refuse.
        gender: (values.sex ?? "") as Sex,
        ...optional("email", values.email),
        ...optional("phone", values.phone),
        ...optional("generalPractitioner", values.primary),
      },
    }),
  );
  if (outcome.ok) {
    const chart = `/patients/${outcome.value.id}`;
    if (values.invite !== "on") return c.redirect(`${chart}?added`, 303);
    const invited = await clients(c).invitation.patient[":patient"].invitation.$post({
      param: { patient: outcome.value.id },
      json: {},
    });
    // The patient is there either way; what is wrong with the address is said where it can be put right.
    return c.redirect(invited.ok ? `${chart}?sent=invitation` : `${chart}/invite`, 303);
  }
  return await newPatientPage(c, {
    values,
    message: outcome.problem.title,
    errors: formErrors(outcome.problem, formWords, formNames),
  });
}

const sentToasts: Readonly<Record<string, ToastMessage>> = {
  reset: { id: "reset", tone: "good", text: "The reset link is on its way to the patient." },
  invitation: { id: "invitation", tone: "good", text: "The invitation is on its way to the patient." },
  withdrawn: { id: "withdrawn", tone: "good", text: "The invitation was withdrawn." },
};
const addedToast = { id: "added", tone: "good", text: "The patient was added." } as const;

function overview(c: PageContext) {
  const sent = sentToasts[c.req.query("sent") ?? ""];
  const toasts = c.req.query("added") !== undefined ? [addedToast] : sent === undefined ? [] : [sent];
  return chartPage(c, "overview", async (patient) => {
    const base = `/patients/${patient.id}`;
    const standing = await answerOf(
      clients(c).invitation.patient[":patient"]["sign-in"].$get({ param: { patient: patient.id } }),
    );
    const clinical = c.var.session.roles.includes("practitioner");
    const { tiles } = clinical
      ? await answerOf(
        clients(c).observation.patient[":patient"].observation.summary.$get({
          param: { patient: patient.id },
        }),
      )
      : { tiles: [] };
    return (
      <PatientOverview
        facts={[
          { label: "Phone", value: patient.phone },
          { label: "Email", value: patient.email },
        ]}
        careTeam={patient.generalPractitioner === null
          ? []
          : [{ name: patient.generalPractitioner, role: "Clinician", primary: true }]}
        vitals={tiles.slice(0, 6)}
        vitalHref={(type) => `${base}/vitals?type=${encodeURIComponent(type)}`}
        vitalsHref={`${base}/vitals`}
        signIn={<SignInCard {...standing} base={base} {...clockOf(c)} />}
        {...(clinical ? { importHref: `${base}/vitals/import` } : {})}
        {...clockOf(c)}
      />
    );
  }, { toasts });
}

function settingsLinks(c: PageContext) {
  const { practitioner, roles } = c.var.session;
  return [
    ...(practitioner === null ? [] : [{
      href: "/settings/profile",
      label: "Profile",
      description: "Your name, photo and numbers, and what patients see of them.",
    }]),
    {
      href: "/settings/password",
      label: "Password",
      description: "Choose another; every other session ends.",
    },
    {
      href: "/settings/signals",
      label: "Signal rules",
      description: "What the app looks for in patients' data, for the clinic and for your own patients.",
    },
    ...(roles.includes("administrator")
      ? [
        {
          href: "/settings/clinic",
          label: "Clinic",
          description: "Name, logo, addresses, numbers, opening hours, emergencies.",
        },
        { href: "/settings/practitioners", label: "Clinicians", description: "The profile of each." },
        {
          href: "/settings/colleagues",
          label: "Colleagues",
          description: "Invite clinicians and administrators.",
        },
        {
          href: "/settings/mail",
          label: "Mail",
          description: "What the clinic sends, and what could not be sent.",
        },
      ]
      : []),
  ];
}

async function settings(c: PageContext, health?: SystemHealth) {
  const api = clients(c);
  const administrator = c.var.session.roles.includes("administrator");
  const { version, migrationLevel } = await answerOf(api.health.health.$get({ query: {} }));
  return consolePage(
    c,
    {
      title: "Settings",
      current: "settings",
      width: "narrow",
      islands: ["ThemeToggle"],
      toasts: c.req.query("password") === undefined ? [] : [passwordToast],
    },
    <Settings
      sessions={await sessionRows(c)}
      endSessionAction="/settings/end-session"
      signOutEverywhereAction="/settings/sign-out-everywhere"
      theme={themeOf(c.env.scope.cookies.get(themeCookie))}
      links={settingsLinks(c)}
      {...(administrator
        ? {
          health: health ?? {
            version,
            migration: String(migrationLevel),
            database: "reachable" as const,
            integrity: null,
          },
          checkAction: "/settings/check",
        }
        : {})}
      apiDocsHref="/api/docs"
      {...clockOf(c)}
    />,
  );
}

export const consolePages = new Hono<PageEnv>()
  .use("/patients/*", signedInAs("practitioner", "administrator"))
  .use("/settings/*", signedInAs("practitioner", "administrator"))
  .use("/signals/*", signedInAs("practitioner"))
  .get("/patients", (c) => patientList(c, "", 1))
  .post("/patients", async (c) => {
    const { query = "", page = "1" } = await formOf(c);
    return await patientList(c, query, Math.max(1, Math.min(100_000, Math.trunc(Number(page)) || 1)));
  })
  .get("/patients/new", (c) => newPatientPage(c, {}))
  .post("/patients/new", addPatient)
  .get("/patients/:patient", overview)
  .get(
    "/patients/:patient/access",
    (c) => chartPage(c, "access", (patient) => accessLog(c, patient.id, `/patients/${patient.id}/access`)),
  )
  .route("/patients/:patient/vitals", loopPages)
  .route("/patients/:patient/vitals", vitalsPages)
  .route("/patients/:patient", signInPages)
  .route("/inbox", inboxPages)
  .route("/patients/:patient/signals", patientSignalPages)
  .route("/signals", signalPages)
  .route("/settings/signals", signalSettingsPages)
  .get("/settings", (c) => settings(c))
  .post("/settings/check", async (c) => {
    const { version, migrationLevel, integrity } = await answerOf(
      clients(c).health.health.$get({ query: { deep: "1" } }),
    );
    return await settings(c, {
      version,
      migration: String(migrationLevel),
      database: "reachable",
      integrity: { ok: integrity?.length === 0, at: clockOf(c).now },
    });
  })
  .route("/settings", sessionForms("/settings"))
  .route("/settings/clinic", clinicPages)
  .route("/settings", profilePages)
  .route(
    "/settings",
    passwordForms("/settings", (c, content, status) =>
      consolePage(c, {
        title: "Change your password",
        current: "settings",
        width: "narrow",
        islands: ["PasswordField"],
        status,
        crumbs: [{ href: "/settings", label: "Settings" }, { label: "Password" }],
      }, content)),
  );
