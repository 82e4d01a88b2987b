/** Each quirk of real exports by name, and the promises of the reader as properties. */
import { assert, assertEquals, assertNotEquals, assertRejects } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { maxBatchBytes, maxBatchSamples, ObservationBatch } from "../../schema/observation.ts";
import { defaultBatchLimits } from "./build_batches.ts";
import { ImportError } from "./import_error.ts";
import { readExport } from "./read_export.ts";
import { generateExport } from "./testing/generate_export.ts";
import { bytesAsFile, exportOf, readAll, record, testCodes } from "./testing/read_text.ts";
import { zipExport } from "./testing/zip_export.ts";

const numRuns = Deno.env.get("SOAK") ? 5_000 : 200;
const heartRate = "HKQuantityTypeIdentifierHeartRate";
const at = Date.UTC(2024, 2, 1, 13, 12, 33);

async function generated(records: number, seed = 7) {
  const { stream, truth } = generateExport({ records, seed });
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return { bytes, truth: await truth };
}

async function reasonOf(content: string | Uint8Array): Promise<string> {
  const error = await assertRejects(() => readAll(content), ImportError);
  return error instanceof ImportError ? error.reason : "";
}

Deno.test("a record becomes a row with its instant, its own offset and its line", async () => {
  const { rows, report } = await readAll(exportOf(record()));
  assertEquals(rows, [{
    type: heartRate,
    unit: "count/min",
    source: { name: "Watch", version: "9.1" },
    zone: undefined,
    start: at,
    end: at,
    offset: -360,
    value: 72,
    ordinal: 0,
    detail: undefined,
    line: 7,
  }]);
  assertEquals(report.exportedAt, Date.UTC(2024, 5, 1, 14));
  assertEquals(report.endedEarly, undefined);
});

Deno.test("everything a generated export holds is read, by type", async () => {
  const { bytes, truth } = await generated(20_000);
  const { report, batches } = await readAll(bytes);
  const expected = new Map(Object.entries(truth.rows));
  for (const [type, rows] of expected) {
    const totals = batches.flatMap(({ batch }) => batch.totals ?? []).filter((total) => total.type === type)
      .reduce((sum, total) => sum + total.start.length, 0);
    assertEquals((report.byType.get(type) ?? 0) - totals, rows, type);
  }
  assertEquals(report.notTaken.get("WorkoutRoute"), truth.rows["HKWorkoutTypeIdentifier"]);
  assertEquals(report.unreadable.size, 0);
  assertEquals(report.xmlErrors.count, 0);
});

Deno.test("every batch keeps the wire's form and limits", async () => {
  const { bytes } = await generated(30_000);
  const { batches } = await readAll(bytes);
  assert(defaultBatchLimits.maxSamples <= maxBatchSamples);
  assert(batches.length > 5);
  for (const { batch, rows } of batches) {
    const text = JSON.stringify(batch);
    assert(ObservationBatch.safeParse(JSON.parse(text)).success);
    assert(new TextEncoder().encode(text).length < maxBatchBytes / 2);
    assert(rows <= maxBatchSamples);
  }
});

Deno.test("the same reading with and without a memory address in its device is of one source", async () => {
  const device = (address: string) =>
    `&lt;&lt;HKDevice: ${address}&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, ` +
    `hardware:Watch6,1, software:9.1&gt;`;
  const { batches } = await readAll(exportOf(
    record({ device: device("0x281600a80") }) + record({ device: device("0x2f"), value: "73" }) +
      record({ device: device("0x2f"), value: "74" }),
  ));
  assertEquals(batches[0]?.batch.groups.length, 1);
  assertEquals(batches[0]?.batch.groups[0]?.source, {
    name: "Watch",
    version: "9.1",
    product: "Watch6,1",
    device: "name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,1, software:9.1",
  });
});

Deno.test("iOS 16's malformed DTD is not looked at", async () => {
  const broken =
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record*)>\n` +
    `<!ATTLIST HeartRateVariabilityMetadataList\n  <!ELEMENT InstantaneousBeatsPerMinute EMPTY>\n]]>\n` +
    `<!ATTLIST Record\n  unit CDATA #IMPLIED "\n>\n]>\n<HealthData locale="de_DE">\n${record()}</HealthData>`;
  for (const atOnce of [Infinity, 7, 1]) {
    const { rows, report } = await readAll(broken, { atOnce });
    assertEquals(rows.length, 1);
    assertEquals(rows[0]?.line, 12);
    assertEquals(report.xmlErrors.count, 0);
  }
});

