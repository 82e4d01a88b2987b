import { assertEquals, assertMatch, assertNotEquals } from "deno-std/assert/mod.js";
import { exportUuid } from "./export_uuid.ts";

const fingerprint = "HKQuantityTypeIdentifierHeartRate|1709298753|1709298753|72|Anna's Apple Watch";

Deno.test("exportUuid() is pinned: an export imported years later gives the same rows", () => {
  assertEquals(exportUuid(1, fingerprint, 0), "306ce829-8581-8747-ab5d-820ea8720000");
  assertEquals(exportUuid(1, "ü€😀", 65_535), "7ba55ebf-9e11-836f-9edd-af086ef0ffff");
});

Deno.test("exportUuid() is a UUIDv8 whose last 16 bits are the ordinal", () => {
  for (const ordinal of [0, 1, 255, 65_535]) {
    const uuid = exportUuid(3, fingerprint, ordinal);
    assertMatch(uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assertEquals(parseInt(uuid.slice(-4), 16), ordinal);
    assertEquals(uuid.slice(0, -4), exportUuid(3, fingerprint, 0).slice(0, -4));
  }
  assertNotEquals(exportUuid(1, fingerprint, 0), exportUuid(2, fingerprint, 0));
});

Deno.test("rows that differ in one character never share a UUID, and every bit of it varies", () => {
  const seen = new Set<string>();
  const ones = new Array<number>(32).fill(0);
  const rows = 100_000;
  for (let i = 0; i < rows; i++) {
    const uuid = exportUuid(
      1,
      `HKQuantityTypeIdentifierHeartRate|${1709298753 + i}|${1709298753 + i}|72|Anna`,
      0,
    );
    seen.add(uuid);
    const first = parseInt(uuid.slice(0, 8), 16);
    for (let bit = 0; bit < 32; bit++) ones[bit]! += (first >>> bit) & 1;
  }
  assertEquals(seen.size, rows);
  for (const count of ones) assertEquals(Math.abs(count / rows - 0.5) < 0.02, true);
});
