/** Every screen in its frame with sample data, by file name: what the gallery renders and the tests look at. */
import type { ComponentChildren } from "preact";
import { Card } from "../components/Card.tsx";
import { Running } from "../islands/import/Running.tsx";
import { Summary } from "../islands/import/Summary.tsx";
import { typeWords } from "../islands/import/import_words.ts";
import { sampleRunning, sampleSummary } from "./sample_import.ts";
import { Skeleton } from "../components/Skeleton.tsx";
import { AccessLog } from "../console/AccessLog.tsx";
import { ConsoleLayout } from "../console/layout.tsx";
import { ImportHealth } from "../console/ImportHealth.tsx";
import { NewPatient } from "../console/NewPatient.tsx";
import { PatientHeader } from "../console/PatientHeader.tsx";
import { PatientList } from "../console/PatientList.tsx";
import { PatientOverview } from "../console/PatientOverview.tsx";
import { Settings } from "../console/Settings.tsx";
import { VitalDetail } from "../console/VitalDetail.tsx";
import { Vitals } from "../console/Vitals.tsx";
import type { DocumentProps } from "../document.tsx";
import { ApiDocs } from "../entrance/api_docs.tsx";
import { sampleOpenApi } from "./sample_open_api.ts";
import { ErrorPage } from "../entrance/ErrorPage.tsx";
import { FirstAdministrator } from "../entrance/FirstAdministrator.tsx";
import { SignIn } from "../entrance/SignIn.tsx";
import type { VitalsChartProps } from "../islands/chart/ChartBody.tsx";
import { type RangeKey, rangeKeys } from "../islands/chart/url_state.ts";
import { Health } from "../patient/Health.tsx";
import { PatientLayout } from "../patient/layout.tsx";
import { sampleDerived, sampleProvenance, sampleSources } from "./sample_provenance.ts";
import { accessRows, organization, patient, patients, person, sessions } from "./sample_people.ts";
import { now, sampleChart, sampleReadings, sampleTile, today, vitals, zone } from "./sample_vitals.ts";

/** A page as the document takes it, without what the build adds. */
export type SamplePage = Omit<DocumentProps, "nonce" | "manifest">;

const nowMs = Date.parse(now);
const days: Record<RangeKey, number> = { day: 1, week: 7, month: 31, "6months": 182, year: 365, all: 900 };

function Console(
  { at, crumb, width, children }: {
    at: string;
    crumb: string;
    width?: "narrow";
    children: ComponentChildren;
  },
) {
  return (
    <ConsoleLayout
      organization={organization}
      items={[
        { href: "/patients", label: "Patients", icon: "users", current: at === "patients" },
        { href: "/settings", label: "Settings", icon: "settings", current: at === "settings" },
      ]}
      person={person}
      signOutAction="/sign-out"
      searchAction="/patients/search"
      crumbs={at === "patients" && crumb !== "Patients"
        ? [{ label: "Patients", href: "/patients" }, { label: crumb }]
        : [{ label: crumb }]}
      {...(width ? { width } : {})}
    >
      {children}
    </ConsoleLayout>
  );
}

function ChartPage({ tab, children }: { tab: string; children: ComponentChildren }) {
  return (
    <Console at="patients" crumb="Chart">
      <PatientHeader
        patient={patient}
        today={today}
        tabs={["Overview", "Vitals and Stats", "Access"].map((label) => ({
          label,
          href: `/patients/p14/${label.toLowerCase().split(" ")[0]}`,
          current: label === tab,
        }))}
      />
      {children}
    </Console>
  );
}

/** What the chart page hands to its island. */
export function chartProps(name: string, range: RangeKey): VitalsChartProps {
  const vital = vitals.find((candidate) => candidate.type.endsWith(name))!;
  const from = nowMs - days[range] * 86_400_000;
  return {
    api: "/api",
    patient: "p14",
    path: "/patients/p14/vitals/chart",
    type: vital.type,
    display: vital.display,
    group: vital.group,
    unitDisplay: vital.unitDisplay,
    decimals: vital.decimals,
    range,
    ranges: rangeKeys.map((key) => ({
      key,
      from: new Date(nowMs - days[key] * 86_400_000).toISOString(),
      to: now,
    })),
    bounds: { from: new Date(nowMs - 900 * 86_400_000).toISOString(), to: now },
    chart: sampleChart(vital.type, from, nowMs),
    readings: sampleReadings(vital.type, from, nowMs),
    ...(vital.reference ? { reference: vital.reference } : {}),
  };
}

