/** The chart in a real browser, with real pointer and keyboard: what the hand does must show in the URL and in words. */
import { assert, assertEquals, assertNotEquals } from "deno-std/assert/mod.js";
import type { Page } from "playwright-core";
import { chartState } from "../islands/chart/url_state.ts";
import { launch } from "./browser.ts";
import { answer, render } from "./gallery.ts";

const settled = 400;

async function onPage(
  name: string,
  touch: boolean,
  act: (page: Page, asked: string[]) => Promise<void>,
): Promise<void> {
  await render();
  const asked: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    if (request.url.includes("/api/")) asked.push(new URL(request.url).pathname);
    return answer(request);
  });
  const browser = await launch();
  try {
    const context = await browser.newContext({
      viewport: { width: 1200, height: 1000 },
      locale: "en-US",
      hasTouch: touch,
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(`http://127.0.0.1:${server.addr.port}/${name}`, { waitUntil: "networkidle" });
    await page.locator(".u-over").waitFor();
    await act(page, asked);
    assertEquals(errors, []);
  } finally {
    await browser.close();
    await server.shutdown();
  }
}

const view = (page: Page) => chartState(new URL(page.url()).search)?.view;
const said = (page: Page) => page.locator(".chart-readout-when").textContent();

Deno.test({
  name: "VitalsChart zooms by dragging, says so in the URL, and resets on a double click",
  async fn() {
    await onPage("vital_level", false, async (page, asked) => {
      const box = (await page.locator(".u-over").boundingBox())!;
      await page.mouse.move(box.x + box.width * 0.25, box.y + 100);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.75, box.y + 120, { steps: 8 });
      await page.mouse.up();
      await page.waitForTimeout(settled);
      const zoomed = view(page)!;
      const days = (zoomed.to - zoomed.from) / 86_400_000;
      assert(Math.abs(days - 15.5) < 0.6, `half a month, not ${days} days`);
      assertEquals(asked.filter((path) => path.endsWith("/chart")).length, 1);

      await page.mouse.move(box.x + box.width * 0.5, box.y + 100);
      await page.keyboard.down("Shift");
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.75, box.y + 100, { steps: 5 });
      await page.mouse.up();
      await page.keyboard.up("Shift");
      await page.waitForTimeout(settled);
      const panned = view(page)!;
      assert(panned.from < zoomed.from, "dragging to the right with Shift shows earlier data");
      assertEquals(
        Math.round((panned.to - panned.from) / 1000),
        Math.round((zoomed.to - zoomed.from) / 1000),
      );

      await page.mouse.dblclick(box.x + box.width * 0.5, box.y + 100);
      await page.waitForTimeout(settled);
      assertEquals(view(page), undefined);
    });
  },
});

Deno.test({
  name: "VitalsChart moves its cursor, zooms and shows readings by keyboard alone",
  async fn() {
    await onPage("vital_level", false, async (page, asked) => {
      await page.locator(".chart-plot").focus();
      await page.keyboard.press("Home");
      const first = await said(page);
      await page.keyboard.press("ArrowRight");
      assertNotEquals(await said(page), first);
      await page.keyboard.press("ArrowLeft");
      assertEquals(await said(page), first);
      await page.keyboard.press("Enter");
      await page.waitForTimeout(settled);
      assertEquals(asked.filter((path) => path.endsWith("/readings")).length, 1);
      assertEquals(await page.locator(".readings .card-description").textContent(), first);
      assertEquals(await page.locator(".readings tbody tr").count(), 20);
      await page.getByRole("button", { name: "More readings" }).click();
      await page.waitForTimeout(settled);
      assertEquals(await page.getByRole("button", { name: "More readings" }).count(), 0);

      await page.locator(".chart-plot").focus();
      await page.keyboard.press("+");
      await page.waitForTimeout(settled);
      const zoomed = view(page);
      assert(zoomed !== undefined);
      await page.keyboard.press("Escape");
      await page.waitForTimeout(settled);
      assertEquals(view(page), undefined);
    });
  },
});

Deno.test({
  name: "VitalsChart changes its range in place and keeps the page's height",
  async fn() {
    await onPage("vital_sum", false, async (page) => {
      const before = (await page.locator(".chart").boundingBox())!.height;
      await page.getByRole("link", { name: "Year", exact: true }).click();
      await page.waitForTimeout(settled);
      assertEquals(chartState(new URL(page.url()).search)?.range, "year");
      assertEquals(await page.locator(".segment[aria-current]").textContent(), "Year");
      assertEquals((await page.locator(".chart").boundingBox())!.height, before);
    });
  },
});

Deno.test({
  name: "VitalsChart zooms when two fingers move apart",
  async fn() {
    await onPage("vital_level", true, async (page) => {
      const box = (await page.locator(".u-over").boundingBox())!;
      const touch = await page.context().newCDPSession(page);
      const fingers = (apart: number) =>
        [-1, 1].map((side) => ({
          x: box.x + box.width / 2 + side * apart,
          y: box.y + 100,
          id: side + 1,
        }));
      await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers(60) });
      for (const apart of [80, 100, 120]) {
        await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers(apart) });
      }
      await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
      await page.waitForTimeout(settled);
      const zoomed = view(page)!;
      const days = (zoomed.to - zoomed.from) / 86_400_000;
      assert(Math.abs(days - 15.5) < 1.5, `twice as far apart, half the time: ${days} days`);
    });
  },
});
