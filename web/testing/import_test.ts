/** An Apple Health export comes onto a chart in the browser: chosen, dropped, and through a server that dies on the way. */
import { assert, assertEquals, assertMatch } from "deno-std/assert/mod.js";
import { Buffer } from "node:buffer";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { type GeneratedTruth, generateExport } from "../health_import/testing/generate_export.ts";
import { zipExport } from "../health_import/testing/zip_export.ts";
import { accessibilityFaults } from "./audit_page.ts";
import { browserTests, desk, look, phone, signIn } from "./browser.ts";
import { fillClinic, makeDatabase, people } from "./clinic.ts";
import { integrityOf, samplesByType } from "../../api/testing/read_database.ts";
import { startServer } from "../../api/testing/embedded_server.ts";

const test = browserTests();
const importPath = "/patients/patient2/vitals/import";

async function exportZip(records: number, seed: number): Promise<{ zip: Uint8Array; truth: GeneratedTruth }> {
  const made = generateExport({ records, seed, years: 1 });
  const xml = new Uint8Array(await new Response(made.stream).arrayBuffer());
  return {
    zip: await zipExport([{ name: "apple_health_export/export.xml", content: xml }]),
    truth: await made.truth,
  };
}

const total = (counts: Record<string, number>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

async function choose(page: Page, zip: Uint8Array): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByText("Choose a file").click();
  await (await chooser).setFiles({
    name: "export.zip",
    mimeType: "application/zip",
    buffer: Buffer.from(zip),
  });
}

async function figure(page: Page, label: string): Promise<number> {
  const text = await page.locator(".stat", { hasText: label }).textContent();
  return Number((text ?? "").replace(label, "").replaceAll(",", "").trim());
}

test("an export is chosen, comes in with its progress shown, and stands on the chart once, however often it is sent", async ({ newPage, folder }) => {
  const { zip, truth } = await exportZip(12_000, 7);
  const { page } = await newPage({ viewport: desk, as: people.practitioner });
  await page.goto("/patients/patient2/vitals");
  await page.getByRole("link", { name: "Import Apple Health" }).click();
  await page.waitForURL(`**${importPath}`);
  await page.getByRole("button", { name: "Start the import" }).click();
  await page.getByText("Choose the file first.").waitFor();
  await choose(page, zip);
  await page.getByText("export.zip", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Start the import" }).click();
  await page.getByText("Say in a few words why you bring this in.").waitFor();
  await look(page, "import-chosen");
  await page.getByLabel("Reason", { exact: true }).fill("Annual visit, with the patient's consent");
  await page.getByRole("button", { name: "Start the import" }).click();
  await page.getByRole("progressbar").waitFor();
  await page.getByText("The import is complete").waitFor({ timeout: 60_000 });
  await look(page, "import-done");
  assertEquals(await accessibilityFaults(page), []);

  assertEquals(await figure(page, "New readings"), total(truth.distinct));
  assertEquals(await figure(page, "Refused"), 0);
  assertEquals(await samplesByType(join(folder, "clinic.db"), 2), truth.distinct);

  await page.getByRole("link", { name: "See the vitals" }).click();
  await page.waitForURL("**/patients/patient2/vitals");
  await page.locator("a.tile[href$=IdentifierHeartRate]").waitFor();
  assertMatch(await page.locator("a.tile[href$=IdentifierStepCount]").textContent() ?? "", /\d/);
  await look(page, "import-tiles");

  await page.getByRole("link", { name: "Import" }).click();
  await page.waitForURL(`**${importPath}`);
  const dropped = await page.evaluateHandle((bytes) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.fromBase64(bytes)], "export.zip"));
    return transfer;
  }, zip.toBase64());
  await page.locator(".drop-zone").dispatchEvent("drop", { dataTransfer: dropped });
  await page.getByLabel("Reason", { exact: true }).fill("Sent a second time");
  await page.getByRole("button", { name: "Start the import" }).click();
  await page.getByText("The import is complete").waitFor({ timeout: 60_000 });
  assertEquals(await figure(page, "New readings"), 0);
  assertEquals(await samplesByType(join(folder, "clinic.db"), 2), truth.distinct);
});

test("a file that is no export is named as such, and the patient's own import asks for no reason", async ({ newPage }) => {
  const { page } = await newPage({ viewport: phone, as: people.otherPatient });
  await page.goto("/health/import");
  await look(page, "patient-import", true);
  await choose(page, new TextEncoder().encode("this is a letter, not an export"));
  await page.getByRole("button", { name: "Start the import" }).click();
  await page.getByText("The import stopped").waitFor();
  await page.getByText("This file holds no Apple Health data.", { exact: false }).waitFor();
  await look(page, "patient-import-refused", true);
  assertEquals(await accessibilityFaults(page), []);
});

test("an import outlives kill -9 of the server: started again, everything is stored, each reading once", async ({ newPage }) => {
  const { zip, truth } = await exportZip(60_000, 11);
  const folder = await Deno.makeTempDir({ prefix: "kill-" });
  const database = join(folder, "clinic.db");
  await makeDatabase(database, (db) => fillClinic(db, Date.now(), 1));
  let server = await startServer(folder);
  try {
    const { page, context, outage } = await newPage({ viewport: phone });
    outage();
    await signIn(context, server.origin, people.practitioner);
    await page.goto(server.origin + importPath);
    await choose(page, zip);
    await page.getByLabel("Reason", { exact: true }).fill("Annual visit");
    await page.getByRole("button", { name: "Start the import" }).click();
    await page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 0.1);
    await server.stop("SIGKILL");
    await look(page, "import-running", true);
    const faults = await accessibilityFaults(page);
    const before = total(await samplesByType(database, 2));
    assert(before > 0 && before < total(truth.distinct), `killed on the way, at ${before}`);
    server = await startServer(folder, Number(new URL(server.origin).port));
    await page.getByText("The import is complete").waitFor({ timeout: 90_000 });
    await look(page, "import-done", true);
    assertEquals(await samplesByType(database, 2), truth.distinct);
    assertEquals(await integrityOf(database), ["ok"]);
    assertEquals(faults, []);
  } finally {
    await server.stop();
    await Deno.remove(folder, { recursive: true });
  }
});
