import { assert, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { stageBatch } from "../observation/stage_batch.ts";
import { convertToCanonical, healthType, isPlausible } from "../../schema/health_types.ts";
import { maxBatchSamples, ObservationBatch } from "../../schema/observation.ts";
import { stories, type StoryName } from "./stories.ts";
import { vitalsOf } from "./vitals.ts";

const chicago = "America/Chicago";
const dayMs = 86_400_000;
/** Tuesday, two days after Chicago's clocks went forward; the year before has both changes. */
const now = Date.UTC(2026, 2, 10, 15);

interface Sample {
  type: string;
  source: string;
  zone: string;
  start: number;
  end: number;
  offset: number;
  value: number | null;
  uuid: string;
}

function batchesOf(story: StoryName, at = now): ObservationBatch[] {
  return [...vitalsOf({
    seed: "test",
    patient: story,
    givenName: "Ada",
    wearer: stories[story],
    zone: chicago,
    now: at,
    days: 365,
  })];
}

function samplesOf(batches: readonly ObservationBatch[]): Sample[] {
  return batches.flatMap(({ groups }) =>
    groups.flatMap((group) =>
      group.start.map((start, index) => ({
        type: group.type.replace(/^HK\w+TypeIdentifier/, ""),
        source: group.source.name,
        zone: group.zone!,
        start: start as number,
        end: (group.end ?? group.start)[index] as number,
        offset: (Array.isArray(group.offset) ? group.offset[index] : group.offset) as number,
        value: (group.value?.[index] ?? null) as number | null,
        uuid: group.uuid![index] as string,
      }))
    )
  );
}

const made = new Map<StoryName, Sample[]>();
function year(story: StoryName): Sample[] {
  let samples = made.get(story);
  if (samples === undefined) made.set(story, samples = samplesOf(batchesOf(story)));
  return samples;
}

/** Mean of a type's values between two days ago, the earlier first. */
function mean(samples: readonly Sample[], type: string, from: number, to: number): number {
  const values = samples.filter((sample) =>
    sample.type === type && sample.start >= now - from * dayMs && sample.start < now - to * dayMs
  ).map((sample) => sample.value!);
  assert(values.length > 0, `no ${type}`);
  return values.reduce((a, b) => a + b) / values.length;
}

Deno.test("the same request gives the same bytes, another patient others", () => {
  const text = JSON.stringify(batchesOf("diabetic2"));
  assert(text === JSON.stringify(batchesOf("diabetic2")));
  assert(text !== JSON.stringify(batchesOf("diabetic1")));
});

Deno.test("later in the same day nothing has changed, there is only more", () => {
  const early = new Map(year("student").map((sample) => [sample.uuid, sample]));
  const late = samplesOf(batchesOf("student", now + 3 * 3_600_000));
  assert(late.length > early.size);
  let known = 0;
  for (const sample of late) {
    const before = early.get(sample.uuid);
    if (before === undefined) assert(sample.end > now - 10 * 60_000 || sample.start >= now);
    else {
      known++;
      assertEquals(sample, before);
    }
  }
  assertEquals(known, early.size);
});

for (const story of Object.keys(stories) as StoryName[]) {
  Deno.test(`${story}: every batch fits the wire, every sample is plausible and over by now`, () => {
    const ids = new Set<string>();
    const uuids = new Set<string>();
    const firstAt = now - 367 * dayMs;
    for (const batch of batchesOf(story)) {
      ObservationBatch.parse(batch);
      ids.add(batch.batchId);
      assert(batch.groups.reduce((sum, group) => sum + group.start.length, 0) <= maxBatchSamples);
      for (const group of batch.groups) {
        const type = healthType(group.type)!;
        assert(type !== undefined, group.type);
        const convert = group.unit === undefined ? undefined : convertToCanonical(type, group.unit)!;
        for (const [index, start] of group.start.entries()) {
          const end = (group.end ?? group.start)[index] as number;
          assert(Number.isInteger(start) && Number.isInteger(end), group.type);
          assert((start as number) > firstAt && (start as number) <= end && end <= now, group.type);
          const value = group.value?.[index] as number | undefined;
          if (convert) assert(isPlausible(type, convert(value!)), `${group.type} ${value} ${group.unit}`);
          else if (type.values) assert(type.values.some(({ code }) => code === value));
          uuids.add(group.uuid![index] as string);
        }
      }
    }
    assertEquals(ids.size, batchesOf(story).length);
    assertEquals(uuids.size, year(story).length);
  });
}

Deno.test("a year holds as much of each type as devices send", () => {
  const perDay: Record<string, [StoryName, number, number]> = {
    HeartRate: ["runner", 200, 300],
    RestingHeartRate: ["runner", 0.9, 1],
    HeartRateVariabilitySDNN: ["runner", 5, 10],
    StepCount: ["treated", 50, 110],
    ActiveEnergyBurned: ["treated", 25, 40],
    SleepAnalysis: ["treated", 18, 35],
    OxygenSaturation: ["treated", 8, 14],
    RespiratoryRate: ["treated", 12, 20],
    BodyMass: ["losing", 0.7, 0.9],
    BloodPressureSystolic: ["treated", 1.1, 1.6],
    BodyTemperature: ["treated", 0.03, 0.2],
    BloodGlucose: ["diabetic1", 94, 96.5],
  };
  for (const [type, [story, low, high]] of Object.entries(perDay)) {
    const count = year(story).filter((sample) => sample.type === type).length / 365;
    assert(count >= low && count <= high, `${type}: ${count} a day`);
  }
  const withSensor = (Object.keys(stories) as StoryName[]).filter((story) =>
    year(story).some((sample) => sample.type === "BloodGlucose")
  );
  assertEquals(withSensor.sort(), ["diabetic1", "diabetic2"]);
});

Deno.test("each sample has the offset that its zone had at its start, also where the clocks change", () => {
  const offsets = new Map<string, number>();
  for (const story of ["drifting", "traveller"] as const) {
    for (const { zone, start, offset } of year(story)) {
      // Every zone here changes on full hours.
      const key = `${zone} ${Math.floor(start / 3_600_000)}`;
      let expected = offsets.get(key);
      if (expected === undefined) {
        expected = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone).offsetNanoseconds /
          60e9;
        offsets.set(key, expected);
      }
      assertEquals(offset, expected, `${zone} ${new Date(start).toISOString()}`);
    }
  }
  const changes = [Date.UTC(2025, 10, 2, 7), Date.UTC(2026, 2, 8, 8)];
  for (const changeAt of changes) {
    const near = year("drifting").filter(({ start }) => Math.abs(start - changeAt) < 3 * 3_600_000);
    assertEquals(new Set(near.map(({ offset }) => offset)), new Set([-300, -360]));
  }
});

