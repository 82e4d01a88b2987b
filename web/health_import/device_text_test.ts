/** Device texts: the address goes, everything else stays. */
import { assertEquals } from "deno-std/assert/mod.js";
import { readDevice } from "./device_text.ts";

Deno.test("readDevice() drops the memory address and finds the hardware", () => {
  const rest = "name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,1, software:9.1";
  assertEquals(readDevice(`<<HKDevice: 0x2816f0a80>, ${rest}>`), { device: rest, product: "Watch6,1" });
  const dated = `${rest}, creation date:2023-09-20 12:00:00 +0000`;
  assertEquals(readDevice(`<<HKDevice: 0x1>, ${dated}>`), { device: dated, product: "Watch6,1" });
  assertEquals(readDevice("<<HKDevice: 0x1>, name:Scale, hardware:S2>"), {
    device: "name:Scale, hardware:S2",
    product: "S2",
  });
});

Deno.test("readDevice() keeps texts of another form and invents nothing for none", () => {
  assertEquals(readDevice("Omron HEM-9200T"), { device: "Omron HEM-9200T" });
  assertEquals(readDevice(""), {});
  assertEquals(readDevice("<<HKDevice: 0x28>>"), {});
  assertEquals(readDevice("x".repeat(2_000)).device?.length, 1_000);
});
