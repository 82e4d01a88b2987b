/** Ordinals against a plain map, and what the bounded memory means. */
import { assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { canonicalValue } from "../../schema/export_identity.ts";
import { createOrdinalCounter } from "./ordinals.ts";

const numRuns = Deno.env.get("SOAK") ? 10_000 : 200;

Deno.test("createOrdinalCounter() counts like a map of everything, while the rows fit its window", () => {
  const second = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(NaN), fc.constant(1_700_000_000));
  const value = fc.oneof(fc.constant(null), fc.constantFrom(0, 1, 1.0000001, 2.5, -0, 1e9));
  const row = fc.tuple(fc.integer({ min: 1, max: 3 }), second, second, value);
  fc.assert(
    fc.property(fc.array(row, { maxLength: 300 }), (rows) => {
      const count = createOrdinalCounter(400);
      const seen = new Map<string, number>();
      for (const [stream, start, end, number] of rows) {
        const key = `${stream}|${start}|${end}|${canonicalValue(number)}`;
        const expected = (seen.get(key) ?? -1) + 1;
        seen.set(key, expected);
        assertEquals(count(stream, start, end, number), expected);
      }
    }),
    { numRuns },
  );
});

Deno.test("createOrdinalCounter() remembers for at least its window and at most twice as long", () => {
  for (const [apart, expected] of [[9, 1], [25, 0]] as const) {
    const count = createOrdinalCounter(10);
    assertEquals(count(1, 5, 5, 5), 0);
    for (let other = 1; other < apart; other++) count(1, 1_000 + other, 0, 0);
    assertEquals(count(1, 5, 5, 5), expected, `${apart} rows apart`);
  }
});
