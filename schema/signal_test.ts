/** Rules as data: what a clinic may write down, and what is refused with the field that is wrong. */
import { assertEquals } from "deno-std/assert/mod.js";
import { isComparable, NoteText, SignalRuleDefinition } from "./signal.ts";
import { defaultSignalRules } from "./signal_rules.ts";

const pressure = defaultSignalRules.blood_pressure_above!;

Deno.test("a rule is refused by the field that makes no sense", () => {
  const cases: [object, string][] = [
    [{ days: 6 }, "days"],
    [{ days: 0 }, "days"],
    [{ ofDays: 31 }, "ofDays"],
    [{ metric: "HKCorrelationTypeIdentifierFood" }, "metric"],
    [{ metric: "no such type" }, "metric"],
    [{ title: "" }, "title"],
    [{ title: "a\nb" }, "title"],
    [{ title: "a\u202eb" }, "title"],
    [{ minReadings: 1.5 }, "minReadings"],
    [{ minHours: 25 }, "minHours"],
    [{ metric: "HKQuantityTypeIdentifierHeartRate" }, "condition.second"],
    [{ condition: { kind: "threshold", is: "above", value: Infinity } }, "condition.value"],
    [{ condition: { kind: "guess", is: "above", value: 1 } }, "condition.kind"],
    [{
      condition: { kind: "baseline", is: "above", by: 1, baselineDays: 7, minBaselineDays: 8 },
    }, "condition.minBaselineDays"],
  ];
  for (const [change, field] of cases) {
    const found = SignalRuleDefinition.safeParse({ ...pressure, ...change });
    assertEquals(found.error?.issues[0]?.path.join("."), field, JSON.stringify(change));
  }
});

Deno.test("days of levels, sums, time spent and pressures compare; events and food do not", () => {
  assertEquals(isComparable("HKQuantityTypeIdentifierStepCount"), true);
  assertEquals(isComparable("HKCategoryTypeIdentifierSleepAnalysis"), true);
  assertEquals(isComparable("HKCorrelationTypeIdentifierBloodPressure"), true);
  assertEquals(isComparable("HKCategoryTypeIdentifierHighHeartRateEvent"), false);
  assertEquals(isComparable("HKWorkoutTypeIdentifier"), false);
  assertEquals(isComparable("constructor"), false);
});

Deno.test("a note keeps its lines and refuses what cannot be seen", () => {
  assertEquals(NoteText.parse("  Called.\nنسيم ‍rests.  "), "Called.\nنسيم ‍rests.");
  for (const text of ["", "   ", "a\u0000b", "a\tb", "a\u202eb", "x".repeat(1_001)]) {
    assertEquals(NoteText.safeParse(text).success, false, JSON.stringify(text));
  }
});