function detail(name: string, range: RangeKey): SamplePage {
  const vital = vitals.find((candidate) => candidate.type.endsWith(name))!;
  return {
    title: "Vitals and Stats",
    organization,
    islands: ["VitalsChart"],
    children: (
      <ChartPage tab="Vitals and Stats">
        <VitalDetail
          vital={sampleTile(vital)}
          chart={chartProps(name, range)}
          derived={sampleDerived(vital.type, vital.unit, vital.usual)}
          provenance={sampleProvenance(vital.type)}
          sources={sampleSources(vital.type)}
          backHref="/patients/p14/vitals"
          now={now}
          zone={zone}
        />
      </ChartPage>
    ),
  };
}

const patientItems = [
  { href: "/health", label: "Health", icon: "heart" as const, current: true },
  { href: "/settings", label: "Settings", icon: "settings" as const },
];
const tiles = vitals.map(sampleTile);
const href = (type: string) => `/patients/p14/vitals/chart?type=${type}&range=month`;
const listProps = {
  query: null,
  total: 214,
  first: 1,
  next: { href: "/patients?page=2" },
  newHref: "/patients/new",
  listHref: "/patients",
  today,
  now,
  zone,
};
const choices = ["Dr. Lena Hoffmann", "Dr. Samir Patel", "Nora Lindqvist, NP"].map((label) => ({
  value: label,
  label,
}));
const zones = ["America/Chicago", "America/New_York", "America/Los_Angeles", "Europe/Berlin"].map((
  value,
) => ({ value, label: value }));
const entrance = { app: "entrance" as const, organization };

