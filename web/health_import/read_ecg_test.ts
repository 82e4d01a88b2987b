/** ECGs in several languages; the patient's name and birth date must not get out of the file. */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { readEcg } from "./read_ecg.ts";
import { exportOf, readAll, record } from "./testing/read_text.ts";
import { zipExport } from "./testing/zip_export.ts";

const numRuns = Deno.env.get("SOAK") ? 10_000 : 200;
const english = `Name,"Robin Canary"
Date of Birth,"Feb 29, 1980"
Recorded Date,2024-03-01 07:12:33 -0600
Classification,Sinus Rhythm
Symptoms,"Chest pain, fatigue"
Software Version,1.90
Device,"Watch6,1"
Sample Rate,512 hertz


Lead,Lead I
Unit,\u00b5V

-14.536
12
0.5
`;
const german = `Name,"Robin Canary"
Geburtsdatum,"29.02.1980"
Aufzeichnungsdatum,2024-03-01 14:12:33 +0100
Klassifizierung,Sinusrhythmus
Symptome,
Softwareversion,"1,90"
Ger\u00e4t,"Watch6,1"
Messrate,"512,0 Hertz"


Ableitung,Ableitung I
Einheit,\u00b5V

-14,536
12
0,5
`;

Deno.test("readEcg() takes what was measured and nothing about who it is", () => {
  const ecg = readEcg(english);
  assertEquals(ecg?.start, Date.UTC(2024, 2, 1, 13, 12, 33));
  assertEquals(ecg?.end, (ecg?.start ?? 0) + 6);
  assertEquals([ecg?.offset, ecg?.product, ecg?.classification], [-360, "Watch6,1", "Sinus Rhythm"]);
  assertEquals(ecg?.detail, {
    classification: "Sinus Rhythm",
    symptoms: "Chest pain, fatigue",
    softwareVersion: "1.90",
    lead: "Lead I",
    sampleRate: 512,
    microvolts: [-14.536, 12, 0.5],
  });
  assert(!/Canary|1980|Feb/.test(JSON.stringify(ecg)));
});

Deno.test("readEcg() reads localized labels, comma decimals and Windows line ends", () => {
  for (const csv of [german, german.replaceAll("\n", "\r\n")]) {
    const ecg = readEcg(csv);
    assertEquals(ecg?.detail["microvolts"], [-14.536, 12, 0.5]);
    assertEquals(ecg?.detail["sampleRate"], 512);
    assertEquals(ecg?.classification, "Sinusrhythmus");
    assertEquals(ecg?.offset, 60);
    assert(!/Canary|1980/.test(JSON.stringify(ecg)));
  }
});

Deno.test("readEcg() refuses what is no ECG instead of guessing", () => {
  assertEquals(readEcg(""), undefined);
  assertEquals(readEcg("a,b\n1,2\n"), undefined);
  assertEquals(readEcg(english.replace("512 hertz", "fast")), undefined);
  assertEquals(readEcg(english.replace("12\n", "twelve\n")), undefined);
  assertEquals(readEcg(english.slice(0, english.indexOf("-14"))), undefined);
});

Deno.test("readEcg() never throws, whatever stands in the file", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(english.length), (noise, at) => {
      readEcg(english.slice(0, at) + noise + english.slice(at));
    }),
    { numRuns },
  );
});

Deno.test("ECGs of an archive are sent with their waveform, and unreadable ones are named", async () => {
  const archive = await zipExport([
    { name: "apple_health_export/export.xml", content: exportOf(record()) },
    { name: "apple_health_export/electrocardiograms/ecg_2024-03-01.csv", content: english },
    { name: "apple_health_export/electrocardiograms/ecg_odd.csv", content: "nothing" },
  ]);
  const { rows, report, batches } = await readAll(archive);
  const ecg = rows.find(({ type }) => type === "HKDataTypeIdentifierElectrocardiogram");
  assertEquals(ecg?.source, { name: "ECG", product: "Watch6,1", device: "hardware:Watch6,1" });
  assertEquals(ecg?.detail?.["microvolts"], [-14.536, 12, 0.5]);
  assert(!/Canary|1980/.test(JSON.stringify(batches)));
  assertEquals(report.unreadable.get("ecg")?.examples, [{
    line: 1,
    file: "ecg_odd.csv",
    what: "HKDataTypeIdentifierElectrocardiogram",
  }]);
});
