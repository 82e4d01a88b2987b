/** What a clinician does with a patient's vitals, by mouse, finger and keyboard. */
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertMatch,
  assertNotMatch,
} from "deno-std/assert/mod.js";
import { browserTests, desk, phone } from "./browser.ts";
import { lengthOf, moved, plotOf, settled, viewOf } from "./chart_page.ts";
import { people } from "./clinic.ts";

const test = browserTests();
const heartRate = "/patients/patient1/vitals?type=HKQuantityTypeIdentifierHeartRate";
const dayMs = 86_400_000;

test("a clinician signs in, finds the chart, zooms by dragging, comes back to the same view, and leaves nothing behind", async ({ newPage }) => {
  const { page, context } = await newPage({ viewport: desk });
  const urls: string[] = [];
  page.on("request", (request) => urls.push(request.url()));
  await page.goto("/");
  await page.waitForURL("**/sign-in");
  await page.getByLabel("Email").fill(people.practitioner.email);
  await page.getByLabel("Password", { exact: true }).fill(people.practitioner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/patients");
  await page.keyboard.press("/");
  await page.keyboard.type("okaf");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Grace Okafor" }).click();
  await page.waitForURL("**/patients/patient1");
  await page.getByRole("link", { name: "Vitals and Stats" }).click();
  await page.locator("a.tile[href$=IdentifierHeartRate]").click();
  await settled(page);

  const box = await plotOf(page);
  const { before, after } = await moved(page, async () => {
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.25, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.4, y, { steps: 4 });
    await page.mouse.move(box.x + box.width * 0.75, y, { steps: 4 });
    await page.mouse.up();
  });
  const tolerance = lengthOf(before) * 0.03;
  assertAlmostEquals(after.from, before.from + lengthOf(before) * 0.25, tolerance);
  assertAlmostEquals(after.to, before.from + lengthOf(before) * 0.75, tolerance);

  const label = await page.getByRole("application").getAttribute("aria-label");
  await page.reload();
  await settled(page);
  assertEquals(await viewOf(page), after);
  assertEquals(await page.getByRole("application").getAttribute("aria-label"), label);

  const kept = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    caches: await caches.keys(),
    databases: await indexedDB.databases(),
    title: document.title,
    cookie: document.cookie,
  }));
  assertEquals(kept, {
    local: [],
    session: [],
    caches: [],
    databases: [],
    title: "Chart · Test Clinic",
    cookie: "",
  });
  for (const url of urls) assertNotMatch(decodeURIComponent(url), /okafor|grace|1980|ada@/i);
  const [session] = (await context.cookies()).filter(({ name }) => name === "session");
  assertEquals([session?.httpOnly, session?.sameSite], [true, "Lax"]);

  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  await page.goBack();
  await page.waitForLoadState();
  assertMatch(page.url(), /\/sign-in/);
  assertNotMatch(await page.content(), /Okafor|bpm/);
});

test("wheel, buttons, ranges and Shift-drag move the chart, and the page keeps its own scrolling", async ({ newPage }) => {
  const { page } = await newPage({ viewport: desk, as: people.practitioner });
  await page.goto(heartRate);
  await settled(page);
  const box = await plotOf(page);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);

  await page.keyboard.down("Control");
  const zoomed = await moved(page, () => page.mouse.wheel(0, -200));
  await page.keyboard.up("Control");
  assert(lengthOf(zoomed.after) < lengthOf(zoomed.before) * 0.6, "Ctrl and the wheel zoom");
  assertAlmostEquals(
    (zoomed.after.from + zoomed.after.to) / 2,
    (zoomed.before.from + zoomed.before.to) / 2,
    lengthOf(zoomed.before) * 0.02,
  );

  const scrolledBefore = await page.evaluate(() => scrollY);
  const unmoved = await moved(page, () => page.mouse.wheel(0, 150));
  assertEquals(unmoved.after, unmoved.before);
  assert(await page.evaluate(() => scrollY) > scrolledBefore, "a plain wheel scrolls the page");
  await page.evaluate(() => scrollTo(0, 0));

  const panned = await moved(page, async () => {
    const { x, y, width, height } = await plotOf(page);
    await page.keyboard.down("Shift");
    await page.mouse.move(x + width * 0.3, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.5, y + height / 2, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.up("Shift");
  });
  assertAlmostEquals(lengthOf(panned.after), lengthOf(panned.before), 2_000);
  assertAlmostEquals(
    panned.before.from - panned.after.from,
    lengthOf(panned.before) * 0.2,
    lengthOf(panned.before) * 0.02,
  );

  const out = await moved(page, () => page.getByRole("button", { name: "Zoom out" }).click());
  assert(lengthOf(out.after) > lengthOf(out.before) * 1.5, "the button zooms out");
  for (const [name, days] of [["Week", 7], ["Year", 366], ["Day", 1]] as const) {
    const { after } = await moved(page, () => page.getByRole("link", { name, exact: true }).click());
    assertEquals(lengthOf(after) / dayMs, days);
    assertMatch(page.url(), new RegExp(`range=${name.toLowerCase()}$`));
    assertEquals(
      await page.getByRole("link", { name, exact: true }).getAttribute("aria-current"),
      "true",
    );
  }
});

