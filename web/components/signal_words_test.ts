/** Rules in words: what a clinician reads must say what the rule does. */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import { defaultSignalRules } from "../../schema/signal_rules.ts";
import { dayBasis, dayValue, notWatchedClinician, notWatchedPatient, ruleSentence } from "./signal_words.ts";

Deno.test("every rule that ships reads as a sentence that names its figures", () => {
  const said = Object.values(defaultSignalRules).map(ruleSentence);
  assertEquals(said.slice(0, 3), [
    "Blood pressure above 130/80 mmHg on 3 of 5 days; a day counts with at least 2 readings.",
    "Weight up by more than 2 kg within 3 days.",
    "Resting heart rate more than 8 bpm above the patient's own median of 60 days on 3 of 5 days.",
  ]);
  assertEquals(said.at(-1), "No sleep data on 5 of 7 days.");
});

Deno.test("a rule over every day of its window, of the lowest reading, says both", () => {
  const rule = defaultSignalRules.oxygen_saturation_low!;
  assertEquals(
    ruleSentence({ ...rule, statistic: "lowest", days: 3, minHours: 8 }),
    "Oxygen saturation (SpO₂) (lowest of the day) below 92% on 3 days in a row; a day counts with at least 4 readings and 8 hours of data.",
  );
});

Deno.test("a day says what it rests on", () => {
  assertEquals(dayValue({ value: 142, second: 91 }, 0), "142/91");
  assertEquals(dayBasis({ value: null, readings: 0, hours: 0, counts: false }), "no data");
  assertEquals(dayBasis({ value: 1, readings: 1, hours: 1, counts: false }), "1 reading: too few");
  assertEquals(dayBasis({ value: 1, readings: 96, hours: 24, counts: true }), "96 readings, 24 h");
});

Deno.test("both notices say that nobody watches, and no word of signals is an alarm", () => {
  for (const notice of [notWatchedClinician, notWatchedPatient]) {
    assert(/watches/.test(notice) && !/alarm|danger|abnormal|critical|diagnos/i.test(notice));
  }
});