/** Rendered anew for each call, so that one page's vnodes never end up in two documents. */
export function samplePages(worker: string | null = null): Record<string, SamplePage> {
  return {
    "sign_in": {
      ...entrance,
      title: "Sign in",
      islands: ["PasswordField"],
      children: <SignIn organization={organization} action="/sign-in" forgotHref="/forgot" />,
    },
    "sign_in_refused": {
      ...entrance,
      title: "Sign in",
      islands: ["PasswordField"],
      children: (
        <SignIn
          organization={organization}
          action="/sign-in"
          email="lena@lakeview.example"
          error="Email and password don't match. Check both and try again."
        />
      ),
    },
    "first_administrator": {
      ...entrance,
      title: "Set up your clinic",
      islands: ["PasswordField"],
      children: (
        <FirstAdministrator
          action="/setup"
          zones={zones}
          passwordMinLength={15}
          values={{ organization: "Lakeview Family Medicine", practitioner: true }}
          errors={[{ field: "timeZone", message: "Choose the clinic's time zone." }, {
            field: "password",
            message: "Use at least 15 characters.",
          }]}
        />
      ),
    },
    "patients": {
      title: "Patients",
      organization,
      children: (
        <Console at="patients" crumb="Patients">
          <PatientList {...listProps} patients={patients} />
        </Console>
      ),
    },
    "patients_empty": {
      title: "Patients",
      organization,
      children: (
        <Console at="patients" crumb="Patients">
          <PatientList {...listProps} patients={[]} total={0} />
        </Console>
      ),
    },
    "patients_search": {
      title: "Search results",
      organization,
      children: (
        <Console at="patients" crumb="Patients">
          <PatientList {...listProps} patients={[]} total={0} query="okon" />
        </Console>
      ),
    },
    "new_patient": {
      title: "New patient",
      organization,
      children: (
        <Console at="patients" crumb="New patient" width="narrow">
          <NewPatient
            action="/patients"
            cancelHref="/patients"
            practitioners={choices}
            today={today}
            errors={[{ field: "birthDate", message: "The birth date is after today." }]}
          />
        </Console>
      ),
    },
    "overview": {
      title: "Overview",
      organization,
      children: (
        <ChartPage tab="Overview">
          <PatientOverview
            facts={[{ label: "Email", value: "tomas@example.org" }, {
              label: "Phone",
              value: "+1 312 555 0142",
            }, { label: "Language", value: null }]}
            careTeam={[{ name: "Dr. Lena Hoffmann", role: "Family medicine", primary: true }, {
              name: "Nora Lindqvist, NP",
              role: "Nurse practitioner",
              primary: false,
            }]}
            vitals={tiles.slice(0, 6)}
            vitalHref={href}
            vitalsHref="/patients/p14/vitals"
            now={now}
            zone={zone}
          />
        </ChartPage>
      ),
    },
    "vitals": {
      title: "Vitals and Stats",
      organization,
      toasts: [{ id: "t1", tone: "good", text: "214,310 readings came in." }],
      children: (
        <ChartPage tab="Vitals and Stats">
          <Vitals
            patient="p14"
            tiles={tiles}
            href={href}
            importHref="/patients/p14/import"
            now={now}
            zone={zone}
          />
        </ChartPage>
      ),
    },
    "vitals_empty": {
      title: "Vitals and Stats",
      organization,
      children: (
        <ChartPage tab="Vitals and Stats">
          <Vitals
            patient="p14"
            tiles={[]}
            href={href}
            importHref="/patients/p14/import"
            now={now}
            zone={zone}
          />
        </ChartPage>
      ),
    },
    "vital_level": detail("HeartRate", "month"),
    "vital_raw": detail("HeartRate", "day"),
    "vital_reference": detail("RestingHeartRate", "6months"),
    "vital_sum": detail("StepCount", "month"),
    "vital_pair": detail("BloodPressure", "6months"),
    "vital_night": detail("SleepAnalysis", "month"),
    "vital_event": detail("HighHeartRateEvent", "year"),
    "import": {
      title: "Import",
      organization,
      islands: ["ImportPanel"],
      children: (
        <ChartPage tab="Vitals and Stats">
          <ImportHealth
            panel={{
              api: "/api",
              patient: "p14",
              worker,
              askReason: true,
              doneHref: "/patients/p14/vitals",
            }}
          />
        </ChartPage>
      ),
    },
    "import_running": {
      title: "Import",
      organization,
      children: (
        <ChartPage tab="Vitals and Stats">
          <Card title="Import Apple Health">
            <Running state={sampleRunning} onPause={() => {}} onStop={() => {}} />
          </Card>
        </ChartPage>
      ),
    },
    "import_done": {
      title: "Import",
      organization,
      children: (
        <ChartPage tab="Vitals and Stats">
          <Card title="Import Apple Health">
            <Summary summary={sampleSummary} name={typeWords} />
          </Card>
        </ChartPage>
      ),
    },
    "access": {
      title: "Access",
      organization,
      children: (
        <ChartPage tab="Access">
          <AccessLog rows={accessRows} first={1} total={6} zone={zone} />
        </ChartPage>
      ),
    },
    "settings": {
      title: "Settings",
      organization,
      islands: ["ThemeToggle"],
      children: (
        <Console at="settings" crumb="Settings" width="narrow">
          <Settings
            sessions={sessions}
            endSessionAction="/settings/end-session"
            signOutEverywhereAction="/settings/sign-out-everywhere"
            theme="system"
            health={{
              version: "0.1.0",
              migration: "0004",
              database: "reachable",
              integrity: { ok: true, at: "2026-11-20T09:00:00Z" },
            }}
            checkAction="/settings/check"
            apiDocsHref="/api/docs"
            now={now}
            zone={zone}
          />
        </Console>
      ),
    },
    "health": {
      title: "Health",
      organization,
      app: "patient",
      children: (
        <PatientLayout
          organization={organization}
          items={patientItems}
          name={patient.name}
          signOutAction="/sign-out"
        >
          <Health
            patient="p14"
            tiles={tiles.filter((tile) => tile.group !== "other")}
            href={href}
            seenBy="Dr. Lena Hoffmann and her team"
            now={now}
            zone={zone}
          />
        </PatientLayout>
      ),
    },
    "health_empty": {
      title: "Health",
      organization,
      app: "patient",
      children: (
        <PatientLayout
          organization={organization}
          items={patientItems}
          name={patient.name}
          signOutAction="/sign-out"
        >
          <Health
            patient="p14"
            tiles={[]}
            href={href}
            importHref="/health/import"
            seenBy="Dr. Lena Hoffmann"
            now={now}
            zone={zone}
          />
        </PatientLayout>
      ),
    },
    "api_docs": {
      ...entrance,
      title: "API",
      children: <ApiDocs document={sampleOpenApi} documentHref="/api/openapi.json" />,
    },
    "not_found": {
      ...entrance,
      title: "Not found",
      children: <ErrorPage status={404} organization={organization} requestId="01JD7Q2M" />,
    },
    "forbidden": {
      ...entrance,
      title: "Not yours",
      children: <ErrorPage status={403} organization={organization} />,
    },
    "broken": {
      ...entrance,
      title: "Error",
      children: <ErrorPage status={500} organization={organization} requestId="01JD7Q2M" />,
    },
    "offline": {
      ...entrance,
      title: "Offline",
      children: <ErrorPage status="offline" organization={organization} />,
    },
    "loading": {
      title: "Patients",
      organization,
      children: (
        <Console at="patients" crumb="Patients">
          <h1>Loading shapes</h1>
          <Skeleton shape="lines" count={6} />
          <Skeleton shape="tiles" count={4} />
        </Console>
      ),
    },
  };
}
