import { assertEquals } from "deno-std/assert/mod.js";
import { ageOn } from "./age.ts";

Deno.test("ageOn() counts in days, weeks, months, then years", () => {
  const cases: [string, string, string][] = [
    ["2026-11-20", "2026-11-20", "0 d"],
    ["2026-11-07", "2026-11-20", "13 d"],
    ["2026-11-06", "2026-11-20", "2 wk"],
    ["2026-08-21", "2026-11-20", "13 wk"],
    ["2026-08-20", "2026-11-20", "3 mo"],
    ["2024-11-21", "2026-11-20", "23 mo"],
    ["2024-11-20", "2026-11-20", "2 y"],
    ["1938-04-14", "2026-11-20", "88 y"],
    ["2000-02-29", "2026-02-28", "25 y"],
    ["2000-02-29", "2026-03-01", "26 y"],
    ["2027-01-01", "2026-11-20", ""],
  ];
  for (const [born, today, expected] of cases) {
    assertEquals(ageOn(born, today), expected, `${born} on ${today}`);
  }
});
