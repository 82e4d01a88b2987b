import { assertEquals } from "deno-std/assert/mod.js";
import { moved } from "./vitals_routes.tsx";

Deno.test("moved() swaps a source with its neighbour, and does nothing at the ends or for strangers", () => {
  assertEquals(moved([7, 3, 5], "3:up"), [3, 7, 5]);
  assertEquals(moved([7, 3, 5], "3:down"), [7, 5, 3]);
  assertEquals(moved([7, 3, 5], "7:up"), [7, 3, 5]);
  assertEquals(moved([7, 3, 5], "5:down"), [7, 3, 5]);
  assertEquals(moved([7, 3, 5], "9:up"), [7, 3, 5]);
  assertEquals(moved([7, 3, 5], ""), [7, 3, 5]);
  assertEquals(moved([7, 3, 5], "reset"), []);
});