Deno.test("two weeks in Tokyo: the zone goes along, and nothing overlaps the flights", () => {
  const samples = year("traveller");
  const abroad = samples.filter(({ zone }) => zone === "Asia/Tokyo");
  assert(abroad.length > 2_000);
  assert(abroad.every(({ offset }) => offset === 540));
  const first = Math.min(...abroad.map(({ start }) => start)),
    last = Math.max(...abroad.map(({ end }) => end));
  assert(last - first > 13 * dayMs && last - first < 15 * dayMs);
  const home = samples.filter(({ zone }) => zone === chicago);
  assert(!home.some(({ start, end }) => end > first && start < last));
  assert(!home.some(({ offset }) => offset !== -300 && offset !== -360));
});

Deno.test("nights: stages follow each other without gap, most of it core, and they end in the morning", () => {
  const stages = year("treated").filter(({ type, value }) => type === "SleepAnalysis" && value !== 0)
    .sort((a, b) => a.start - b.start);
  const minutes = [0, 0, 0, 0, 0, 0];
  for (const [index, { start, end, value }] of stages.entries()) {
    minutes[value!]! += (end - start) / 60_000;
    const next = stages[index + 1];
    if (next) assert(next.start >= end);
  }
  const [, , awake, core, deep, rem] = minutes as [number, number, number, number, number, number];
  assert(core > rem && rem > deep && deep > awake, `${minutes}`);
  const asleepHours = (core + deep + rem) / 60 / 350;
  assert(asleepHours > 6 && asleepHours < 8, `${asleepHours}`);
});