Deno.test("alike rows get ordinals, and a correlation's child the ordinal of its top-level repeat", async () => {
  const cuff = { sourceName: "Cuff", unit: "mmHg", type: "HKQuantityTypeIdentifierBloodPressureSystolic" };
  const child = record({ ...cuff, value: "120" });
  const { rows } = await readAll(exportOf(
    record() + record() + record({ value: "72.0000001" }) + record({ value: "73" }) + child +
      ` <Correlation type="HKCorrelationTypeIdentifierBloodPressure" sourceName="Cuff" sourceVersion="1" ` +
      `startDate="2024-03-01 07:12:33 -0600" endDate="2024-03-01 07:12:33 -0600">\n` +
      `  <MetadataEntry key="Position" value="sitting"/>\n${child} </Correlation>\n`,
  ));
  assertEquals(rows.filter(({ type }) => type === heartRate).map(({ ordinal }) => ordinal), [0, 1, 2, 0]);
  const systolic = rows.filter(({ type }) => type === cuff.type);
  assertEquals(systolic.map(({ ordinal, value, start }) => ({ ordinal, value, start })), [
    { ordinal: 0, value: 120, start: at },
    { ordinal: 0, value: 120, start: at },
  ]);
  const correlation = rows.find(({ type }) => type.startsWith("HKCorrelation"));
  assertEquals(correlation?.value, null);
  assertEquals(correlation?.detail, {
    Position: "sitting",
    members: [{ type: cuff.type, value: "120", unit: "mmHg" }],
  });
});

Deno.test("metadata, nested metadata and beats stay with their row, and HKTimeZone becomes the zone", async () => {
  const { rows } = await readAll(exportOf(record(
    {},
    `  <MetadataEntry key="HKTimeZone" value="Europe/Berlin"/>\n` +
      `  <MetadataEntry key="__proto__" value="x"/>\n` +
      `  <MetadataEntry key="Outer" value="1"><MetadataEntry key="Inner" value="2"/></MetadataEntry>\n` +
      `  <MetadataEntry key="Outer" value="3"/>\n` +
      `  <HeartRateVariabilityMetadataList>\n   <InstantaneousBeatsPerMinute bpm="61" time="7:12:30,21"/>\n` +
      `   <InstantaneousBeatsPerMinute bpm="63" time="7:12:31,20"/>\n  </HeartRateVariabilityMetadataList>\n`,
  )));
  assertEquals(rows[0]?.zone, "Europe/Berlin");
  assertEquals(rows[0]?.detail, {
    __proto___: "x",
    Outer: "1",
    Inner: "2",
    Outer_: "3",
    InstantaneousBeatsPerMinute: [{ bpm: "61", time: "7:12:30,21" }, { bpm: "63", time: "7:12:31,20" }],
  });
});

