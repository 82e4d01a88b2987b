import { assert, assertEquals } from "deno-std/assert/mod.js";
import { sampleChart, sampleReadings, vitals } from "../../testing/sample_vitals.ts";
import { readingValue, readingWhen, readout, summary, tableHead, tableRow, whenText } from "./words.ts";

const from = Date.UTC(2026, 9, 20);
const to = Date.UTC(2026, 10, 20);
const charts = vitals.map((vital) => ({ vital, chart: sampleChart(vital.type, from, to) }));

Deno.test("tableRow() has a cell under every head, for every shape", () => {
  for (const { vital, chart } of charts) {
    chart.at.forEach((_, row) =>
      assertEquals(tableRow(chart, row, vital).length, tableHead(chart, vital).length)
    );
  }
});

Deno.test("whenText() always names the zone", () => {
  for (const { chart } of charts) {
    for (const resolution of ["raw", "hour", "day", "week", "month"] as const) {
      if (chart.at.length > 0) assert(whenText({ ...chart, resolution }, 0).includes("(UTC−06:00)"));
    }
  }
});

Deno.test("readout() and summary() judge nothing", () => {
  const said = charts.flatMap(({ vital, chart }) => [
    summary(chart, vital.display, vital),
    ...chart.at.flatMap((_, row) => {
      const { value, more } = readout(chart, row, vital);
      return [value, ...more];
    }),
  ]).join(" ");
  assertEquals(
    said.match(/\b(abnormal|normal|danger\w*|warning|alarm\w*|too (?:high|low)|elevated|critical)\b/gi),
    null,
  );
});

Deno.test("readout() says what a point is made of", () => {
  const { chart, vital } = charts.find(({ chart }) => chart.shape === "pair")!;
  const one = {
    ...chart,
    count: chart.count.map(() => 1),
    average: chart.average.map(() => 121.6),
    secondAverage: chart.average.map(() => 79.2),
  };
  assertEquals(readout(one, 0, vital).value, "122/79 mmHg");
  assertEquals(readout(one, 0, vital).more, []);
});

Deno.test("summary() of nothing says so", () => {
  const { chart, vital } = charts[0]!;
  assertEquals(summary({ ...chart, at: [] }, "Heart Rate", vital), "Heart Rate: no data in this range.");
});

Deno.test("a raw reading is said with its unit, its zone and how long it lasted", () => {
  const [reading] = sampleReadings(vitals[0]!.type, from, to, 1);
  const long = {
    ...reading!,
    value: 71.6,
    end: new Date(Date.parse(reading!.start) + 90 * 60_000).toISOString(),
  };
  assertEquals(readingValue(long, vitals[0]!), "72 bpm");
  assert(readingWhen(long).endsWith("(UTC−06:00), for 1 h 30 min"));
  assertEquals(readingValue({ ...long, text: "Present" }, vitals[0]!), "Present");
});
