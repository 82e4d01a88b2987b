import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type AwakeIsland, hydrateIsland } from "../testing/hydrate_island.tsx";
import { sampleChart, sampleReadings } from "../testing/sample_vitals.ts";
import type { VitalsChartProps } from "./chart/ChartBody.tsx";
import type { DrawOptions } from "./chart/draw.ts";
import VitalsChart from "./VitalsChart.tsx";

const type = "HKQuantityTypeIdentifierHeartRate";
const dayMs = 86_400_000;
const end = Date.parse("2026-11-20T06:00:00Z");
const span = (days: number) => ({
  from: new Date(end - days * dayMs).toISOString(),
  to: new Date(end).toISOString(),
});
const props: VitalsChartProps = {
  api: "/api",
  patient: "p1",
  path: "/patients/p1/vitals",
  type,
  display: "Heart rate",
  group: "heart",
  unitDisplay: "bpm",
  decimals: 0,
  range: "week",
  ranges: [{ key: "week", ...span(7) }, { key: "month", ...span(31) }],
  bounds: span(31),
  chart: sampleChart(type, end - 7 * dayMs, end),
  readings: sampleReadings(type, end - 7 * dayMs, end),
};

// A DOM without a browser draws nothing: the plot is stood in for, what the keyboard does to it is not.
vi.mock("./chart/draw.ts", () => ({
  draw(element: HTMLElement, { chart, onPoint }: DrawOptions) {
    const over = document.createElement("div");
    element.append(over);
    const last = chart.at.length - 1;
    return {
      plot: {
        over,
        data: [chart.at],
        width: 0,
        height: 0,
        setCursor() {},
        posToVal: () => 0,
      },
      show() {},
      replace() {},
      point: onPoint,
      nearest: (at: number) =>
        at <= Date.parse(chart.from) ? { index: 0, row: 0 } : { index: last, row: last },
      step: (index: number, by: number) => Math.min(last, Math.max(0, index + by)),
      size() {},
      destroy: () => over.remove(),
    };
  },
}));

let asked: URL[] = [];
beforeEach(() => {
  asked = [];
  Object.defineProperty(document, "fonts", { value: { status: "loaded" }, configurable: true });
  history.replaceState(null, "", `${props.path}?type=${type}&range=week`);
  vi.stubGlobal("fetch", (path: string) => {
    const url = new URL(path, "http://clinic.test");
    asked.push(url);
    const from = Date.parse(url.searchParams.get("from") ?? ""),
      to = Date.parse(url.searchParams.get("to") ?? "");
    return Promise.resolve(Response.json(
      url.pathname.endsWith("/chart")
        ? sampleChart(type, from, to)
        : { readings: sampleReadings(type, from, to), next: null },
    ));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const press = (island: AwakeIsland, key: string, shiftKey = false) =>
  island.doing(() =>
    island.find("[role=application]").dispatchEvent(
      new KeyboardEvent("keydown", { key, shiftKey, bubbles: true }),
    )
  );
const view = () => {
  const query = new URLSearchParams(location.search);
  return [query.get("from"), query.get("to")].map((instant) => Date.parse(instant ?? ""));
};

test("before it wakes the chart is a picture with links, a table and readings; awake it has tools", async () => {
  const island = await hydrateIsland(VitalsChart, props);
  expect(island.still).toContain("<svg");
  expect(island.still).toContain("range=month");
  expect(island.still).toMatch(/class="chart-tools" hidden/);
  expect(island.find(".chart-tools").hidden).toBe(false);
  const rows = island.root.querySelectorAll(".chart-table tbody tr");
  expect(rows.length).toBe(props.chart.at.length);
  expect(island.root.querySelectorAll(".readings tbody tr").length).toBe(props.readings.length);
  island.remove();
});

test("arrows read points off, plus and minus zoom, Escape goes back, and the URL follows", async () => {
  const island = await hydrateIsland(VitalsChart, props);
  const said = () => island.find(".chart-readout-when").textContent;
  await press(island, "Home");
  const first = said();
  await press(island, "ArrowRight");
  expect(said()).not.toBe(first);
  await press(island, "ArrowLeft");
  expect(said()).toBe(first);
  await press(island, "Escape");

  await press(island, "+");
  await vi.waitFor(() => expect(location.search).toContain("from="));
  const [from = 0, to = 0] = view();
  expect((to - from) / (7 * dayMs)).toBeCloseTo(0.6, 2);
  await press(island, "ArrowLeft", true);
  await vi.waitFor(() => expect(view()[0]).toBeLessThan(from));
  await press(island, "Escape");
  await vi.waitFor(() => expect(location.search).toBe(`?type=${type}&range=week`));
  expect(asked.filter(({ pathname }) => pathname.endsWith("/chart")).length).toBeGreaterThan(1);
  island.remove();
});

test("Enter shows the readings behind the point that is read off", async () => {
  const island = await hydrateIsland(VitalsChart, props);
  await press(island, "End");
  const when = island.find(".chart-readout-when").textContent ?? "";
  await press(island, "Enter");
  await vi.waitFor(() => expect(island.find(".readings .card-description").textContent).toBe(when));
  island.remove();
});

test("a failed request says so and leaves what was shown", async () => {
  const island = await hydrateIsland(VitalsChart, props);
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 503 })));
  await press(island, "+");
  await vi.waitFor(() => expect(island.find("[role=alert]").textContent).toContain("couldn't be fetched"));
  expect(island.root.querySelectorAll(".chart-table tbody tr").length).toBe(props.chart.at.length);
  island.remove();
});
