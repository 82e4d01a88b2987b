/** The first start of a clinic, and a product whose scripts don't run. */
import { assertMatch } from "deno-std/assert/mod.js";
import { browserTests, desk, look, phone } from "./browser.ts";

const test = browserTests({ empty: true });

test("the printed link makes the first administrator once, and is refused the second time", async ({ newPage, server }) => {
  const link = /set up at (\S+)/.exec(server.output())?.[1] ?? "";
  const { page, allow } = await newPage({ viewport: phone });
  allow(422, 410);
  await page.goto(link);
  await page.locator("main form").evaluate((form) => form.setAttribute("novalidate", ""));
  await page.getByRole("button", { name: "Create the clinic" }).click();
  await page.locator("#error-summary").waitFor();
  await look(page, "set-up-errors", true);

  const fill = async (email: string) => {
    await page.getByLabel("Clinic name").fill("Harbor Street Clinic");
    await page.getByLabel("Time zone").selectOption("America/Denver");
    await page.getByLabel("Given name").fill("Noor");
    await page.getByLabel("Family name").fill("Haddad");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("harbor street opens early");
    await page.getByLabel("I also see patients").check();
    await page.getByRole("button", { name: "Create the clinic" }).click();
    await page.waitForLoadState();
  };
  await fill("noor@example.org");
  await page.waitForURL("**/patients");
  await page.getByRole("heading", { name: "Your patients will be here" }).waitFor();
  await look(page, "patients-empty", true);

  const again = await newPage({ viewport: desk });
  again.allow(410);
  await again.page.goto(link);
  const text = await again.page.locator("main").textContent();
  const form = again.page.getByRole("button", { name: "Create the clinic" });
  if (await form.count() > 0) {
    await again.page.getByLabel("Clinic name").fill("Another Clinic");
    await again.page.getByLabel("Time zone").selectOption("America/Denver");
    await again.page.getByLabel("Given name").fill("Eve");
    await again.page.getByLabel("Family name").fill("Late");
    await again.page.getByLabel("Email").fill("eve@example.org");
    await again.page.getByLabel("Password", { exact: true }).fill("harbor street opens early");
    await form.click();
    await again.page.locator("#error-summary").waitFor();
  } else assertMatch(text ?? "", /used|expired/i);
  await look(again.page, "set-up-link-used");
  await again.page.goto("/");
  assertMatch(again.page.url(), /\/sign-in$/);
});
