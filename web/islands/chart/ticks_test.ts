import { assert, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { offsetFinder, ticks } from "./ticks.ts";

const numRuns = Deno.env.get("SOAK") ? 20_000 : 200;
const chicago = () => -360;
const hour = 3_600_000;

Deno.test("ticks() marks whole hours, days, months and years of the local clock", () => {
  const at = (iso: string) => Date.parse(iso);
  const labels = (from: string, to: string, most: number) =>
    ticks(at(from), at(to), most, chicago).map((tick) => tick.label);
  assertEquals(labels("2026-11-20T06:00:00Z", "2026-11-21T06:00:00Z", 5), [
    "Nov 20",
    "6 AM",
    "12 PM",
    "6 PM",
  ]);
  assertEquals(labels("2026-11-20T18:00:00Z", "2026-11-20T18:30:00Z", 3), ["12 PM", "12:10 PM", "12:20 PM"]);
  assertEquals(labels("2026-01-01T06:00:00Z", "2026-12-31T06:00:00Z", 6), [
    "2026",
    "Mar",
    "May",
    "Jul",
    "Sep",
    "Nov",
  ]);
  assertEquals(labels("2020-01-01T06:00:00Z", "2026-01-01T06:00:00Z", 7), [
    "2020",
    "2021",
    "2022",
    "2023",
    "2024",
    "2025",
  ]);
  // Weeks begin on Mondays: 2, 9, 16 November 2026.
  assertEquals(labels("2026-11-01T06:00:00Z", "2026-11-20T06:00:00Z", 4), ["Nov 2", "Nov 9", "Nov 16"]);
});

const changes = [
  { what: "falls back", change: Date.UTC(2026, 10, 1, 7), before: -300, after: -360 },
  { what: "springs forward", change: Date.UTC(2026, 2, 8, 8), before: -360, after: -300 },
  { what: "in Berlin falls back", change: Date.UTC(2026, 9, 25, 1), before: 120, after: 60 },
  { what: "in Berlin springs forward", change: Date.UTC(2026, 2, 29, 1), before: 60, after: 120 },
];
for (const { what, change, before, after } of changes) {
  Deno.test(`ticks() stands on local midnights on both sides of the day on which the clock ${what}`, () => {
    const offsetAt = (instant: number) => instant < change ? before : after;
    const found = ticks(change - 60 * hour, change + 60 * hour, 6, offsetAt);
    assert(found.length >= 4);
    for (const { at } of found) {
      assertEquals(((at + offsetAt(at) * 60_000) % (24 * hour) + 24 * hour) % (24 * hour), 0);
    }
  });
}

Deno.test("ticks() are in order, inside the view and few, for any view and any offsets", () => {
  const offsets = fc.array(fc.tuple(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: -720, max: 840 })), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2e12 }),
      fc.integer({ min: 1, max: 4e11 }),
      fc.integer({ min: 2, max: 20 }),
      offsets,
      (from, span, most, given) => {
        const sorted = given.toSorted((a, b) => a[0] - b[0]);
        const found = ticks(
          from,
          from + span,
          most,
          offsetFinder(sorted.map(([at]) => at), sorted.map(([, offset]) => offset)),
        );
        assert(found.length <= most + 3, `${found.length} marks`);
        found.forEach(({ at }, index) => {
          assert(at >= from && at < from + span);
          assert(index === 0 || at > found[index - 1]!.at);
        });
      },
    ),
    { numRuns },
  );
});

Deno.test("ticks() of an empty view are none", () => assertEquals(ticks(5, 5, 6, chicago), []));

Deno.test("offsetFinder() answers with the last offset at or before an instant, else the first", () => {
  const find = offsetFinder([100, 200], [-300, -360]);
  assertEquals([50, 100, 199, 200, 999].map(find), [-300, -300, -300, -360, -360]);
  assertEquals(offsetFinder([], [])(5), 0);
});