test("everything that the mouse does on the chart the keyboard does too", async ({ newPage }) => {
  const { page } = await newPage({ viewport: desk, as: people.practitioner });
  await page.goto(`${heartRate}&range=week`);
  await settled(page);
  const preset = await viewOf(page);
  await page.getByRole("application").focus();
  const readout = page.locator(".chart-readout-when");
  const press = (key: string) => moved(page, () => page.keyboard.press(key));

  await press("Home");
  const first = await readout.textContent();
  await press("ArrowRight");
  const second = await readout.textContent();
  assert(first !== second, "an arrow goes to the next point");
  await press("ArrowLeft");
  assertEquals(await readout.textContent(), first);
  await press("End");
  const last = await readout.textContent();
  assert(last !== first && last !== second, "End goes to the last point");

  const closer = await press("+");
  assertAlmostEquals(lengthOf(closer.after) / lengthOf(closer.before), 0.6, 0.01);
  const earlier = await press("Shift+ArrowLeft");
  assertAlmostEquals(lengthOf(earlier.after), lengthOf(earlier.before), 2_000);
  assert(earlier.after.from < earlier.before.from, "Shift and an arrow pan");
  const wider = await press("-");
  assert(lengthOf(wider.after) > lengthOf(wider.before), "minus zooms out");
  assertEquals((await press("Escape")).after, preset);

  await press("End");
  const when = await readout.textContent();
  await page.keyboard.press("Enter");
  await page.locator(".readings .card-description", { hasText: when ?? "" }).waitFor();
  await page.keyboard.press("Tab");
  assert(
    await page.evaluate(() => document.activeElement?.getAttribute("role") !== "application"),
    "Tab leaves the chart",
  );
});

test("a click on a point shows the readings behind it", async ({ newPage }) => {
  const { page } = await newPage({ viewport: desk, as: people.practitioner });
  await page.goto(`${heartRate}&range=week`);
  await settled(page);
  const box = await plotOf(page);
  const readings = page.locator(".readings");
  const newest = await readings.textContent();
  await page.mouse.click(box.x + box.width * 0.4, box.y + box.height / 2);
  await page.waitForFunction(
    (text) => document.querySelector(".readings")?.textContent !== text,
    newest,
  );
  const when = await page.locator(".chart-readout-when").textContent();
  await readings.locator(".card-description", { hasText: when ?? "" }).waitFor();
  assert(await readings.getByRole("row").count() > 1, "there is at least one reading");
});

test("two fingers zoom and one finger scrubs on a phone", async ({ newPage }) => {
  const { page, context } = await newPage({ viewport: phone, as: people.practitioner });
  await page.goto(heartRate);
  await settled(page);
  const { x, y, width, height } = await plotOf(page);
  const touch = await context.newCDPSession(page);
  const fingers = (type: "touchStart" | "touchMove" | "touchEnd", ...shares: number[]) =>
    touch.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: shares.map((share, id) => ({ x: x + width * share, y: y + height / 2, id })),
    });
  const { before, after } = await moved(page, async () => {
    await fingers("touchStart", 0.4);
    await fingers("touchStart", 0.4, 0.6);
    for (const step of [0.05, 0.1, 0.15, 0.2]) await fingers("touchMove", 0.4 - step, 0.6 + step);
    await fingers("touchEnd");
  });
  assertAlmostEquals(lengthOf(after) / lengthOf(before), 1 / 3, 0.05);
  assertAlmostEquals((after.from + after.to) / 2, (before.from + before.to) / 2, lengthOf(before) * 0.03);

  const readout = page.locator(".chart-readout-when");
  const unscrubbed = await readout.textContent();
  const scrubbed = await moved(page, async () => {
    await fingers("touchStart", 0.5);
    await fingers("touchMove", 0.3);
    await fingers("touchMove", 0.25);
    await fingers("touchEnd");
  });
  assertEquals(scrubbed.after, scrubbed.before);
  assert(await readout.textContent() !== unscrubbed, "one finger reads values off");
});

test("the Vitals page and a chart stand still while they load", async ({ newPage }) => {
  for (const viewport of [desk, phone]) {
    const { page, context } = await newPage({ viewport, as: people.practitioner });
    await context.addInitScript(() => {
      const shifts: unknown[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.toJSON())))
        .observe({ type: "layout-shift", buffered: true });
    });
    for (const path of ["/patients/patient1/vitals", heartRate]) {
      await page.goto(path, { waitUntil: "networkidle" });
      const shift = await page.evaluate(() => {
        const { shifts } = globalThis as unknown as { shifts: { value: number; hadRecentInput: boolean }[] };
        return shifts.reduce((sum, { value, hadRecentInput }) => sum + (hadRecentInput ? 0 : value), 0);
      });
      assert(shift < 0.02, `${path} at ${viewport.width} px shifts by ${shift}`);
    }
  }
});
