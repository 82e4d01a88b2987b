/** What a spreadsheet gets: read back by another parser, with strings that break software among the text. */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import { parse } from "deno-std/csv/mod.js";
import fc from "fast-check";
import { join } from "node:path";
import type { SampleSource } from "../../schema/observation.ts";
import { scenario } from "../testing/runtimes.ts";
import { corpora, type Person, type Scenario } from "../testing/scenario.ts";
import { textCell } from "./csv.ts";
import { instants, seedReadings, uuidOf } from "./testing/seed_readings.ts";

const minute = 60_000;
const noon = Date.UTC(2026, 2, 9, 17);
const watch = { name: "Grace's Watch", product: "Watch6,1" };

/** What a spreadsheet would calculate, or take for the beginning of it; here and after a cut at any separator. */
const formula = /(^|[;,\t\r\n])[\s\p{Cf}"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

async function table(clinic: Scenario, query: string, as: Person = clinic.people.practitioner) {
  const response = await clinic.get(`/api/patient/patient1/observation/csv${query}`, as);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  assertEquals([response.status, [...bytes.slice(0, 3)]], [200, [0xef, 0xbb, 0xbf]], text);
  const lines = text.slice(1).split("\r\n");
  assertEquals([lines.pop(), text.replaceAll("\r\n", "").match(/[\r\n]/)], ["", null]);
  const rows = parse(text.slice(1)) as string[][];
  assertEquals(rows.length, lines.length);
  for (const row of rows) assertEquals(row.length, rows[0]!.length);
  return { response, rows };
}

scenario(
  "a type's table has its unit in the head, ISO times with their offset and unrounded numbers",
  async (clinic) => {
    await seedReadings(clinic.db, 1, [
      instants("HKQuantityTypeIdentifierHeartRate", "count/min", watch, [[1, noon, 61], [
        2,
        noon + minute,
        62.500000000000014,
      ]]),
      instants("HKQuantityTypeIdentifierBodyMass", "lb", watch, [[3, noon, 180]]),
      instants("HKQuantityTypeIdentifierFromTomorrow", "=fur;long", watch, [[4, noon, -3]]),
      {
        type: "HKCategoryTypeIdentifierSleepAnalysis",
        source: watch,
        offset: -300,
        start: [noon - 12 * 60 * minute],
        end: [noon - 4 * 60 * minute],
        value: [3],
        uuid: [uuidOf(5)],
      },
    ], clinic.now());
    await seedReadings(clinic.db, 2, [
      instants("HKQuantityTypeIdentifierHeartRate", "count/min", watch, [[9, noon, 99]]),
    ], clinic.now());

    const { response, rows } = await table(clinic, "?type=HKQuantityTypeIdentifierHeartRate");
    assertEquals(
      [response.headers.get("content-type"), response.headers.get("content-disposition")],
      ["text/csv; charset=utf-8", 'attachment; filename="heart-rate-2026-03-10.csv"'],
    );
    assertEquals(rows, [
      ["Start", "End", "Heart rate (bpm)", "Source", "Device", "Measured in the clinic by", "Note", "Id"],
      [
        "2026-03-09T12:00:00-05:00",
        "2026-03-09T12:00:00-05:00",
        "61",
        "Grace's Watch",
        "Watch6,1",
        "",
        "",
        uuidOf(1),
      ],
      [
        "2026-03-09T12:01:00-05:00",
        "2026-03-09T12:01:00-05:00",
        "62.500000000000014",
        "Grace's Watch",
        "Watch6,1",
        "",
        "",
        uuidOf(2),
      ],
    ]);
    const ranged = await table(
      clinic,
      "?type=HKQuantityTypeIdentifierHeartRate&from=2026-03-09T17:00:01Z&to=2026-03-09T17:02:00Z",
    );
    assertEquals(ranged.rows.map((row) => row[2]), ["Heart rate (bpm)", "62.500000000000014"]);
    const weight = await table(clinic, "?type=HKQuantityTypeIdentifierBodyMass", clinic.people.patient);
    assertEquals(weight.rows.map((row) => row[2]), ["Weight (kg)", "81.6466266"]);
    const sleep = await table(clinic, "?type=HKCategoryTypeIdentifierSleepAnalysis");
    assertEquals(sleep.rows.map((row) => row.slice(2, 4)), [["Sleep", "Duration (min)"], [
      "Core sleep",
      "480",
    ]]);
    const unknown = await table(clinic, "?type=HKQuantityTypeIdentifierFromTomorrow");
    assertEquals(unknown.rows.map((row) => row[2]), [
      "HKQuantityTypeIdentifierFromTomorrow (=fur;long)",
      "-3",
    ]);
    const none = await table(clinic, "?type=HKQuantityTypeIdentifierHeight");
    assertEquals(none.rows.length, 1);

    const all = await table(clinic, "");
    assertEquals(
      all.response.headers.get("content-disposition"),
      'attachment; filename="vitals-2026-03-10.csv"',
    );
    assertEquals(
      new Set(
        all.rows.slice(1).map(([name, , , , value, unit, words]) => [name, value, unit, words].join("|")),
      ),
      new Set([
        "Heart rate|61|bpm|",
        "Heart rate|62.500000000000014|bpm|",
        "Weight|81.6466266|kg|",
        "HKQuantityTypeIdentifierFromTomorrow|-3|'=fur;long|",
        "Sleep|||Core sleep",
      ]),
    );
    const [audit] = await clinic.db.read([{
      sql: "SELECT count(*) AS n FROM audit_event WHERE detail = 'observation.csv' AND patient = 1",
      args: [],
    }]);
    assertEquals(audit!.rows[0]!.n, 7);
  },
);

scenario(
  "blood pressure's table has both pressures in a row, and a gap where one is missing",
  async (clinic) => {
    const cuff = { name: "Cuff" };
    await seedReadings(clinic.db, 1, [
      instants("HKQuantityTypeIdentifierBloodPressureSystolic", "mmHg", cuff, [[1, noon, 118], [
        2,
        noon + minute,
        121,
      ]]),
      instants("HKQuantityTypeIdentifierBloodPressureDiastolic", "mmHg", cuff, [
        [3, noon, 76],
        [4, noon + 2 * minute, 80],
      ]),
    ], clinic.now());
    const { rows } = await table(clinic, "?type=HKCorrelationTypeIdentifierBloodPressure");
    assertEquals(rows.map((row) => row.slice(2, 4).join("/")).toSorted(), [
      "/80",
      "118/76",
      "121/",
      "Systolic (mmHg)/Diastolic (mmHg)",
    ]);
  },
);

Deno.test("textCell() makes text of what a spreadsheet would calculate, and changes nothing else", () => {
  for (
    const [text, cell] of [
      ["", ""],
      ["Ada's Watch", `"Ada's Watch"`],
      ['6" tablet, "old"', `"6"" tablet, ""old"""`],
      ["=1+1", `"'=1+1"`],
      ["-40 dB", `"'-40 dB"`],
      ["@SUM(A1)", `"'@SUM(A1)"`],
      ["\t=1", `" '=1"`],
      ["\u200b=1", `"\u200b'=1"`],
      ["a\r\n=1", `"a =1"`],
      ["x;=cmd|' /C calc'!A0", `"x;'=cmd|' /C calc'!A0"`],
      ["a-b", `"a-b"`],
      ["Zürich 健康 😀", `"Zürich 健康 😀"`],
      ["\ud800", `"\ufffd"`],
    ] as const
  ) assertEquals(textCell(text), cell);
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      const cell = textCell(text);
      if (text === "") return assertEquals(cell, "");
      const [[read]] = parse(cell) as [[string]];
      assert(!formula.test(read), read);
    }),
    { numRuns: Deno.env.has("SOAK") ? 10_000 : 200 },
  );
});

