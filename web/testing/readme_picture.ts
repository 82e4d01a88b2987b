/**
 * Makes README's picture: the Vitals and Stats page of a patient of the demo clinic, at 1440 × 900, light, as
 * `web/static/vitals.png`. Run: `deno run -A web/testing/readme_picture.ts`.
 */
import { join } from "node:path";
import { demoPassword, seedDemo } from "../../api/demo/seed.ts";
import { scryptPasswords } from "../../api/adapters/scrypt.ts";
import { startServer } from "../../api/testing/embedded_server.ts";
import { desk, launch, signIn } from "./browser.ts";
import { makeDatabase } from "./clinic.ts";

const clinician = "hannah.osei@lakeview.example.org";
const patient = "Okoye";

if (import.meta.main) {
  const folder = await Deno.makeTempDir({ prefix: "picture-" });
  await makeDatabase(join(folder, "clinic.db"), async (db) => {
    await seedDemo(db, scryptPasswords(), Date.now());
  });
  const server = await startServer(folder);
  const browser = await launch();
  try {
    const context = await browser.newContext({
      viewport: desk,
      baseURL: server.origin,
      locale: "en-US",
      timezoneId: "America/Chicago",
      reducedMotion: "reduce",
    });
    await signIn(context, server.origin, { email: clinician, password: demoPassword, id: "" });
    const page = await context.newPage();
    await page.goto("/patients");
    await page.getByRole("searchbox").fill(patient);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: `Denise ${patient}` }).click();
    await page.getByRole("link", { name: "Vitals and Stats" }).click();
    await page.waitForURL("**/vitals");
    await page.waitForLoadState("networkidle");
    const picture = await page.screenshot({ animations: "disabled" });
    const path = new URL("../static/vitals.png", import.meta.url);
    await Deno.writeFile(path, picture);
    const { size } = await Deno.stat(path);
    console.log(`web/static/vitals.png: ${Math.round(size / 1000)} kB`);
  } finally {
    await browser.close();
    await server.stop();
    await Deno.remove(folder, { recursive: true });
  }
}
