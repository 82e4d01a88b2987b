import { assertEquals } from "deno-std/assert/mod.js";
import { pressureTypes, type StoredReading } from "../../schema/fhir_observation.ts";
import { pairPressures } from "./pair_pressures.ts";

function pressure(uuid: string, type: "systolic" | "diastolic" | "panel", sourceKey = 1): StoredReading {
  return {
    type: pressureTypes[type],
    uuid,
    start: 0,
    duration: 0,
    offset: 0,
    value: 100,
    sentUnit: "mmHg",
    source: "Cuff",
    sourceKey,
    product: "",
    receivedAt: 0,
    author: null,
    note: null,
  };
}

Deno.test("pairPressures() tells every pressure once, wherever a page ends, and no stranger's with it", () => {
  const all = [
    pressure("a", "systolic"),
    pressure("b", "systolic"),
    pressure("c", "diastolic"),
    pressure("d", "diastolic"),
    pressure("e", "diastolic"),
    pressure("f", "diastolic", 2),
    pressure("g", "panel"),
  ];
  const told = (page: StoredReading[]) =>
    pairPressures(page, all).map((one) =>
      one.reading === undefined
        ? `${one.systolic?.uuid ?? "-"}/${one.diastolic?.uuid ?? "-"}`
        : one.reading.uuid
    );
  assertEquals(told(all), ["a/c", "b/d", "-/e", "-/f"]);
  assertEquals(all.flatMap((one) => told([one])), ["a/c", "b/d", "-/e", "-/f"]);
  assertEquals(told(all.toReversed()), ["-/f", "-/e", "b/d", "a/c"]);
});
