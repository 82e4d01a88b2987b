/** What the clinic measures, entered by a clinician and read by the patient; and readings taken along as files. */
import { assert, assertEquals, assertMatch } from "deno-std/assert/mod.js";
import { accessibilityFaults } from "./audit_page.ts";
import { browserTests, desk, look, phone } from "./browser.ts";
import { settled } from "./chart_page.ts";
import { people } from "./clinic.ts";

const test = browserTests();
const pressure = "type=HKCorrelationTypeIdentifierBloodPressure";

test("a clinician enters a blood pressure, corrects it, the patient reads it, and it can be deleted", async ({ newPage }) => {
  const { page } = await newPage({ viewport: desk, as: people.practitioner });
  await page.goto("/patients/patient1/vitals");
  await page.getByRole("link", { name: "Add a reading" }).click();
  await page.getByLabel("Systolic").fill("900");
  await page.getByLabel("Diastolic").fill("81");
  await page.getByLabel("Note").fill("left arm, seated");
  await page.getByRole("button", { name: "Add the reading" }).click();
  assertMatch(await page.getByRole("alert").innerText(), /Between 1 and 500 mmHg/);
  assertEquals(await page.getByLabel("Note").inputValue(), "left arm, seated");
  await page.getByLabel("Systolic").fill("142");
  await page.getByRole("button", { name: "Add the reading" }).click();
  await page.waitForURL(`**/vitals?${pressure}`);
  await settled(page);
  const newest = page.locator(".readings tbody tr").first();
  assertMatch(
    await newest.innerText(),
    /142\/81 mmHg[\s\S]*Clinic[\s\S]*Ada Moreno, MD[\s\S]*left arm, seated/,
  );
  assertMatch(await page.locator(".chart-legend").innerText(), /Measured in the clinic/);
  await page.getByText("Show as a table").click();
  assertMatch(await page.getByRole("table", { name: "Measured in the clinic" }).innerText(), /142\/81/);
  await look(page, "vital-measured", true);
  assertEquals(await accessibilityFaults(page), []);

  await newest.getByRole("link", { name: "Correct" }).click();
  assertEquals(await page.getByLabel("Systolic").inputValue(), "142");
  await look(page, "measure-correct");
  assertEquals(await accessibilityFaults(page), []);
  await page.getByLabel("Systolic").fill("124");
  await page.getByRole("button", { name: "Save the correction" }).click();
  await page.waitForURL(`**/vitals?${pressure}`);
  await settled(page);
  assertMatch(await newest.innerText(), /124\/81 mmHg/);
  assertEquals(await page.locator(".readings tbody tr", { hasText: "142/81" }).count(), 0);

  const patient = await newPage({ viewport: phone, as: people.patient });
  await patient.page.goto(`/health?${pressure}`);
  await settled(patient.page);
  const theirs = patient.page.locator(".readings tbody tr").first();
  assertMatch(await theirs.innerText(), /124\/81 mmHg[\s\S]*Clinic[\s\S]*Ada Moreno, MD/);
  assertEquals(await patient.page.getByRole("link", { name: "Correct" }).count(), 0);
  assertEquals(await patient.page.getByRole("link", { name: "Add a reading" }).count(), 0);
  await look(patient.page, "patient-vital-measured", true);

  await newest.getByRole("link", { name: "Correct" }).click();
  await page.getByRole("button", { name: "Delete the reading" }).click();
  await page.waitForURL(`**/vitals?${pressure}`);
  await settled(page);
  assertEquals(await page.locator(".readings", { hasText: "Clinic" }).count(), 0);
});

test("a weight is entered in pounds without any script, once however often the form is sent", async ({ newPage }) => {
  const { page } = await newPage({ viewport: phone, as: people.practitioner, javaScriptEnabled: false });
  await page.goto("/patients/patient1/vitals/measure?type=HKQuantityTypeIdentifierBodyMass");
  await page.getByLabel("Weight").fill("158,4");
  await page.getByLabel("Unit").selectOption("lb");
  await page.getByRole("button", { name: "Add the reading" }).dblclick();
  await page.waitForURL("**/vitals?type=HKQuantityTypeIdentifierBodyMass");
  assertMatch(await page.locator(".readings tbody tr").first().innerText(), /71\.8 kg/);
  assertEquals(await page.locator(".readings tbody tr", { hasText: "Clinic" }).count(), 1);
});

test("all vitals go on a sheet of paper, white in the dark too, and one vital on its own with its readings", async ({ newPage }) => {
  const { page } = await newPage({ viewport: desk, as: people.practitioner, colorScheme: "dark" });
  await page.goto("/patients/patient1/vitals");
  await page.locator("summary", { hasText: "Download" }).click();
  await page.getByRole("link", { name: "Print or PDF" }).click();
  await page.waitForURL("**/vitals?print");
  await page.emulateMedia({ media: "print" });
  assertEquals(await page.getByRole("button", { name: "Print or save as PDF" }).isVisible(), false);
  assertEquals(await page.getByRole("heading", { name: "Grace Okafor" }).isVisible(), true);
  assert(await page.locator(".print-vital svg path").count() > 10);
  const white = await page.evaluate(() =>
    getComputedStyle(document.querySelector(".print-sheet")!).backgroundColor
  );
  assertEquals(white, "rgb(255, 255, 255)");
  await look(page, "print-paper");
  await page.goto(`/patients/patient1/vitals?print&${pressure}&days=365`);
  assertMatch(
    await page.locator(".print-vital").innerText(),
    /Blood pressure[\s\S]*systolic[\s\S]*Home Cuff/,
  );
  assertEquals(await page.locator(".print-vital tbody tr").count(), 20);
});

test("downloads are files whose names tell no patient's, from the page, a vital and the patient's own app", async ({ newPage }) => {
  const places = [
    [people.practitioner, "/patients/patient1/vitals", "Spreadsheet", "vitals-", "csv"],
    [people.practitioner, `/patients/patient1/vitals?${pressure}`, "FHIR", "blood-pressure-", "fhir.json"],
    [people.patient, `/health?${pressure}`, "Spreadsheet", "blood-pressure-", "csv"],
  ] as const;
  for (const [as, path, item, word, ending] of places) {
    const { page } = await newPage({ viewport: desk, as });
    await page.goto(path);
    await page.locator("summary", { hasText: "Download" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: item }).click(),
    ]);
    assertMatch(download.suggestedFilename(), new RegExp(`^${word}\\d{4}-\\d\\d-\\d\\d\\.${ending}$`));
    const { size } = await Deno.stat(await download.path());
    assert(size > 1_000, `${size} bytes`);
  }
});