Deno.test("workouts of both forms keep their particulars, and the route is noted but not taken", async () => {
  const head = `sourceName="Watch" startDate="2024-03-01 07:00:00 -0600" endDate="2024-03-01 07:30:00 -0600"`;
  const { rows, report } = await readAll(exportOf(
    ` <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="min" ` +
      `totalDistance="5.1" totalDistanceUnit="km" totalEnergyBurned="300" totalEnergyBurnedUnit="Cal" ${head}/>\n` +
      ` <Workout workoutActivityType="HKWorkoutActivityTypeUnheardOf" duration="30" ${head}>\n` +
      `  <MetadataEntry key="HKIndoorWorkout" value="0"/>\n` +
      `  <WorkoutEvent type="HKWorkoutEventTypePause" date="2024-03-01 07:10:00 -0600">\n` +
      `   <MetadataEntry key="why" value="traffic"/>\n  </WorkoutEvent>\n` +
      `  <WorkoutActivity uuid="A1" startDate="2024-03-01 07:00:00 -0600">\n` +
      `   <WorkoutStatistics type="${heartRate}" average="140" unit="count/min"/>\n  </WorkoutActivity>\n` +
      `  <WorkoutRoute sourceName="Watch"><FileReference path="/workout-routes/r.gpx"/></WorkoutRoute>\n </Workout>\n`,
  ));
  assertEquals(rows.map(({ type, value }) => [type, value]), [
    ["HKWorkoutTypeIdentifier", 37],
    ["HKWorkoutTypeIdentifier", null],
  ]);
  assertEquals(rows[0]?.detail, {
    duration: "30",
    durationUnit: "min",
    totalDistance: "5.1",
    totalDistanceUnit: "km",
    totalEnergyBurned: "300",
    totalEnergyBurnedUnit: "Cal",
  });
  assertEquals(rows[1]?.detail, {
    HKIndoorWorkout: "0",
    WorkoutEvent: [{ type: "HKWorkoutEventTypePause", date: "2024-03-01 07:10:00 -0600", why: "traffic" }],
    WorkoutActivity: [{
      uuid: "A1",
      startDate: "2024-03-01 07:00:00 -0600",
      WorkoutStatistics: [{ type: heartRate, average: "140", unit: "count/min" }],
    }],
    workoutActivityType: "HKWorkoutActivityTypeUnheardOf",
    duration: "30",
  });
  assertEquals(report.notTaken.get("WorkoutRoute"), 1);
});

Deno.test("categories become codes, and names nobody knows stay in the detail", async () => {
  const type = "HKCategoryTypeIdentifierSleepAnalysis";
  const { rows } = await readAll(exportOf(
    record({ type, unit: undefined, value: "HKCategoryValueSleepAnalysisAsleepCore" }) +
      record({ type, unit: undefined, value: "HKCategoryValueSleepAnalysisDreaming" }) +
      record({ type, unit: undefined, value: "2" }) + record({ type, unit: undefined, value: undefined }),
  ));
  assertEquals(rows.map(({ value, detail }) => [value, detail]), [
    [3, undefined],
    [null, { value: "HKCategoryValueSleepAnalysisDreaming" }],
    [2, undefined],
    [null, undefined],
  ]);
});

Deno.test("activity summaries become the day's totals; days of zeros are no days", async () => {
  const summary = (day: string, energy: number, hours: number) =>
    ` <ActivitySummary dateComponents="${day}" activeEnergyBurned="${energy}" activeEnergyBurnedUnit="Cal" ` +
    `appleMoveTime="0" appleExerciseTime="${energy === 0 ? 0 : 31}" appleStandHours="${hours}"/>\n`;
  const { batches, report, rows } = await readAll(
    exportOf(summary("2024-02-29", 320.5, 9) + summary("2024-03-01", 0, 0) + summary("nonsense", 1, 1)),
  );
  const start = Date.UTC(2024, 1, 29, 5);
  const common = {
    period: "day" as const,
    source: { name: "Apple Health" },
    computedAt: Date.UTC(2024, 5, 1, 14),
    start: [start],
    offset: -300,
  };
  assertEquals(rows, []);
  assertEquals(batches[0]?.batch.totals, [
    { type: "HKQuantityTypeIdentifierActiveEnergyBurned", unit: "Cal", ...common, value: [320.5] },
    { type: "HKQuantityTypeIdentifierAppleExerciseTime", unit: "min", ...common, value: [31] },
  ]);
  assertEquals(report.unreadable.get("date")?.count, 1);
});

Deno.test("who the phone belongs to is told to the caller and never sent", async () => {
  const me = ` <Me HKCharacteristicTypeIdentifierDateOfBirth="1980-02-29" ` +
    `HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexFemale"/>\n`;
  const { batches, report } = await readAll(exportOf(me + record()));
  assertEquals(report.person, { birthDate: "1980-02-29", sex: "female" });
  assert(!JSON.stringify(batches.map(({ batch }) => batch)).includes("1980"));
});

Deno.test("what is not taken is counted by its name, with all that is inside", async () => {
  const { rows, report } = await readAll(exportOf(
    ` <ClinicalRecord type="X" resourceFilePath="/c.json"/>\n` +
      ` <Audiogram type="HKDataTypeIdentifierAudiogram"><SensitivityPoint>${record()}</SensitivityPoint></Audiogram>\n` +
      ` <VisionPrescription/><StateOfMind/><StateOfMind/>\n${record()}`,
  ));
  assertEquals(rows.length, 1);
  assertEquals(Object.fromEntries(report.notTaken), {
    ClinicalRecord: 1,
    Audiogram: 1,
    VisionPrescription: 1,
    StateOfMind: 2,
  });
});