Deno.test("the heart is slower at night than in the afternoon, and fastest in training", () => {
  const beats = year("runner").filter(({ type }) => type === "HeartRate");
  const between = (from: number, to: number) => {
    const values = beats.filter(({ start, offset }) => {
      const hour = (start + offset * 60_000) % dayMs / 3_600_000;
      return hour >= from && hour < to;
    }).map(({ value }) => value!);
    return values.reduce((a, b) => a + b) / values.length;
  };
  assert(between(2, 5) + 12 < between(13, 16));
  assert(beats.some(({ value }) => value! > 155));
});

Deno.test("phone and watch count the same steps, so that adding them up would count twice", () => {
  const steps = year("treated").filter(({ type }) => type === "StepCount");
  const of = (name: string) =>
    steps.filter(({ source }) => source.endsWith(name)).sort((a, b) => a.start - b.start);
  const watch = of("Watch"), phone = of("iPhone");
  let at = 0, overlapping = 0;
  for (const { start, end } of phone) {
    while (at < watch.length && watch[at]!.end <= start) at++;
    if (at < watch.length && watch[at]!.start < end) overlapping++;
  }
  assert(overlapping > phone.length * 0.8, `${overlapping} of ${phone.length}`);
  const sum = (samples: Sample[]) => samples.reduce((total, { value }) => total + value!, 0);
  assert(sum(phone) < sum(watch) && sum(phone) > sum(watch) * 0.4);
});

Deno.test("the stories can be seen in the numbers", () => {
  const systolic = (from: number, to: number) => mean(year("treated"), "BloodPressureSystolic", from, to);
  assert(systolic(365, 184) > 147 && systolic(139, 0) < 134);
  const resting = (from: number, to: number) => mean(year("drifting"), "RestingHeartRate", from, to);
  assert(Math.abs(resting(200, 22) - 58) < 2.5 && resting(4, 0) > 67 && resting(12, 8) > resting(19, 15));
  const weight = (from: number, to: number) => mean(year("losing"), "BodyMass", from, to);
  assert(weight(365, 350) - weight(15, 0) > 25 && weight(200, 180) > weight(100, 80));
  const silentSince = now - Math.max(...year("silent").map(({ end }) => end));
  assert(silentSince > 40 * dayMs && silentSince < 43 * dayMs);
  const trained = (from: number, to: number) => mean(year("runner"), "RestingHeartRate", from, to);
  assert(trained(365, 300) - trained(30, 0) > 6);
});

Deno.test("a cuff's correlation stands at the moment of its pair and names both values", () => {
  for (const batch of batchesOf("treated")) {
    for (const group of batch.groups) {
      if (!group.type.startsWith("HKCorrelation")) continue;
      assertEquals(group.value, undefined);
      assertEquals(Object.keys(group.detail ?? {}).length, group.start.length);
    }
  }
  const at = (type: string) =>
    year("treated").filter((sample) => sample.type === type).map(({ start }) => start);
  const correlations = at("BloodPressure");
  assert(correlations.length > 300);
  assertEquals(at("BloodPressureSystolic"), correlations);
  assertEquals(at("BloodPressureDiastolic"), correlations);
});

Deno.test("whatever the moment it is asked at, ingest would take every sample", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(stories) as StoryName[]),
      fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) }),
      (story, at) => {
        for (const batch of batchesOf(story, at)) {
          const staged = stageBatch(batch, 1, at);
          if ("tag" in staged) throw new Error(staged.field);
          assertEquals(staged.refusals, []);
        }
      },
    ),
    // Each run makes a year.
    { numRuns: Deno.env.has("SOAK") ? 200 : 8 },
  );
});
