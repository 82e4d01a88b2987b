import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FromImportWorker, ToImportWorker } from "../health_import/messages.ts";
import { type AwakeIsland, hydrateIsland } from "../testing/hydrate_island.tsx";
import { sampleRunning, sampleSummary } from "../testing/sample_import.ts";
import ImportPanel from "./ImportPanel.tsx";

const props = {
  api: "/api",
  patient: "p1",
  worker: "/assets/worker.js",
  askReason: true,
  doneHref: "/patients/p1/vitals",
};

/** The page's end of a worker that says what the test lets it say. */
interface StandIn {
  heard: ToImportWorker[];
  say(message: FromImportWorker): void;
  terminated: boolean;
}
let standIn: StandIn | undefined;
let posted: unknown[] = [];

beforeEach(() => {
  posted = [];
  standIn = undefined;
  vi.stubGlobal("Worker", function () {
    const target = new EventTarget();
    const made: StandIn = standIn = {
      heard: [],
      say: (data) => target.dispatchEvent(new MessageEvent("message", { data })),
      terminated: false,
    };
    return Object.assign(target, {
      postMessage: (message: ToImportWorker) => made.heard.push(message),
      terminate: () => made.terminated = true,
    });
  });
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    posted.push([url, JSON.parse(String(init.body))]);
    return Promise.resolve(Response.json({ token: "granted" }, { status: 201 }));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const button = ({ root }: AwakeIsland, text: string) => {
  const found = [...root.querySelectorAll("button")].find((one) => one.textContent === text);
  if (found === undefined) throw new Error(`no button ${text}`);
  return found;
};

async function start(island: AwakeIsland): Promise<StandIn> {
  const input = island.find<HTMLInputElement>("input[type=file]");
  const file = new File(["zip"], "export.zip");
  Object.defineProperty(input, "files", { value: [file] });
  await island.doing(() => input.dispatchEvent(new Event("change", { bubbles: true })));
  const reason = island.root.querySelector<HTMLInputElement>("input[name=reason]");
  if (reason !== null) reason.value = "Annual visit";
  await island.doing(() => island.find<HTMLFormElement>("form").requestSubmit());
  await vi.waitFor(() => expect(standIn).toBeDefined());
  await island.doing(() => {});
  return standIn!;
}

test("nothing starts without a file and a reason", async () => {
  const island = await hydrateIsland(ImportPanel, props);
  expect(island.still).toContain("disabled");
  await island.doing(() => island.find<HTMLFormElement>("form").requestSubmit());
  expect(island.root.textContent).toContain("Choose the file first.");
  expect(posted).toEqual([]);
  expect(standIn).toBeUndefined();
  island.remove();
});

test("a running import shows how far it is, pauses, and goes on", async () => {
  const island = await hydrateIsland(ImportPanel, props);
  const worker = await start(island);
  expect(posted).toEqual([["/api/patient/p1/import-grant", { reason: "Annual visit" }]]);
  expect(worker.heard[0]).toMatchObject({ kind: "start", patient: "p1", token: "granted" });
  expect(island.root.textContent).toContain("Opening the file");
  const progress = sampleRunning.progress!;
  await island.doing(() => worker.say({ kind: "progress", progress, paused: false }));
  expect(island.find<HTMLProgressElement>("progress").value).toBeCloseTo(812 / 2140, 2);
  for (const part of ["1,204,118 readings", "8,120 a second", "3 min left", "12 refused"]) {
    expect(island.root.textContent).toContain(part);
  }
  await island.doing(() => button(island, "Pause").click());
  expect(worker.heard.at(-1)).toEqual({ kind: "pause" });
  await island.doing(() => button(island, "Resume").click());
  expect(worker.heard.at(-1)).toEqual({ kind: "resume" });
  await island.doing(() => button(island, "Stop").click());
  expect(worker.heard.at(-1)).toEqual({ kind: "cancel" });
  expect(button(island, "Stopping\u2026").disabled).toBe(true);
  island.remove();
});

test("at the end it says what came in, what was refused and why, and leads to the vitals", async () => {
  const island = await hydrateIsland(ImportPanel, { ...props, askReason: false });
  const worker = await start(island);
  expect(posted).toEqual([["/api/patient/p1/import-grant", {}]]);
  await island.doing(() => worker.say({ kind: "done", summary: sampleSummary }));
  const text = island.root.textContent ?? "";
  for (
    const part of ["The import is complete", "2,180,402", "1,214", "end before start", "export.xml:88121"]
  ) {
    expect(text).toContain(part);
  }
  expect(island.find<HTMLAnchorElement>("a.button").getAttribute("href")).toBe("/patients/p1/vitals");
  expect(worker.terminated).toBe(true);
  await island.doing(() => button(island, "Import another file").click());
  expect(island.root.textContent).toContain("Choose export.zip, or drop it here");
  island.remove();
});

test("a failure says what to do, and what comes after it changes nothing", async () => {
  const island = await hydrateIsland(ImportPanel, props);
  const worker = await start(island);
  await island.doing(() => worker.say({ kind: "failed", reason: "zip_damaged", message: "" }));
  await island.doing(() => worker.say({ kind: "done", summary: sampleSummary }));
  expect(island.root.textContent).toContain("The archive is damaged or incomplete.");
  expect(island.root.textContent).not.toContain("complete</");
  island.remove();
});

test("an ended session is told, and no worker is started", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 401 })));
  const island = await hydrateIsland(ImportPanel, { ...props, askReason: false });
  const input = island.find<HTMLInputElement>("input[type=file]");
  Object.defineProperty(input, "files", { value: [new File(["zip"], "export.zip")] });
  await island.doing(() => input.dispatchEvent(new Event("change", { bubbles: true })));
  await island.doing(() => island.find<HTMLFormElement>("form").requestSubmit());
  await vi.waitFor(() => expect(island.root.textContent).toContain("Your session has ended."));
  expect(standIn).toBeUndefined();
  island.remove();
});
