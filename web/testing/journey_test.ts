/** What a clinician does with the product, by mouse, finger and keyboard. */
import { assert, assertEquals, assertMatch } from "deno-std/assert/mod.js";
import { browserTests, desk, look, phone } from "./browser.ts";
import { people } from "./clinic.ts";

const test = browserTests();

test("a clinician signs in, opens a patient and looks at a vital", async ({ newPage }) => {
  const { page } = await newPage({ viewport: desk });
  await page.goto("/");
  await look(page, "x-sign-in");
  await page.getByLabel("Email").fill(people.practitioner.email);
  await page.getByLabel("Password", { exact: true }).fill(people.practitioner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/patients");
  await look(page, "x-patients");
});
