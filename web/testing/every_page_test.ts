/** Every page there is, at a desk and on a phone, light and dark: seen, and held against WCAG 2.2 AA. */
import { assertEquals } from "deno-std/assert/mod.js";
import type { Person } from "../../api/testing/scenario.ts";
import type { Page } from "playwright-core";
import { accessibilityFaults, sidewaysFaults } from "./audit_page.ts";
import { browserTests, desk, look, phone, type Product } from "./browser.ts";
import { people, scriptedPatient } from "./clinic.ts";

const test = browserTests();
const grace = "/patients/patient1", linus = "/patients/patient2";
const quantity = (name: string) => `?type=HKQuantityTypeIdentifier${name}`;
const category = (name: string) => `?type=HKCategoryTypeIdentifier${name}`;

interface Sight {
  name: string;
  path: string;
  status?: number;
  /** Brings the page to the state to look at. */
  reach?: (page: Page) => Promise<void>;
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
  await page.waitForLoadState();
}

const entrance: Sight[] = [
  { name: "sign-in", path: "/sign-in" },
  {
    name: "sign-in-refused",
    path: "/sign-in",
    status: 401,
    reach: async (page) => {
      await page.getByLabel("Email").fill("nobody@clinic.test");
      await page.getByLabel("Password", { exact: true }).fill("not the password at all");
      await press(page, "Sign in");
    },
  },
  { name: "sign-in-to-go-on", path: "/patients/patient1/vitals" },
  { name: "not-found", path: "/nowhere", status: 404 },
  { name: "set-up", path: "/setup/a-link-that-was-never-made" },
  { name: "api-docs", path: "/api/docs" },
  { name: "download", path: "/download" },
  { name: "offline", path: "/offline" },
];

const search = (text: string) => async (page: Page) => {
  const menu = page.getByRole("searchbox");
  await menu.fill(text);
  await menu.press("Enter");
  await page.waitForLoadState();
};

/** Below 900 px the sidebar waits behind a button. */
async function openMenu(page: Page): Promise<void> {
  const menu = page.getByRole("button", { name: "Menu" });
  if (await menu.isVisible()) await menu.click();
}

const clinician: Sight[] = [
  { name: "patients", path: "/patients" },
  { name: "patients-page-2", path: "/patients", reach: (page) => press(page, "Next") },
  { name: "patients-found", path: "/patients", reach: search("gra") },
  { name: "patients-nobody-found", path: "/patients", reach: search("zzzz") },
  { name: "new-patient", path: "/patients/new" },
  {
    name: "new-patient-errors",
    path: "/patients/new",
    status: 422,
    reach: async (page) => {
      await page.evaluate(() => document.querySelector("main form")?.setAttribute("novalidate", ""));
      await page.getByLabel("Given names").fill("Ida");
      await page.getByLabel("Email").fill("not an address");
      await press(page, "Add the patient");
    },
  },
  { name: "overview", path: grace },
  { name: "overview-empty", path: linus },
  { name: "overview-scripted-name", path: `/patients/${scriptedPatient}` },
  { name: "vitals", path: `${grace}/vitals` },
  { name: "vitals-empty", path: `${linus}/vitals` },
  { name: "vital-heart-rate", path: `${grace}/vitals${quantity("HeartRate")}` },
  { name: "vital-heart-rate-day", path: `${grace}/vitals${quantity("HeartRate")}&range=day` },
  { name: "vital-steps", path: `${grace}/vitals${quantity("StepCount")}` },
  { name: "vital-sleep", path: `${grace}/vitals${category("SleepAnalysis")}` },
  {
    name: "vital-blood-pressure",
    path: `${grace}/vitals?type=HKCorrelationTypeIdentifierBloodPressure&range=year`,
  },
  { name: "vital-weight", path: `${grace}/vitals${quantity("BodyMass")}&range=year` },
  { name: "vital-headache", path: `${grace}/vitals${category("Headache")}` },
  { name: "vital-totals-none", path: `${linus}/vitals/totals` },
  {
    name: "vital-totals",
    path: `${grace}/vitals/totals`,
    reach: (page) => press(page, "Compare now"),
  },
  { name: "menu", path: grace, reach: openMenu },
  { name: "measure", path: `${grace}/vitals/measure` },
  {
    name: "measure-errors",
    path: `${grace}/vitals/measure${quantity("BodyMass")}`,
    reach: async (page) => {
      await page.getByLabel("Weight").fill("heavy");
      await press(page, "Add the reading");
    },
  },
  {
    name: "vitals-download",
    path: `${grace}/vitals`,
    reach: (page) => page.locator("summary", { hasText: "Download" }).click(),
  },
  { name: "print", path: `${grace}/vitals?print` },
  {
    name: "print-blood-pressure",
    path: `${grace}/vitals?print&type=HKCorrelationTypeIdentifierBloodPressure`,
  },
  { name: "reviews", path: `${grace}/vitals/reviews` },
  { name: "plans", path: `${grace}/vitals/plans` },
  { name: "plans-asked", path: `${grace}/vitals/plans`, reach: (page) => press(page, "Ask the patient") },
  { name: "inbox", path: "/inbox" },
  { name: "signals", path: "/signals" },
  { name: "signals-done", path: "/signals?status=done" },
  { name: "signals-of-patient", path: `${grace}/signals` },
  { name: "signal-rule-of-patient", path: `${grace}/signals/rule?key=weight_gain` },
  { name: "signal-rules", path: "/settings/signals" },
  { name: "signal-rule", path: "/settings/signals/rule?key=blood_pressure_above" },
  {
    name: "signal-rule-errors",
    path: "/settings/signals/rule?kind=baseline",
    status: 422,
    reach: async (page) => {
      await page.getByLabel("Title").fill("Higher than usual");
      await page.getByLabel("Difference").fill("much");
      await press(page, "Save");
    },
  },
  {
    name: "vital-with-notes",
    path: `${grace}/vitals${quantity("HeartRate")}&range=month`,
    reach: async (page) => {
      await page.getByLabel("Note", { exact: true }).first().fill("Started metoprolol 25 mg");
      await press(page, "Add");
    },
  },
  {
    name: "vitals-pinned",
    path: `${grace}/vitals`,
    reach: (page) => press(page, "Pin Heart rate"),
  },
  { name: "import", path: `${linus}/vitals/import` },
  { name: "access", path: `${grace}/access` },
  { name: "settings", path: "/settings" },
  { name: "profile", path: "/settings/profile" },
  { name: "profile-who", path: "/settings/practitioners/practitioner1/who" },
  { name: "profile-contact", path: "/settings/practitioners/practitioner1/contact" },
  { name: "profile-scheduling", path: "/settings/practitioners/practitioner1/scheduling" },
  { name: "patient-not-found", path: "/patients/nobody", status: 404 },
];