Deno.test("names with curly quotes, no-break spaces, emoji, entities and bad UTF-8 come through", async () => {
  const text = exportOf(
    record({ sourceName: "Anna\u2019s Apple\u00a0Watch \u231a" }) +
      record({ sourceName: "Tom &amp; J&#233;r&#xF4;me &lt;3&gt;" }) + record({ sourceName: "BAD" }) +
      record({ sourceName: "a\u0001b" }) + record({ sourceName: "" }),
  );
  const bytes = new TextEncoder().encode(text);
  const bad = text.indexOf("BAD");
  bytes[new TextEncoder().encode(text.slice(0, bad)).length] = 0xff;
  const { rows, report } = await readAll(bytes);
  assertEquals(rows.map(({ source }) => source.name), [
    "Anna\u2019s Apple\u00a0Watch \u231a",
    "Tom & J\u00e9r\u00f4me <3>",
    "\ufffdAD",
    "a\ufffdb",
    "Unknown",
  ]);
  assertEquals(report.xmlErrors.count, 1);
});

Deno.test("a duplicated attribute, a stray end tag and unescaped signs don't stop the reading", async () => {
  const doubled = record().replace('value="72"', 'value="72" value="75"');
  const { rows, report } = await readAll(
    exportOf(doubled + record({ sourceName: "A & B" }) + " </Correlation>\n" + record() + record()),
  );
  assertEquals(rows.length, 4);
  assert(report.xmlErrors.count >= 3);
  assertEquals(report.endedEarly, undefined);
});

Deno.test("what only the server can judge is sent on: no unit, end before start, no date, no number", async () => {
  const { rows } = await readAll(exportOf(
    record({ unit: undefined }) + record({ endDate: "2024-03-01 07:00:00 -0600" }) +
      record({ startDate: "yesterday", endDate: "2024-02-31 00:00:00 +0100" }) + record({ value: "high" }) +
      record({ value: "" }) + record({ startDate: undefined }),
  ));
  assertEquals(rows.map(({ start, end, value, unit }) => [start, end, value, unit]).length, 6);
  const has = (test: (row: (typeof rows)[number]) => boolean) => rows.filter(test).length;
  assertEquals(has(({ unit }) => unit === undefined), 1);
  assertEquals(has(({ start, end }) => Number(end) < Number(start) && end !== null), 1);
  assertEquals(has(({ start, end }) => start === null && end === null), 1);
  assertEquals(has(({ value }) => value === null), 2);
  assertEquals(has(({ detail }) => detail?.["value"] === "high"), 1);
});

Deno.test("unknown types go under their identifier; a type that is no identifier is named in the report", async () => {
  const { rows, report } = await readAll(exportOf(
    record({ type: "HKQuantityTypeIdentifierFromTheFuture" }) + record({ type: "1 bad" }) +
      record({ type: undefined }),
  ));
  assertEquals(rows.map(({ type }) => type), ["HKQuantityTypeIdentifierFromTheFuture"]);
  assertEquals(report.unreadable.get("type")?.count, 2);
  assertEquals(report.unreadable.get("type")?.examples[0]?.line, 8);
});

Deno.test("a file that breaks off anywhere is a finding or a typed refusal, and loses nothing before", async () => {
  const whole = new TextEncoder().encode(exportOf(
    record() + record({}, `  <MetadataEntry key="k" value="v"/>\n`) + record({ sourceName: "J\u00e9" }),
  ));
  let most = 0;
  for (let length = 0; length < whole.length - 1; length++) {
    try {
      const { rows, report } = await readAll(whole.slice(0, length));
      assertEquals(report.endedEarly?.atByte, length);
      assertEquals(report.endedEarly?.rows, rows.length);
      assert(rows.length >= most);
      most = rows.length;
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      assertEquals(error.reason, length === 0 ? "empty" : "not_an_export");
    }
  }
  assertEquals(most, 3);
});

