/** The clinic and its people say how they are reached; patients find it, save it, and open the app without a network. */
import { Buffer } from "node:buffer";
import { assert, assertEquals, assertMatch } from "deno-std/assert/mod.js";
import { png } from "../../api/testing/pictures.ts";
import { browserTests, desk, phone } from "./browser.ts";
import { people } from "./clinic.ts";

const test = browserTests();
const own = "/settings/practitioners/practitioner1";

test("an administrator sets the clinic's hours and numbers, and patients see them", async ({ newPage }) => {
  const { page, allow } = await newPage({ viewport: desk, as: people.administrator });
  allow(422);
  await page.goto("/settings");
  await page.getByRole("link", { name: /^Clinic\s*Name, logo/ }).click();
  await page.getByLabel("Phone", { exact: true }).fill("call us");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator("#error-summary a").click();
  assertEquals(await page.evaluate(() => document.activeElement?.getAttribute("name")), "phone");
  await page.getByLabel("Phone", { exact: true }).fill("(312) 555-0177");
  await page.getByLabel("Sunday, first range, from").fill("10:15");
  await page.getByLabel("Sunday, first range, to").fill("11:45");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The clinic's settings were saved.").waitFor();

  const patient = await newPage({ viewport: phone, as: people.patient });
  await patient.page.goto("/contact");
  await patient.page.getByText("10:15 AM – 11:45 AM").waitFor();
  const call = patient.page.getByRole("link", { name: /Call the clinic/ });
  assertEquals(await call.getAttribute("href"), "tel:3125550177");
  const box = await call.boundingBox();
  assert(box && box.height >= 56 && box.width >= 300, "a thumb hits it");
});

test("of two administrators the second is told, and keeps what they typed", async ({ newPage }) => {
  const [first, second] = [
    await newPage({ viewport: desk, as: people.administrator }),
    await newPage({ viewport: desk, as: people.administrator }),
  ];
  second.allow(422);
  for (const { page } of [first, second]) await page.goto("/settings/clinic");
  for (const [index, { page }] of [first, second].entries()) {
    await page.getByLabel("Fax").fill(`(312) 555-015${index}`);
    await page.getByRole("button", { name: "Save" }).click();
    await page.waitForLoadState();
  }
  await second.page.getByText("Somebody else changed these settings meanwhile").waitFor();
  assertEquals(await second.page.getByLabel("Fax").inputValue(), "(312) 555-0151");
  await second.page.getByRole("button", { name: "Save" }).click();
  await second.page.getByText("The clinic's settings were saved.").waitFor();
});

