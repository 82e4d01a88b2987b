/**
 * Renders every screen with sample data to `.build/gallery/*.html` with the built assets. With `--look` it also
 * serves them on the loopback under the product's policy, takes screenshots at 1440 and 390 pixels in light and
 * dark, and fails on any axe violation, policy violation, script error or sideways scroll.
 */
import type { Page } from "playwright-core";
import { build } from "../build.ts";
import { renderDocument } from "../render_document.ts";
import { launch } from "./browser.ts";
import { samplePages } from "./sample_pages.tsx";
import { sampleChart, sampleReadings } from "./sample_vitals.ts";

const root = new URL("../../", import.meta.url);
const folder = new URL(".build/gallery/", root);
const nonce = "gallery";
const policy = [
  "default-src 'none'",
  `script-src 'self' 'nonce-${nonce}'`,
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");
const kinds: Record<string, string> = {
  js: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
  woff2: "font/woff2",
};

/** Writes every page; answers with their names. */
export async function render(): Promise<string[]> {
  const manifest = await build();
  await Deno.mkdir(folder, { recursive: true });
  const pages = Object.entries(samplePages(manifest.worker));
  for (const [name, page] of pages) {
    await Deno.writeTextFile(new URL(`${name}.html`, folder), renderDocument({ ...page, nonce, manifest }));
  }
  return pages.map(([name]) => name);
}

/** Serves pages, assets and just enough of the API for the chart. */
export async function answer(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const type = searchParams.get("type") ?? "";
  const from = Date.parse(searchParams.get("from") ?? "");
  const to = Date.parse(searchParams.get("to") ?? "");
  if (pathname.endsWith("/observation/chart")) return Response.json(sampleChart(type, from, to));
  if (pathname.endsWith("/observation/readings")) {
    return Response.json({
      readings: sampleReadings(type, from, to, 20),
      next: searchParams.has("cursor") ? null : "2",
    });
  }
  const asset = /^\/assets\/([\w.-]+)$/.exec(pathname)?.[1];
  const page = /^\/([a-z_]+)$/.exec(pathname)?.[1];
  const file = asset ? new URL(`.build/assets/${asset}`, root) : new URL(`${page}.html`, folder);
  try {
    const body = await Deno.readFile(file);
    const kind = asset
      ? kinds[asset.split(".").at(-1)!] ?? "application/octet-stream"
      : "text/html; charset=utf-8";
    return new Response(body, { headers: { "content-type": kind, "content-security-policy": policy } });
  } catch {
    return new Response(null, { status: 404 });
  }
}

/** Everything wrong with a page as it stands, in words. */
async function faults(page: Page, axe: string): Promise<string[]> {
  const found = await page.evaluate(async (source) => {
    // The policy forbids eval in the page but not to the browser's own tools.
    const run = new Function(`${source}; return axe.run(document, { resultTypes: ["violations"] })`);
    const result: { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] } =
      await run();
    const scrolls = document.documentElement.scrollWidth > document.documentElement.clientWidth;
    return {
      violations: result.violations.flatMap((violation) =>
        violation.nodes.slice(0, 4).map((node) =>
          `${violation.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`
        )
      ),
      scrolls,
      styles: document.querySelectorAll("[style]").length,
    };
  }, axe);
  return [...found.violations, ...(found.scrolls ? ["the page scrolls sideways"] : [])];
}

async function look(names: readonly string[], only: string | undefined): Promise<string[]> {
  const shots = new URL("shots/", folder);
  await Deno.mkdir(shots, { recursive: true });
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, answer);
  const axe = await Deno.readTextFile(new URL("node_modules/axe-core/axe.min.js", root));
  const browser = await launch();
  const problems: string[] = [];
  try {
    for (const width of [1440, 390, 360]) {
      for (const colorScheme of ["light", "dark"] as const) {
        if (width === 360 && colorScheme === "dark") continue;
        const context = await browser.newContext({
          viewport: { width, height: width === 1440 ? 900 : 844 },
          locale: "en-US",
          colorScheme,
          bypassCSP: false,
          reducedMotion: "reduce",
        });
        for (const name of names.filter((candidate) => only === undefined || candidate.startsWith(only))) {
          const page = await context.newPage();
          const label = `${name} ${width} ${colorScheme}`;
          page.on("console", (message) => {
            if (message.type() === "error" || message.type() === "warning") {
              problems.push(`${label}: ${message.text()}`);
            }
          });
          page.on("pageerror", (error) => problems.push(`${label}: ${error.message}`));
          await page.goto(`http://127.0.0.1:${server.addr.port}/${name}`, { waitUntil: "networkidle" });
          await page.screenshot({
            path: new URL(`${name}-${width}-${colorScheme}.png`, shots).pathname,
            fullPage: width !== 1440,
          });
          if (width !== 360) problems.push(...(await faults(page, axe)).map((fault) => `${label}: ${fault}`));
          else if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) {
            problems.push(`${label}: sideways scroll`);
          }
          await page.close();
        }
        await context.close();
      }
    }
  } finally {
    await browser.close();
    await server.shutdown();
  }
  return [...new Set(problems)];
}

if (import.meta.main) {
  const names = await render();
  console.log(`${names.length} pages in .build/gallery`);
  if (Deno.args.includes("--look")) {
    const problems = await look(names, Deno.args.find((argument) => !argument.startsWith("--")));
    for (const problem of problems) console.error(problem);
    if (problems.length > 0) Deno.exit(1);
    console.log("no faults");
  }
}
