import { assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { chartQuery, type ChartState, chartState, rangeKeys } from "./url_state.ts";

const numRuns = Deno.env.get("SOAK") ? 20_000 : 200;
const type = "HKQuantityTypeIdentifierHeartRate";
const second = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000);

Deno.test("chartState() reads back what chartQuery() wrote", () => {
  const state = fc.tuple(fc.constantFrom(...rangeKeys), fc.option(fc.tuple(second, second))).map(
    ([range, view]): ChartState => {
      if (view === null || view[0] === view[1]) return { type, range };
      return { type, range, view: { from: Math.min(...view), to: Math.max(...view) } };
    },
  );
  fc.assert(fc.property(state, (given) => assertEquals(chartState(chartQuery(given)), given)), { numRuns });
});

Deno.test("chartState() takes nothing malformed from a URL", () => {
  const cases: [query: string, expected: ChartState | null][] = [
    ["", null],
    ["type=", null],
    ["type=<script>", null],
    [`type=${type}`, { type, range: "month" }],
    [`type=${type}&range=decade`, { type, range: "month" }],
    [`type=${type}&range=day&from=2026-01-02T00:00:00Z`, { type, range: "day" }],
    [`type=${type}&range=day&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z`, { type, range: "day" }],
    [`type=${type}&range=day&from=yesterday&to=2026-01-01T00:00:00Z`, { type, range: "day" }],
    [`type=${type}&range=day&from=2026-13-45T00:00:00Z&to=2027-01-01T00:00:00Z`, { type, range: "day" }],
    [`?type=${type}&range=year`, { type, range: "year" }],
  ];
  for (const [query, expected] of cases) assertEquals(chartState(query), expected, query);
});

Deno.test("chartState() never throws, whatever the query", () => {
  fc.assert(fc.property(fc.string(), (query) => void chartState(query)), { numRuns });
});
