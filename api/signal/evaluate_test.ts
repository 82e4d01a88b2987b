/** Rules against values: cases that a clinician would write down, and a slow oracle over random rules and gaps. */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { type SignalCondition, SignalRuleDefinition } from "../../schema/signal.ts";
import { defaultSignalRules } from "../../schema/signal_rules.ts";
import { type DailyValue, evaluate, type Evaluation, reachOf } from "./evaluate.ts";

const today = 20_000;
const pressure = defaultSignalRules.blood_pressure_above!;
const weight = defaultSignalRules.weight_gain!;
const pulse = defaultSignalRules.resting_heart_rate_up!;
const sleep = defaultSignalRules.sleep_missing!;

/** Values of the last days, today last; null is a day without any. */
function lastDays(values: readonly (number | null | [number, number])[], readings = 2): DailyValue[] {
  return values.flatMap((one, index) => {
    if (one === null) return [];
    const [value, second] = Array.isArray(one) ? one : [one, null];
    return [{ day: today - values.length + 1 + index, value, second, readings, hours: 12 }];
  });
}

function held(evaluation: Evaluation): Extract<Evaluation, { holds: true }> {
  if (!evaluation.holds) throw new Error("the rule does not hold");
  return evaluation;
}

Deno.test("every rule that ships is a valid rule", () => {
  for (const rule of Object.values(defaultSignalRules)) assertEquals(SignalRuleDefinition.parse(rule), rule);
});

Deno.test("3 of 5 days above 130/80 hold, with the five days behind them", () => {
  const days = lastDays([[140, 70], [120, 70], [118, 85], [125, 79], [131, 80]]);
  const found = held(evaluate(pressure, days, today));
  assertEquals(found.startedOn, today);
  assertEquals(found.days.map(({ meets }) => meets), [true, false, true, false, true]);
});

Deno.test("exactly 130/80 is not above it", () => {
  const days = lastDays([[130, 80], [130, 80], [130, 80], [130, 80], [130, 80]]);
  assertEquals(evaluate(pressure, days, today), { holds: false });
});

Deno.test("days with too few readings neither meet a rule nor are hidden", () => {
  const once = lastDays([[150, 95], [150, 95], [150, 95], [150, 95], [150, 95]], 1);
  assertEquals(evaluate(pressure, once, today), { holds: false });
  const mixed = [...lastDays([[150, 95], [150, 95], [150, 95]]), ...once.slice(0, 2)];
  const found = held(evaluate(pressure, mixed, today));
  assertEquals(found.days.map(({ counts }) => counts), [false, false, true, true, true]);
});

Deno.test("weight rises by more than 2 kg within 3 days, whatever it was before and over gaps", () => {
  assertEquals(evaluate(weight, lastDays([80, 82]), today).holds, false, "2 kg are not more than 2 kg");
  assert(evaluate(weight, lastDays([80, 82.1]), today).holds);
  assert(evaluate(weight, lastDays([80, null, null, 82.1]), today).holds);
  assertEquals(evaluate(weight, lastDays([80, null, null, null, 82.1]), today).holds, false, "4 days");
  assertEquals(evaluate(weight, lastDays([82.1, 80]), today).holds, false, "it fell");
});

Deno.test("a resting heart rate is compared with the median of the days before the window", () => {
  const usual = Array.from({ length: 60 }, (_, index) => 58 + index % 5);
  const found = held(evaluate(pulse, lastDays([...usual, 69, 60, 69, 61, 69]), today));
  assertEquals(found.baseline, 60);
  assertEquals(evaluate(pulse, lastDays([...usual, 68, 60, 68, 61, 68]), today).holds, false);
  assertEquals(
    evaluate(pulse, lastDays([...usual.slice(0, 19), 90, 90, 90, 90, 90]), today).holds,
    false,
    "19 days are no baseline",
  );
});

Deno.test("missing data is a signal only of someone who shared before", () => {
  const shared = Array.from({ length: 30 }, () => 7);
  const none: null[] = [null, null, null, null, null, null, null];
  assert(evaluate(sleep, lastDays([...shared, ...none]), today).holds);
  assertEquals(evaluate(sleep, lastDays([7, 7, 7, ...none]), today).holds, false);
  assertEquals(evaluate(sleep, [], today).holds, false);
});

