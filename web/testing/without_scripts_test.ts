/** Every page is HTML first: where scripts don't run, people sign in, find a patient and read the chart. */
import { assert, assertMatch } from "deno-std/assert/mod.js";
import { browserTests, desk, look } from "./browser.ts";
import { people } from "./clinic.ts";

const test = browserTests();

test("without scripts a clinician signs in, finds a patient, and reads a chart and its readings", async ({ newPage }) => {
  const { page } = await newPage({ viewport: desk, javaScriptEnabled: false });
  await page.goto("/");
  await page.getByLabel("Email").fill(people.practitioner.email);
  await page.getByLabel("Password", { exact: true }).fill(people.practitioner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/patients");
  await page.getByRole("searchbox").fill("okafor");
  await page.getByRole("searchbox").press("Enter");
  await page.getByRole("link", { name: "Grace Okafor" }).click();
  await page.getByRole("link", { name: "Vitals and Stats" }).click();
  await page.locator("a.tile[href$=IdentifierHeartRate]").click();
  await page.locator("svg.chart-still").first().waitFor();
  assert(await page.locator(".readings tbody tr").count() > 5, "the newest readings stand in a table");
  await look(page, "chart-without-scripts");
  await page.getByRole("link", { name: "Week", exact: true }).click();
  assertMatch(page.url(), /range=week/);
  await page.locator("svg.chart-still").first().waitFor();
  await page.getByText("Show as a table").click();
  assert(await page.locator(".chart-table tbody tr").first().isVisible(), "the points stand in a table");
});