test("a practitioner edits their profile in three steps; patients see what was published", async ({ newPage }) => {
  const { page } = await newPage({ viewport: phone, as: people.practitioner });
  await page.goto("/patients");
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("link", { name: /Ada Moreno/ }).click();
  await page.getByRole("link", { name: "Edit Profile" }).click();
  await page.getByLabel("Credentials").fill("MD, FAAFP");
  await page.getByLabel("Language 3").selectOption("ase");
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.waitForURL(`**${own}/contact`);
  await page.locator("[data-island=PictureField][data-awake]").waitFor();
  const choose = page.getByLabel("Photo: choose a picture");
  await choose.setInputFiles({
    name: "../../evil.svg",
    mimeType: "image/svg+xml",
    buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script>"),
  });
  await page.getByText("not a picture that can be shown").waitFor();
  await choose.setInputFiles({
    name: "me.png",
    mimeType: "image/png",
    buffer: Buffer.from(png, "base64"),
  });
  await page.getByText("The picture was saved.").waitFor();
  await page.getByLabel("Email", { exact: true }).last().check();
  await page.getByLabel("Mobile for texts").last().uncheck();
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.waitForURL(`**${own}/scheduling`);
  await page.getByLabel("Allow patients to schedule appointments").selectOption({ label: "No" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("The profile was saved.").waitFor();

  const patient = await newPage({ viewport: desk, as: people.patient });
  await patient.page.goto("/contact");
  await patient.page.getByText("Ada Moreno, MD, FAAFP", { exact: true }).waitFor();
  await patient.page.getByText("American Sign Language").waitFor();
  const hrefs = await patient.page.locator("a.reach-link").evaluateAll((links) =>
    links.map((link) => link.getAttribute("href"))
  );
  assert(hrefs.includes("mailto:ada.moreno@clinic.test") && hrefs.includes("tel:3125550191"));
  assertEquals(hrefs.filter((href) => href?.startsWith("sms:")), []);
  await patient.page.getByText(/Appointments with Ada Moreno.* are made by the clinic: call/).waitFor();
  await patient.page.locator(".emergency a[href='tel:911']").waitFor();
  assertEquals(
    await patient.page.locator("img.portrait").evaluate((image) => (image as HTMLImageElement).naturalWidth),
    6,
  );
  await patient.page.locator(".reach-code summary").first().click();
  assert(await patient.page.locator("svg.qr").first().isVisible());
  const saved = patient.page.waitForEvent("download");
  await patient.page.getByRole("link", { name: "Save contact" }).first().click();
  assertEquals((await saved).suggestedFilename(), "clinician.vcf");
});

test("without scripts a patient changes their own profile, and another's is not theirs to open", async ({ newPage }) => {
  const { page, allow } = await newPage({ viewport: phone, as: people.patient, javaScriptEnabled: false });
  allow(422, 404);
  await page.goto("/account");
  await page.getByRole("link", { name: "My profile" }).click();
  await page.getByLabel("What should we call you?").fill("Gracie <b>");
  await page.getByLabel("City").first().fill("Chicago");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator("#error-summary").waitFor();
  assertEquals(await page.getByLabel("What should we call you?").inputValue(), "Gracie <b>");
  await page.getByLabel("Street and number").first().fill("1 Elm St");
  await page.getByLabel("Their name").fill("Kofi Okafor");
  await page.getByLabel("Their phone").fill("(312) 555-0144");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Your profile was saved.").waitFor();
  assertEquals(await page.getByLabel("Street and number").first().inputValue(), "1 Elm St");
  assertEquals((await page.request.get("/api/patient/patient2/profile")).status(), 404);
});

test("the app can be installed, opens without a network, and keeps nobody's data", async ({ newPage }) => {
  const { page, context, outage } = await newPage({ viewport: phone, as: people.patient });
  await page.goto("/health");
  const manifest = await (await page.request.get("/manifest.webmanifest")).json();
  assertEquals([manifest.display, manifest.start_url, manifest.name], ["standalone", "/", "Test Clinic"]);
  for (const { src, sizes } of manifest.icons) {
    const icon = await page.request.get(src);
    assertEquals([icon.status(), icon.headers()["content-type"]], [200, "image/png"], src);
    const bytes = new DataView(new Uint8Array(await icon.body()).buffer);
    assertEquals(`${bytes.getUint32(16)}x${bytes.getUint32(20)}`, sizes);
  }
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  for (const path of ["/health", "/contact", "/account", "/account/profile"]) {
    await page.goto(path, { waitUntil: "networkidle" });
  }
  assert(await page.evaluate(() => navigator.serviceWorker.controller !== null), "the worker answers");
  const kept = await page.evaluate(async () => {
    const found: { path: string; text: string }[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        found.push({ path: new URL(request.url).pathname, text: await answer!.text() });
      }
    }
    return { found, local: JSON.stringify(localStorage) + JSON.stringify(sessionStorage) };
  });
  assert(kept.found.length >= 4);
  for (const { path, text } of kept.found) {
    assertMatch(path, /^\/(assets\/[\w.-]+|offline)$/);
    assert(!/Grace|Okafor|Gracie|555-01/.test(text), `${path} holds nobody's data`);
  }
  assert(!/Grace|Okafor/.test(kept.local));

  outage();
  await context.setOffline(true);
  await page.goto("/health");
  await page.getByRole("heading", { name: "You are offline" }).waitFor();
  assertEquals(
    await page.evaluate(() => getComputedStyle(document.querySelector(".entrance-card")!).borderRadius),
    "18px",
    "the page keeps its looks",
  );
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "Health", level: 1 }).waitFor();
});

test("the download page shows the way of the device that asks", async ({ newPage }) => {
  const { page } = await newPage({ viewport: desk });
  await page.goto("/download");
  assert(await page.getByRole("img", { name: /Code that opens this page/ }).isVisible());
  for (
    const [agent, title] of [["(iPhone; CPU iPhone OS 18_5)", "iPhone and iPad"], [
      "(Linux; Android 15)",
      "Android",
    ]]
  ) {
    const html = await (await page.request.get("/download", { headers: { "user-agent": agent! } })).text();
    assertEquals(/<h2>([^<]+)/.exec(html)?.[1], title);
    assert(!html.includes('class="qr"'));
  }
});