const administrator: Sight[] = [
  { name: "administrator-overview", path: grace },
  { name: "clinic-settings", path: "/settings/clinic" },
  {
    name: "clinic-settings-errors",
    path: "/settings/clinic",
    status: 422,
    reach: async (page) => {
      await page.getByLabel("Website").fill("javascript:alert(1)");
      await page.getByLabel("Monday, first range, from").fill("23:00");
      await press(page, "Save");
    },
  },
  { name: "clinicians", path: "/settings/practitioners" },
  { name: "administrator-settings", path: "/settings", reach: (page) => press(page, "Check the database") },
];

const patient: Sight[] = [
  { name: "patient-health", path: "/health" },
  { name: "patient-vital", path: `/health${quantity("HeartRate")}` },
  { name: "patient-reviews", path: "/health/reviews" },
  { name: "patient-measure", path: "/health/measure" },
  {
    name: "patient-measure-refused",
    path: "/health/measure",
    status: 422,
    reach: async (page) => {
      await page.getByLabel("Upper number").fill("1280");
      await page.getByLabel("Lower number").fill("80");
      await press(page, "Save the reading");
    },
  },
  {
    name: "patient-measured",
    path: "/health/measure?type=HKQuantityTypeIdentifierBodyMass",
    reach: async (page) => {
      await page.getByLabel("Weight").fill("180");
      await press(page, "Save the reading");
      await page.goto("/health/measure");
    },
  },
  { name: "patient-contact", path: "/contact" },
  { name: "patient-profile", path: "/account/profile" },
  { name: "patient-access", path: "/access" },
  { name: "patient-account", path: "/account" },
];
const otherPatient: Sight[] = [{ name: "patient-health-empty", path: "/health" }];

async function seeAll({ newPage }: Product, sights: readonly Sight[], as?: Person): Promise<void> {
  const faults: string[] = [];
  for (const viewport of [desk, phone]) {
    const { page, allow } = await newPage({ viewport, ...(as ? { as } : {}) });
    for (const { name, path, status, reach } of sights) {
      if (status !== undefined) allow(status);
      await page.emulateMedia({ colorScheme: "light" });
      const sent = await (await page.goto(path))?.text();
      await reach?.(page);
      await page.waitForFunction(() =>
        [...document.querySelectorAll("[data-island]")].every((island) => island.hasAttribute("data-awake"))
      );
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await look(page, name, viewport === phone);
        // In the dark only the colours differ, and not by the width.
        if (colorScheme === "dark" && viewport === phone) continue;
        const found = await accessibilityFaults(
          page,
          colorScheme === "dark" ? ["color-contrast"] : undefined,
        );
        faults.push(...found.map((fault) => `${name} ${viewport.width} ${colorScheme}: ${fault}`));
      }
      if (viewport === phone) {
        await page.setViewportSize({ width: 360, height: 740 });
        faults.push(...(await sidewaysFaults(page)).map((fault) => `${name} 360: ${fault}`));
        await page.setViewportSize(phone);
      }
      if (/<[^>]+ style=/.test(sent ?? "")) faults.push(`${name}: a style attribute in what the server sent`);
    }
  }
  assertEquals(faults, []);
}

test("the pages of the entrance are seen without a fault", (product) => seeAll(product, entrance));
test("the clinician's pages are seen without a fault", (product) =>
  seeAll(product, clinician, people.practitioner));
test("the administrator's pages are seen without a fault", (product) =>
  seeAll(product, administrator, people.administrator));
test("the patient's pages are seen without a fault", (product) => seeAll(product, patient, people.patient));
test("the pages of a patient without data are seen without a fault", (product) =>
  seeAll(product, otherPatient, people.otherPatient));
