/**
 * Chromium and the real server for browser tests: one of each for a test file, started by its first test. A page
 * fails its test on any console error, uncaught error, policy violation or failed request it did not announce.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Person } from "../../api/testing/scenario.ts";
import { fillClinic, makeDatabase } from "./clinic.ts";
import { type Server, startServer } from "../../api/testing/embedded_server.ts";

const root = new URL("../../", import.meta.url);
const screenshots = new URL(".build/screenshots/", root);

/** The widths that pages are looked at: a desk, a phone. */
export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

export interface PageOptions {
  viewport?: { width: number; height: number };
  colorScheme?: "light" | "dark";
  /** Signed in already. */
  as?: Person;
  javaScriptEnabled?: boolean;
}

/** A page with what it must not do under watch. */
export interface Watched {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Announces that answers of this status belong to the test. */
  allow(...statuses: number[]): void;
  /** Announces that the server will be away for a while. */
  outage(): void;
}

export interface Product {
  readonly server: Server;
  readonly origin: string;
  readonly folder: string;
  newPage(options?: PageOptions): Promise<Watched>;
}

/** Signs in as the sign-in form does. */
export async function signIn(context: BrowserContext, origin: string, person: Person): Promise<void> {
  const answer = await context.request.post(`${origin}/api/sign-in`, {
    data: { email: person.email, password: person.password },
    headers: { origin },
  });
  if (answer.status() !== 200) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`);
}

/** Keeps a picture of the page as it stands, as `.build/screenshots/<name>-<width>-<scheme>.png`. */
export async function look(page: Page, name: string, fullPage = false): Promise<void> {
  // A page on its way has no body yet.
  await page.waitForFunction(() => document.body !== null && document.readyState === "complete");
  const { width, height, whole, scheme } = await page.evaluate(() => ({
    width: innerWidth,
    height: innerHeight,
    whole: Math.min(2_400, document.documentElement.scrollHeight),
    scheme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  }));
  // A higher window rather than a stitched picture: what is fixed to its foot stays there.
  if (fullPage) await page.setViewportSize({ width, height: Math.max(height, whole) });
  await page.screenshot({
    path: new URL(`${name}-${width}-${scheme}.png`, screenshots).pathname,
    animations: "disabled",
  });
  if (fullPage) await page.setViewportSize({ width, height });
}

const launchArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-sync",
];

/**
 * The browser: `CHROME_PATH`, or the one that comes with the packages. Unpacked by one process at a time; where the
 * system lacks libraries that it needs, with those it brings along. Its own arguments are left out: they would run
 * everything in one process and switch the web's security off.
 */
export async function launch(): Promise<Browser> {
  const { chromium } = await import("playwright-core");
  const given = Deno.env.get("CHROME_PATH");
  if (given) return await chromium.launch({ executablePath: given, args: launchArguments });
  await Deno.mkdir(screenshots, { recursive: true });
  using lock = await Deno.open(new URL("../browser.lock", screenshots), { create: true, write: true });
  await lock.lock(true);
  const { default: packed, inflate } = await import("@sparticuz/chromium");
  const executablePath = await packed.executablePath();
  try {
    return await chromium.launch({ executablePath, args: launchArguments });
  } catch (error) {
    if (!String(error).includes("shared libraries")) throw error;
    const libraries = new URL("../bin/al2023.tar.br", import.meta.resolve("@sparticuz/chromium"));
    const env = {
      ...Deno.env.toObject(),
      LD_LIBRARY_PATH: join(await inflate(fileURLToPath(libraries)), "lib"),
    };
    return await chromium.launch({ executablePath, args: launchArguments, env });
  }
}

/** What a test announced, so that it is no fault. */
interface Announced {
  statuses: Set<number>;
  outage: boolean;
  scripts: boolean;
}

function watch(page: Page, faults: string[], announced: Announced): void {
  const { statuses, scripts } = announced;
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    const status = Number(/status of (\d{3})/.exec(message.text())?.[1]);
    if (announced.outage && message.text().includes("ERR_CONNECTION")) return;
    if (!statuses.has(status)) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("crash", () => faults.push("the page crashed"));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    if (announced.outage && /ERR_(CONNECTION|EMPTY_RESPONSE|SOCKET)/.test(reason)) return;
    // A fetch that newer input replaced, or that a navigation ended, is no failure; nor is a script not wanted.
    if (!reason.includes("ERR_ABORTED") && (scripts || request.resourceType() !== "script")) {
      faults.push(`request: ${reason} ${request.url()}`);
    }
  });
  page.on("response", (response) => {
    const status = response.status();
    if (status >= 400 && !statuses.has(status)) faults.push(`response: ${status} ${response.url()}`);
  });
}

async function startProduct(browser: Browser, fill: typeof fillClinic | null) {
  const folder = await Deno.makeTempDir({ prefix: "browser-" });
  await makeDatabase(
    join(folder, "clinic.db"),
    fill === null ? undefined : (db) => fill(db, Date.now()),
  );
  const server = await startServer(folder);
  const faults: string[] = [];
  const contexts: BrowserContext[] = [];
  const product: Product = {
    server,
    origin: server.origin,
    folder,
    async newPage({ viewport = desk, colorScheme = "light", as, javaScriptEnabled = true } = {}) {
      const touch = viewport.width < 600;
      const context = await browser.newContext({
        viewport,
        colorScheme,
        javaScriptEnabled,
        baseURL: server.origin,
        hasTouch: touch,
        isMobile: touch,
        reducedMotion: "reduce",
        locale: "en-US",
        timezoneId: "America/Chicago",
      });
      contexts.push(context);
      context.setDefaultTimeout(15_000);
      await context.addInitScript(() =>
        document.addEventListener(
          "securitypolicyviolation",
          (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
        )
      );
      if (as !== undefined) await signIn(context, server.origin, as);
      const announced: Announced = { statuses: new Set(), outage: false, scripts: javaScriptEnabled };
      context.on("page", (page) => watch(page, faults, announced));
      return {
        page: await context.newPage(),
        context,
        allow: (...statuses) => statuses.forEach((status) => announced.statuses.add(status)),
        outage: () => announced.outage = true,
      };
    },
  };
  return {
    product,
    faults,
    /** Closes what a test opened, and answers with what its pages did wrong. */
    async tidy() {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      return faults.splice(0);
    },
    async stop() {
      await server.stop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/**
 * Declares the tests of one file that share a browser and a server. `empty` leaves the clinic as a first start
 * finds it.
 */
export function browserTests({ empty = false }: { empty?: boolean } = {}) {
  let running: Promise<{ browser: Browser; started: Awaited<ReturnType<typeof startProduct>> }> | undefined;
  const start = async () => {
    const browser = await launch();
    return { browser, started: await startProduct(browser, empty ? null : fillClinic) };
  };
  Deno.test.afterAll(async () => {
    const standing = await running?.catch(() => undefined);
    await standing?.started.stop();
    await standing?.browser.close();
  });
  return (name: string, fn: (product: Product) => Promise<void>) =>
    Deno.test({
      name,
      // Browser and server live on from test to test.
      sanitizeOps: false,
      sanitizeResources: false,
      async fn() {
        const { started } = await (running ??= start());
        const outcome = await fn(started.product).then(() => undefined, (error: unknown) => ({ error }));
        const faults = await started.tidy();
        if (outcome !== undefined) {
          if (faults.length > 0) console.error(faults.join("\n"));
          throw outcome.error;
        }
        if (faults.length > 0) throw new Error(`the pages did wrong:\n${faults.join("\n")}`);
      },
    });
}
