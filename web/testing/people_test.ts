/** Patients are added, found and paged through; sessions end where they should; the keyboard reaches everything. */
import { assert, assertEquals, assertMatch } from "deno-std/assert/mod.js";
import type { Page } from "playwright-core";
import { browserTests, desk, phone } from "./browser.ts";
import { people, scriptedName, scriptedPatient } from "./clinic.ts";

const test = browserTests();

test("a new patient's form keeps what was typed, names what is wrong, and opens the chart once it is right", async ({ newPage }) => {
  const { page, allow } = await newPage({ viewport: desk, as: people.practitioner });
  allow(422);
  await page.goto("/patients");
  await page.getByRole("link", { name: "New patient" }).click();
  // What the browser would catch first must hold without it.
  await page.locator("main form").evaluate((form) => form.setAttribute("novalidate", ""));
  await page.getByLabel("Given names").fill("Ida");
  await page.getByLabel("Email").fill("not an address");
  await page.getByRole("button", { name: "Add the patient" }).click();
  await page.locator("#error-summary").waitFor();
  assert(
    await page.locator("#error-summary").evaluate((summary) => summary === document.activeElement),
    "the summary has the focus",
  );
  assertEquals(await page.getByLabel("Given names").inputValue(), "Ida");
  assertEquals(await page.getByLabel("Email").inputValue(), "not an address");
  for (const label of ["Family name", "Birth date", "Sex", /^Email/]) {
    assertEquals(
      await page.getByLabel(label, { exact: true }).last().getAttribute("aria-invalid"),
      "true",
      String(label),
    );
  }
  await page.locator("#error-summary a").first().click();
  assertEquals(await page.evaluate(() => document.activeElement?.getAttribute("name")), "family");

  await page.getByLabel("Family name").fill("N\u00fa\u00f1ez");
  await page.getByLabel("Birth date", { exact: true }).fill("2999-01-01");
  await page.getByLabel("Sex").selectOption("female");
  await page.getByLabel("Email").fill("ida@example.org");
  await page.getByLabel("Primary clinician").selectOption({ label: "Ada Moreno, MD" });
  await page.locator("main form").evaluate((form) => form.setAttribute("novalidate", ""));
  await page.getByRole("button", { name: "Add the patient" }).click();
  await page.locator("#error-summary a", { hasText: /birth/i }).waitFor();
  await page.getByLabel("Birth date", { exact: true }).fill("1961-07-09");
  await page.getByRole("button", { name: "Add the patient" }).click();
  await page.getByRole("heading", { name: "Ida N\u00fa\u00f1ez", level: 1 }).waitFor();
  assertMatch(page.url(), /\/patients\/[0-9a-z]{20}\?added$/);

  await page.getByRole("searchbox").fill("ida nunez");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Search results" }).waitFor();
  assertEquals(await page.locator("tbody tr").count(), 1);
  await page.getByRole("link", { name: "Ida N\u00fa\u00f1ez" }).click();
  await page.getByRole("heading", { name: "Ida N\u00fa\u00f1ez", level: 1 }).waitFor();
});

test("the list pages through everyone once, and a search that finds nobody says so", async ({ newPage }) => {
  const { page } = await newPage({ viewport: phone, as: people.practitioner });
  await page.goto("/patients");
  const names = async () => await page.locator("tbody a.row-link").allTextContents();
  const firstPage = await names();
  assertEquals(firstPage.length, 25);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Previous" }).waitFor();
  const secondPage = await names();
  assert(secondPage.length >= 8, "the rest is on the second page");
  assertEquals(new Set([...firstPage, ...secondPage]).size, firstPage.length + secondPage.length);
  await page.getByRole("searchbox").fill("nobody of this name");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Nobody found" }).waitFor();
  await page.getByRole("link", { name: "All patients" }).click();
  await page.waitForURL("**/patients");
  assertEquals((await names()).length, 25);
});

test("signing out everywhere ends the session of the other browser", async ({ newPage }) => {
  const here = await newPage({ viewport: desk, as: people.administrator });
  const there = await newPage({ viewport: desk, as: people.administrator });
  await there.page.goto("/patients");
  await here.page.goto("/settings");
  await here.page.getByRole("button", { name: /everywhere/ }).click();
  await here.page.waitForURL("**/sign-in");
  await there.page.reload();
  assertMatch(there.page.url(), /\/sign-in/);
});

