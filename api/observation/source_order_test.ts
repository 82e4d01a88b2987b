import { assertEquals } from "deno-std/assert/mod.js";
import { orderSources, type Source, sourceKind } from "./source_order.ts";

const source = (id: number, nameKey: string, product = ""): Source => ({ id, nameKey, product });
const ring = source(1, "oura", "");
const phone = source(2, "grace's iphone", "iPhone14,5");
const watch = source(3, "grace", "Watch6,1");
const oldWatch = source(4, "apple watch from grace", "");

Deno.test("sourceKind() goes by hardware first, then by name", () => {
  assertEquals([ring, phone, watch, oldWatch].map(sourceKind), ["app", "phone", "watch", "watch"]);
  assertEquals(sourceKind(source(9, "watchful eating", "")), "app");
  assertEquals(sourceKind(source(9, "phone of an iphone", "Dexcom G7")), "app");
});

Deno.test("orderSources() believes a watch before a phone before an app, whatever came first", () => {
  const ids = (list: readonly Source[]) => list.map(({ id }) => id);
  assertEquals(ids(orderSources([ring, phone, watch, oldWatch])), [4, 3, 2, 1]);
  assertEquals(ids(orderSources([oldWatch, watch, phone, ring])), [4, 3, 2, 1]);
});

Deno.test("orderSources() puts what is new since the choice behind it", () => {
  assertEquals(orderSources([ring, phone, watch, oldWatch], [1, 2]).map(({ id }) => id), [1, 2, 4, 3]);
  assertEquals(orderSources([phone], [7, 2]).map(({ id }) => id), [2]);
});
