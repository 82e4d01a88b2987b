import { assert, assertEquals, assertMatch, assertNotEquals } from "deno-std/assert/mod.js";
import { randomOf } from "./random.ts";

const take = (count: number, next: () => number) => Array.from({ length: count }, next);

Deno.test("the same seed gives the same numbers, another seed others", () => {
  const numbers = (...seed: (string | number)[]) => take(20, randomOf(...seed).uint32);
  assertEquals(numbers("a", 1), numbers("a", 1));
  assertNotEquals(numbers("a", 1), numbers("a", 2));
  assertNotEquals(numbers("ab", "c"), numbers("a", "bc"));
});

Deno.test("40,000 seeds that look alike begin 40,000 different streams", () => {
  const seen = new Set<string>();
  for (let i = 0; i < 40_000; i++) {
    const random = randomOf("patient", "2026-01-01", i);
    seen.add(`${random.uint32()} ${random.uint32()}`);
  }
  assertEquals(seen.size, 40_000);
});

Deno.test("unit() fills its range evenly", () => {
  const random = randomOf("even");
  const bins = new Array<number>(10).fill(0);
  for (const x of take(100_000, random.unit)) {
    assert(x >= 0 && x < 1);
    bins[Math.floor(x * 10)]!++;
  }
  for (const count of bins) assert(Math.abs(count - 10_000) < 500, `${bins}`);
});

Deno.test("normal() has the mean and the deviation that are asked for", () => {
  const random = randomOf("bell");
  const values = take(50_000, () => random.normal(70, 5));
  const mean = values.reduce((a, b) => a + b) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
  assert(Math.abs(mean - 70) < 0.1, `${mean}`);
  assert(Math.abs(deviation - 5) < 0.1, `${deviation}`);
});

Deno.test("whole() reaches both of its ends and nothing beyond", () => {
  const random = randomOf("dice");
  assertEquals([...new Set(take(1_000, () => random.whole(-1, 4)))].sort((a, b) => a - b), [
    -1,
    0,
    1,
    2,
    3,
    4,
  ]);
});

Deno.test("uuid() has version 4's shape and does not repeat", () => {
  const random = randomOf("ids");
  const ids = Array.from({ length: 10_000 }, random.uuid);
  for (const id of ids) {
    assertMatch(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  assertEquals(new Set(ids).size, ids.length);
});
