/** The frames of the clinician's pages: the console, and a patient's chart with its tabs. */
import type { ComponentChildren } from "preact";
import type { Patient } from "../../schema/patient.ts";
import type { Session } from "../../schema/sign_in.ts";
import type { Crumb } from "../components/Breadcrumb.tsx";
import type { ToastMessage } from "../components/Toast.tsx";
import { answerOf, clients, page, type PageContext } from "../page.tsx";
import { clockOf } from "../signed_in.tsx";
import { ConsoleLayout, type ConsoleLayoutProps } from "./layout.tsx";
import { PatientHeader } from "./PatientHeader.tsx";

/** Given name first, as people say it. */
export const fullName = ({ name }: Patient) => `${name.given} ${name.family}`;

function roleWords(session: Session): string {
  const words = [];
  if (session.roles.includes("practitioner")) words.push("Clinician");
  if (session.roles.includes("administrator")) words.push("Administrator");
  return words.join(", ");
}

/** How many patients have news; nothing is shown for none. */
async function inboxCount(c: PageContext): Promise<{ count?: number }> {
  const { patients } = await answerOf(clients(c).inbox.inbox.count.$get());
  return patients === 0 ? {} : { count: patients };
}

/** A console page around its content. */
export async function consolePage(
  c: PageContext,
  { title, current, islands = [], toasts = [], status = 200, ...layout }: {
    title: string;
    current: "patients" | "inbox" | "signals" | "settings";
    islands?: readonly string[];
    toasts?: readonly ToastMessage[];
    status?: 200 | 404 | 422;
    crumbs?: readonly Crumb[];
    width?: NonNullable<ConsoleLayoutProps["width"]>;
    query?: string;
  },
  content: ComponentChildren,
) {
  const { session } = c.var;
  return page(
    c,
    { title, app: "console", organization: session.clinic, islands, toasts, status },
    <ConsoleLayout
      organization={session.clinic}
      items={[
        { href: "/patients", label: "Patients", icon: "users", current: current === "patients" },
        ...(session.roles.includes("practitioner")
          ? [{
            href: "/inbox",
            label: "Inbox",
            icon: "inbox" as const,
            current: current === "inbox",
            ...await inboxCount(c),
          }, { href: "/signals", label: "Signals", icon: "flag" as const, current: current === "signals" }]
          : []),
        { href: "/settings", label: "Settings", icon: "settings", current: current === "settings" },
      ]}
      person={{
        name: session.displayName,
        role: roleWords(session),
        ...(session.practitioner === null ? {} : { profileHref: "/settings/profile" }),
      }}
      signOutAction="/sign-out"
      searchAction="/patients"
      {...layout}
    >
      {content}
    </ConsoleLayout>,
  );
}

/** The chart's frame: header with the patient and the tabs that this role has. */
export async function chartPage(
  c: PageContext,
  tab: "overview" | "vitals" | "access",
  render: (patient: Patient) => ComponentChildren | Promise<ComponentChildren>,
  more: {
    islands?: readonly string[];
    crumb?: string;
    toasts?: readonly ToastMessage[];
    status?: 200 | 422;
  } = {},
) {
  const id = c.req.param("patient") ?? "";
  const patient = await answerOf(clients(c).patient.patient[":patient"].$get({ param: { patient: id } }));
  const base = `/patients/${patient.id}`;
  const tabs = [
    { href: base, label: "Overview", current: tab === "overview" },
    ...(c.var.session.roles.includes("practitioner")
      ? [{ href: `${base}/vitals`, label: "Vitals and Stats", current: tab === "vitals" }]
      : []),
    { href: `${base}/access`, label: "Access", current: tab === "access" },
  ];
  const crumbs = [
    { href: "/patients", label: "Patients" },
    ...(more.crumb === undefined
      ? [{ label: fullName(patient) }]
      : [{ href: `${base}/vitals`, label: fullName(patient) }, { label: more.crumb }]),
  ];
  return consolePage(
    c,
    {
      title: "Chart",
      current: "patients",
      crumbs,
      islands: more.islands ?? [],
      toasts: more.toasts ?? [],
      status: more.status ?? 200,
    },
    <>
      <PatientHeader
        patient={{
          name: fullName(patient),
          birthDate: patient.birthDate,
          sex: patient.gender,
          identifiers: [],
          primary: patient.generalPractitioner,
        }}
        tabs={tabs}
        today={clockOf(c).today}
      />
      {await render(patient)}
    </>,
  );
}