test("a name that is markup stays a name", async ({ newPage }) => {
  const { page } = await newPage({ viewport: desk, as: people.practitioner });
  const name = `${scriptedName.given} ${scriptedName.family}`;
  for (const path of ["/patients", `/patients/${scriptedPatient}`, `/patients/${scriptedPatient}/vitals`]) {
    const answer = await page.goto(path, { waitUntil: "networkidle" });
    assert(await page.getByText(name).count() > 0, `${path} shows the name as it is`);
    assertEquals(await page.locator("img").count(), 0, path);
    const headers = answer?.headers() ?? {};
    assertMatch(
      headers["content-security-policy"] ?? "",
      /^default-src 'none'; script-src 'self' 'nonce-[^']+';/,
    );
    assertEquals(
      [headers["x-content-type-options"], headers["cache-control"], headers["referrer-policy"]],
      ["nosniff", "no-store", "same-origin"],
    );
  }
});

/** What has the focus, in words, and whether one can see that it has. */
async function focused(page: Page): Promise<{ what: string; visible: boolean } | null> {
  return await page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const look = (style: CSSStyleDeclaration) =>
      `${style.outlineStyle} ${style.outlineWidth} ${style.boxShadow} ${style.borderColor}`;
    const what = `${element.tagName} ${
      element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 30)
    }`;
    // A date has a stop for each of its parts, and would begin again if it lost the focus.
    if (element instanceof HTMLInputElement && element.type === "date") {
      return { what: "INPUT date", visible: true };
    }
    const on = look(getComputedStyle(element));
    const box = element.getBoundingClientRect();
    element.blur();
    const off = look(getComputedStyle(element));
    element.focus({ preventScroll: true });
    return {
      what,
      visible: on !== off && box.width > 0 && box.height > 0,
    };
  });
}

test("the keyboard alone walks through every page: a skip link first, a visible focus, no trap", async ({ newPage }) => {
  const { page } = await newPage({ viewport: desk, as: people.practitioner });
  for (const path of ["/patients/new", "/patients/patient1/vitals", "/settings"]) {
    await page.goto(path, { waitUntil: "networkidle" });
    await page.keyboard.press("Tab");
    assertMatch((await focused(page))?.what ?? "", /Skip to the content/, path);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert(
      await page.evaluate(() => document.querySelector("main")?.contains(document.activeElement)),
      `${path}: the skip link leads into the content`,
    );
    await page.goto(path, { waitUntil: "networkidle" });
    const seen: string[] = [];
    for (let step = 0; step < 120; step++) {
      await page.keyboard.press("Tab");
      const now = await focused(page);
      // After the last element come the browser's own controls, or the first one again.
      if (now === null || now.what === seen[0]) break;
      assert(now.visible, `${path}: the focus on ${now.what} can be seen`);
      seen.push(now.what);
    }
    assert(seen.length > 8 && seen.length < 120, `${path}: ${seen.length} stops: ${seen.join(" | ")}`);
  }
});

test("a patient sees their health, who looked at it, and their own sessions, on a phone", async ({ newPage }) => {
  const { page } = await newPage({ viewport: phone });
  await page.goto("/health");
  await page.getByText("Sign in to go on.").waitFor();
  await page.getByLabel("Email").fill(people.patient.email);
  await page.getByLabel("Password", { exact: true }).fill(people.patient.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/health");
  const bar = page.getByRole("navigation", { name: "Main" });
  const box = await bar.boundingBox();
  assertEquals(box && [box.x, box.width, Math.round(box.y + box.height)], [0, 390, 844]);
  for (const item of await bar.getByRole("link").all()) {
    const target = await item.boundingBox();
    assert(target && target.width >= 44 && target.height >= 44, "a finger hits every item");
  }
  await page.locator("a.tile[href$=IdentifierHeartRate]").click();
  await page.locator(".chart[data-state=fresh] .u-over").waitFor();
  await bar.getByRole("link", { name: "Access" }).click();
  await page.getByRole("table", { name: "Access to this chart" }).waitFor();
  await bar.getByRole("link", { name: "Account" }).click();
  await page.getByRole("button", { name: "Dark" }).click();
  assertEquals(await page.locator("html").getAttribute("data-theme"), "dark");
  await page.reload();
  assertEquals(await page.locator("html").getAttribute("data-theme"), "dark");
  for (const path of ["/patients", "/patients/patient1", "/settings"]) {
    await page.goto(path);
    await page.waitForURL("**/health");
  }
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
});
