/** The text that export rows are known by: typography and floating point must not change it, content must. */
import { assertEquals, assertNotEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { canonicalValue, exportFingerprint, normalizeSourceName } from "./export_identity.ts";

const numRuns = Deno.env.get("SOAK") ? 20_000 : 200;

Deno.test("normalizeSourceName() removes typography and keeps letters", () => {
  const cases: [string, string][] = [
    ["Anna\u2019s Apple\u00a0Watch", "Anna's Apple Watch"],
    ["Anna's Apple Watch", "Anna's Apple Watch"],
    ["  iPhone \t de  José ", "iPhone de José"],
    ["Jose\u0301", "Jos\u00e9"],
    ["\u201eWaage\u201c", '"Waage"'],
    ["Heart \u2764\ufe0f", "Heart \u2764"],
    ["a\u200bb\u0000c", "abc"],
    ["", ""],
  ];
  for (const [name, expected] of cases) assertEquals(normalizeSourceName(name), expected);
  assertNotEquals(normalizeSourceName("iphone"), normalizeSourceName("iPhone"));
});

Deno.test("normalizeSourceName() applied twice changes nothing more", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      const once = normalizeSourceName(name);
      assertEquals(normalizeSourceName(once), once);
    }),
    { numRuns },
  );
});

Deno.test("canonicalValue() keeps six digits and no more", () => {
  const cases: [number | null, string][] = [
    [null, ""],
    [0, "0"],
    [-0, "0"],
    [-0.0000001 * 0, "0"],
    [72, "72"],
    [72.00000000000001, "72"],
    [36.65555555555556, "36.6556"],
    [1234567, "1234570"],
    [999999.9, "1000000"],
    [1e-9, "1e-9"],
    [-5.5, "-5.5"],
  ];
  for (const [value, expected] of cases) assertEquals(canonicalValue(value), expected);
});

Deno.test("canonicalValue() is a number that canonicalValue() leaves alone", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const once = canonicalValue(value);
      assertEquals(canonicalValue(Number(once)), once);
    }),
    { numRuns },
  );
});

Deno.test("exportFingerprint() sees the same second whatever the fraction", () => {
  const from = (start: number) => exportFingerprint("T", start, start + 60_000, 5, "s");
  assertEquals(from(1_700_000_000_000), "T|1700000000|1700000060|5|s");
  assertEquals(from(1_700_000_000_999), from(1_700_000_000_000));
  assertNotEquals(from(1_700_000_001_000), from(1_700_000_000_000));
});