Deno.test("files that are no export are refused by name", async () => {
  assertEquals(await reasonOf(""), "empty");
  assertEquals(await reasonOf("hello"), "not_an_export");
  assertEquals(await reasonOf("<html><body/></html>"), "not_an_export");
  assertEquals(await reasonOf(" ".repeat(3_000_000)), "not_an_export");
  assertEquals(await reasonOf("PK\u0003\u0004 and nothing"), "zip_damaged");
  assertEquals(await reasonOf(await zipExport([{ name: "a.txt", content: "a" }])), "not_an_export");
  assertEquals(
    await reasonOf(
      await zipExport([{ name: "e/export.xml", content: exportOf(record()) }], { password: "x" }),
    ),
    "zip_encrypted",
  );
});

Deno.test("the XML is found in archives of every shape and language", async () => {
  const cda = { name: "apple_health_export/export_cda.xml", content: "<ClinicalDocument/>".repeat(900) };
  const xml = exportOf(record());
  for (
    const name of ["export.xml", "apple_health_export/Export.xml", "apple_health_export/exportaci\u00f3n.xml"]
  ) {
    for (const options of [{}, { zip64: true }, { dataDescriptor: true }, { zip64: true, level: 0 }]) {
      const archive = await zipExport(
        [cda, { name: "apple_health_export/workout-routes/r1.gpx", content: "<gpx/>" }, {
          name,
          content: xml,
        }],
        options,
      );
      const { rows, report } = await readAll(archive);
      assertEquals(rows.length, 1);
      assertEquals(report.notTaken.get("workout-routes/*.gpx"), 1);
    }
  }
});

Deno.test("an archive damaged in the middle hands on what came out of it", async () => {
  const { bytes } = await generated(40_000);
  const archive = await zipExport([{ name: "export.xml", content: bytes }]);
  archive.fill(0xff, archive.length >> 1, (archive.length >> 1) + 200);
  const { rows, report } = await readAll(archive);
  assert(rows.length > 500);
  assertEquals(report.endedEarly?.cause, "the archive is damaged");
});

Deno.test("the same file gives the same batches however it is cut", async () => {
  const { bytes } = await generated(300);
  const limits = { maxSamples: 40, maxBytes: 20_000, maxGroups: 20 };
  const batchesOf = async (atOnce?: number) =>
    (await readAll(bytes, { limits, ...(atOnce === undefined ? {} : { atOnce }) })).batches.map(({ batch }) =>
      JSON.stringify(batch)
    );
  const whole = await batchesOf();
  assert(whole.length > 8);
  assertEquals(new Set(whole.map((text) => JSON.parse(text).batchId)).size, whole.length);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4_000 }), async (atOnce) => {
      assertEquals(await batchesOf(atOnce), whole);
    }),
    { numRuns: Math.min(numRuns, 1_000) / 5 },
  );
});

Deno.test("another patient gets other batch ids, and ids are UUIDs of version 8", async () => {
  const one = await readAll(exportOf(record()));
  const other = await readAll(exportOf(record()), { patient: "q" });
  assertNotEquals(one.batches[0]?.batch.batchId, other.batches[0]?.batch.batchId);
  assert(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(
    one.batches[0]?.batch.batchId ?? "",
  ));
});

Deno.test("any text between the tags is read or refused, never an untyped error", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 300 }), fc.nat(300), async (noise, place) => {
      const text = exportOf(record() + record({}, `  <MetadataEntry key="k" value="v"/>\n`));
      const spoilt = text.slice(0, 200 + place) + noise + text.slice(200 + place);
      const { batches } = await readAll(spoilt);
      for (const { batch } of batches) {
        assert(ObservationBatch.safeParse(JSON.parse(JSON.stringify(batch))).success);
      }
    }),
    { numRuns },
  );
});

Deno.test("reading states how much of the export is read", async () => {
  const { bytes } = await generated(6_000);
  const reading = await readExport(bytesAsFile(bytes), { patient: "p", codes: testCodes });
  assertEquals(reading.bytesTotal, bytes.length);
  let last = 0;
  for await (const { bytesRead, number } of reading.batches) {
    assert(bytesRead >= last && bytesRead <= bytes.length && number >= 0);
    last = bytesRead;
  }
  assertEquals(last, bytes.length);
});