Deno.test("a stretch goes on over short pauses, ends after the days that the rule names, and begins anew", () => {
  const high: [number, number] = [150, 95], fine: [number, number] = [118, 70];
  const stretch = [high, high, high];
  const pause = (days: number) => Array.from({ length: days }, () => fine);
  const goesOn = held(evaluate(pressure, lastDays([...stretch, ...pause(2), ...stretch]), today));
  assertEquals(goesOn.startedOn, today - 5);
  const paused = held(evaluate(pressure, lastDays([...stretch, ...pause(4)]), today));
  assertEquals(paused.lastMetOn, today - 4);
  assertEquals(evaluate(pressure, lastDays([...stretch, ...pause(5)]), today).holds, false);
  const anew = held(evaluate(pressure, lastDays([...stretch, ...pause(5), ...stretch]), today));
  assertEquals(anew.startedOn, today);
});

const anyCondition: fc.Arbitrary<SignalCondition> = fc.oneof(
  fc.record({
    kind: fc.constant("threshold" as const),
    is: fc.constantFrom("above" as const, "below" as const),
    value: fc.integer({ min: 0, max: 8 }),
  }),
  fc.record({
    kind: fc.constant("threshold" as const),
    is: fc.constantFrom("above" as const, "below" as const),
    value: fc.integer({ min: 0, max: 8 }),
    second: fc.integer({ min: 0, max: 8 }),
  }),
  fc.record({
    kind: fc.constant("change" as const),
    is: fc.constantFrom("above" as const, "below" as const),
    by: fc.integer({ min: 0, max: 4 }),
    withinDays: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({
    kind: fc.constant("baseline" as const),
    is: fc.constantFrom("above" as const, "below" as const),
    by: fc.integer({ min: 0, max: 3 }),
    baselineDays: fc.integer({ min: 7, max: 12 }),
    minBaselineDays: fc.integer({ min: 3, max: 7 }),
  }),
  fc.record({
    kind: fc.constant("missing" as const),
    baselineDays: fc.integer({ min: 7, max: 12 }),
    minBaselineDays: fc.integer({ min: 1, max: 7 }),
  }),
);

const anyRule: fc.Arbitrary<SignalRuleDefinition> = fc.record({
  condition: anyCondition,
  ofDays: fc.integer({ min: 1, max: 6 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  minReadings: fc.integer({ min: 1, max: 3 }),
  minHours: fc.integer({ min: 0, max: 2 }),
  clearsAfterDays: fc.integer({ min: 1, max: 7 }),
}).map(({ share, ...rule }) => ({
  ...rule,
  title: "Any",
  metric: "HKQuantityTypeIdentifierHeartRate",
  statistic: "average",
  days: 1 + Math.floor(share * (rule.ofDays - 0.001)),
}));

const anyValues: fc.Arbitrary<DailyValue[]> = fc.array(
  fc.option(
    fc.record({
      value: fc.integer({ min: 0, max: 8 }),
      second: fc.option(fc.integer({ min: 0, max: 8 })),
      readings: fc.integer({ min: 1, max: 4 }),
      hours: fc.integer({ min: 0, max: 4 }),
    }),
    { freq: 5 },
  ),
  { maxLength: 70 },
).map((days) => days.flatMap((one, index) => one === null ? [] : [{ day: today - index, ...one }]));

/** The same from the words of the rule: every day of the stretch by itself, by filtering lists. */
function oracle(rule: SignalRuleDefinition, values: readonly DailyValue[], last: number) {
  const { condition } = rule;
  const good = values.filter((one) => one.readings >= rule.minReadings && one.hours >= rule.minHours);
  const between = (list: readonly DailyValue[], from: number, to: number) =>
    list.filter(({ day }) => day >= from && day <= to);
  const beyond = (value: number, limit: number) =>
    "is" in condition && condition.is === "below" ? value < limit : value > limit;
  const daysOf = (end: number) => Array.from({ length: rule.ofDays }, (_, back) => end - back);
  const before = (end: number) => {
    const length = "baselineDays" in condition ? condition.baselineDays : 0;
    return between(good, end - rule.ofDays - length + 1, end - rule.ofDays).map(({ value }) => value);
  };
  const middle = (numbers: number[]) => {
    const sorted = [...numbers].sort((a, b) => a - b);
    const low = sorted[Math.ceil(sorted.length / 2) - 1]!, high = sorted[Math.floor(sorted.length / 2)]!;
    return (low + high) / 2;
  };
  const isOne = (day: number, end: number): boolean => {
    if (condition.kind === "missing") return between(values, day, day).length === 0;
    const [one] = between(good, day, day);
    if (one === undefined) return false;
    if (condition.kind === "threshold") {
      const { second } = condition;
      return beyond(one.value, condition.value) ||
        second !== undefined && one.second !== null && beyond(one.second, second);
    }
    if (condition.kind === "change") {
      const earlier = between(good, day - condition.withinDays, day - 1).map(({ value }) => value);
      if (earlier.length === 0) return false;
      return condition.is === "above"
        ? one.value - Math.min(...earlier) > condition.by
        : Math.max(...earlier) - one.value > condition.by;
    }
    const usual = before(end);
    if (usual.length < condition.minBaselineDays) return false;
    return condition.is === "above"
      ? one.value > middle(usual) + condition.by
      : one.value < middle(usual) - condition.by;
  };
  const holds = (end: number) =>
    (condition.kind !== "missing" || before(end).length >= condition.minBaselineDays) &&
    isOne(end, end) && daysOf(end).filter((day) => isOne(day, end)).length >= rule.days;
  const held = Array.from({ length: 30 }, (_, back) => last - back).filter(holds);
  const lastMetOn = held[0];
  if (lastMetOn === undefined || last - lastMetOn >= rule.clearsAfterDays) return { holds: false };
  let startedOn = lastMetOn;
  for (const day of held) if (startedOn - day <= rule.clearsAfterDays) startedOn = day;
  return { holds: true, startedOn, lastMetOn };
}

const numRuns = Deno.env.has("SOAK") ? 10_000 : 200;

Deno.test("evaluate() agrees with the slow oracle", () => {
  let holding = 0;
  fc.assert(
    fc.property(anyRule, anyValues, (rule, values) => {
      const found = evaluate(rule, values, today);
      const short = found.holds
        ? { holds: true, startedOn: found.startedOn, lastMetOn: found.lastMetOn }
        : found;
      if (found.holds) holding++;
      assertEquals(short, oracle(rule, values, today));
    }),
    { numRuns },
  );
  assert(holding > numRuns / 20, `only ${holding} held: the generator tests too little`);
});

Deno.test("evaluate() does not depend on the order of values, nor on days beyond a rule's reach", () => {
  fc.assert(
    fc.property(anyRule, anyValues, fc.nat(), (rule, values, far) => {
      const found = evaluate(rule, values, today);
      assertEquals(evaluate(rule, values.toReversed(), today), found);
      const beyond = {
        day: today - reachOf(rule) - 1 - far % 50,
        value: 3,
        second: 3,
        readings: 9,
        hours: 9,
      };
      if (!values.some(({ day }) => day === beyond.day)) {
        assertEquals(evaluate(rule, [...values, beyond], today), found);
      }
    }),
    { numRuns },
  );
});

Deno.test("what a signal shows adds up: its last day meets the rule, with enough of the others", () => {
  fc.assert(
    fc.property(anyRule, anyValues, (rule, values) => {
      const found = evaluate(rule, values, today);
      if (!found.holds) return;
      assertEquals(found.days.at(-1)?.day, found.lastMetOn);
      assert(found.days.at(-1)?.meets);
      assert(found.days.filter(({ meets }) => meets).length >= rule.days);
      assert(found.days.every(({ meets, counts }) => !meets || counts || rule.condition.kind === "missing"));
    }),
    { numRuns },
  );
});
