/** The import panel in a real browser with the real worker, against an API that only counts what it is sent. */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import type { Page } from "playwright-core";
import { generateExport } from "../health_import/testing/generate_export.ts";
import { launch } from "./browser.ts";
import { answer, render } from "./gallery.ts";

interface Seen {
  reasons: unknown[];
  tokens: Set<string | null>;
  rows: number;
}

async function api(request: Request, seen: Seen, delayMs: number): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname.endsWith("/import-grant")) {
    seen.reasons.push((await request.json()).reason);
    return Response.json({ token: "granted", patient: "p14", expiresAt: "", pairingCode: null }, {
      status: 201,
    });
  }
  if (pathname !== "/api/observation/batches") return await answer(request);
  await new Promise((done) => setTimeout(done, delayMs));
  seen.tokens.add(request.headers.get("authorization"));
  const body = await new Response(request.body!.pipeThrough(new DecompressionStream("gzip"))).json();
  const rows: number = [...body.groups ?? [], ...body.totals ?? []]
    .reduce((sum: number, group: { start: unknown[] }) => sum + group.start.length, 0);
  seen.rows += rows;
  return Response.json({
    batchId: body.batchId,
    stored: rows,
    duplicate: 0,
    deleted: 0,
    refused: 0,
    refusals: [],
  });
}

async function onPanel(delayMs: number, act: (page: Page, seen: Seen) => Promise<void>): Promise<void> {
  await render();
  const seen: Seen = { reasons: [], tokens: new Set(), rows: 0 };
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => api(request, seen, delayMs),
  );
  const browser = await launch();
  try {
    const page = await browser.newPage({ locale: "en-US" });
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto(`http://127.0.0.1:${server.addr.port}/import`, { waitUntil: "networkidle" });
    await act(page, seen);
    assertEquals(errors, []);
  } finally {
    await browser.close();
    await server.shutdown();
  }
}

async function exportFile(
  records: number,
): Promise<{ name: string; mimeType: string; buffer: Uint8Array & Buffer }> {
  const bytes = new Uint8Array(await new Response(generateExport({ records, seed: 7 }).stream).arrayBuffer());
  const { Buffer } = await import("node:buffer");
  return { name: "export.xml", mimeType: "text/xml", buffer: Buffer.from(bytes) };
}

Deno.test({
  name: "ImportPanel asks for a reason, brings a file in through its worker, and says what came in",
  async fn() {
    await onPanel(0, async (page, seen) => {
      const start = page.getByRole("button", { name: "Start the import" });
      await start.click();
      assertEquals(await page.getByRole("alert").first().textContent(), "Choose the file first.");
      await page.locator("input[type=file]").setInputFiles(await exportFile(8_000));
      await start.click();
      assert((await page.locator("#field-reason-error").textContent())?.includes("why"));
      assertEquals(seen.reasons, []);
      await page.getByLabel("Reason").fill("Asked for at the visit");
      await start.click();
      await page.getByText("The import is complete").waitFor({ timeout: 30_000 });
      assertEquals(seen.reasons, ["Asked for at the visit"]);
      assertEquals([...seen.tokens], ["Bearer granted"]);
      const stored = await page.locator(".stat-value").first().textContent();
      assertEquals(Number(stored?.replaceAll(",", "")), seen.rows);
      assert(seen.rows > 7_000);
    });
  },
});

Deno.test({
  name: "ImportPanel pauses, resumes and stops, and what came in stays",
  async fn() {
    await onPanel(700, async (page, seen) => {
      await page.locator("input[type=file]").setInputFiles(await exportFile(40_000));
      await page.getByLabel("Reason").fill("Asked for at the visit");
      await page.getByRole("button", { name: "Start the import" }).click();
      await page.getByText("readings", { exact: false }).first().waitFor();
      await page.getByRole("button", { name: "Pause" }).click();
      await page.getByText("paused").waitFor();
      // What is under way comes in still.
      await page.waitForTimeout(1_200);
      const whenPaused = seen.rows;
      await page.waitForTimeout(1_000);
      assertEquals(seen.rows, whenPaused);
      await page.getByRole("button", { name: "Resume" }).click();
      for (let tries = 0; seen.rows <= whenPaused && tries < 100; tries++) await page.waitForTimeout(50);
      assert(seen.rows > whenPaused);
      await page.getByRole("button", { name: "Stop" }).click();
      await page.getByText("Stopped. What came in so far stays", { exact: false }).waitFor();
    });
  },
});

Deno.test({
  name: "ImportPanel says what is wrong with a file that is no export",
  async fn() {
    await onPanel(0, async (page) => {
      const { Buffer } = await import("node:buffer");
      await page.locator("input[type=file]").setInputFiles({
        name: "x.xml",
        mimeType: "text/xml",
        buffer: Buffer.from("<html><p>no</p></html>"),
      });
      await page.getByLabel("Reason").fill("Asked for at the visit");
      await page.getByRole("button", { name: "Start the import" }).click();
      await page.getByText("holds no Apple Health data", { exact: false }).waitFor();
      await page.getByRole("button", { name: "Import another file" }).click();
      await page.getByText("Choose export.zip, or drop it here").waitFor();
    });
  },
});