const folder = corpora();
if (folder === undefined) {
  console.log("naughty strings in spreadsheets: not tested, ../shared/corpora is not there");
} else {
  const strings: string[] = JSON.parse(Deno.readTextFileSync(join(folder, "naughty_strings.json")));

  Deno.test("naughty strings are inert in a cell and read back as they were written", () => {
    for (const text of strings.filter((one) => one !== "")) {
      const [[read]] = parse(textCell(text)) as [[string]];
      assert(!formula.test(read), text);
      const bare = (value: string) => value.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replaceAll("'", "");
      assertEquals(bare(read), bare(text.toWellFormed()));
    }
  });

  scenario("naughty strings as sources, devices and units come out inert, a row each", async (clinic) => {
    const names = strings.filter((text) => text !== "" && text.length <= 200);
    const sources: SampleSource[] = names.map((name) => ({ name, product: name.slice(0, 100) }));
    const groups = sources.map((source, i) =>
      instants("HKQuantityTypeIdentifierFromTomorrow", source.name.slice(0, 60), source, [[i, noon + i, i]])
    );
    for (let i = 0; i < groups.length; i += 400) {
      await seedReadings(clinic.db, 1, groups.slice(i, i + 400), clinic.now());
    }
    const { rows } = await table(clinic, "");
    assertEquals(rows.length, names.length + 1);
    // A value of ours may be a negative number; text never looks like one.
    for (const row of rows) {
      const [name, identifier, , , , unit, words, source, device] = row as [string, string, ...string[]];
      for (const text of [name, identifier, unit, words, source, device]) assert(!formula.test(text!), text);
    }
  });
}
