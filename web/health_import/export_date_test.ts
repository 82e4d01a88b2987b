/** Apple's dates against Temporal, and texts that are no dates. */
import { assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { createDateReader } from "./export_date.ts";

const numRuns = Deno.env.get("SOAK") ? 50_000 : 200;

Deno.test("createDateReader() reads the forms that exports have had", () => {
  const read = createDateReader();
  const cases: [string, number, number][] = [
    ["2024-03-01 07:12:33 -0600", Date.UTC(2024, 2, 1, 13, 12, 33), -360],
    ["2024-03-01 07:12:33 +0100", Date.UTC(2024, 2, 1, 6, 12, 33), 60],
    ["2024-02-29 23:59:59 +0545", Date.UTC(2024, 1, 29, 18, 14, 59), 345],
    ["2024-11-03 01:30:00 -0500", Date.UTC(2024, 10, 3, 6, 30), -300],
    ["2024-11-03 01:30:00 -0600", Date.UTC(2024, 10, 3, 7, 30), -360],
    ["1969-12-31 23:59:59 +0000", -1000, 0],
    ["2016-03-01 7:12:33 PM -0600", Date.UTC(2016, 2, 2, 1, 12, 33), -360],
    ["2016-03-01 12:00:00 am +0000", Date.UTC(2016, 2, 1), 0],
    ["2024-03-01T07:12:33Z", Date.UTC(2024, 2, 1, 7, 12, 33), 0],
    ["2024-03-01T07:12:33.250+01:00", Date.UTC(2024, 2, 1, 6, 12, 33), 60],
  ];
  for (const [text, at, offset] of cases) assertEquals({ ...read(text) }, { at, offset }, text);
});

Deno.test("createDateReader() takes nothing else for a date", () => {
  const read = createDateReader();
  for (
    const text of [
      "",
      "2024-03-01",
      "2024-03-01 07:12:33",
      "2024-02-30 07:12:33 +0000",
      "2023-02-29 07:12:33 +0000",
      "2024-13-01 07:12:33 +0000",
      "2024-03-01 25:12:33 +0000",
      "2024-03-01 07:60:33 +0000",
      "2024-03-01 07:12:33 +9900",
      "2o24-03-01 07:12:33 +0000",
      "2024/03/01 07:12:33 +0000",
    ]
  ) assertEquals({ ...read(text) }, { at: NaN, offset: 0 }, text);
});

Deno.test("createDateReader() agrees with Temporal on any instant in any zone, daylight saving included", () => {
  const read = createDateReader();
  const zone = fc.constantFrom(
    "America/Chicago",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "UTC",
  );
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 4e9 }), zone, (seconds, name) => {
      const moment = Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(name);
      const time = moment.toPlainTime().toString({ smallestUnit: "second" });
      const text = `${moment.toPlainDate()} ${time} ${moment.offset.replace(":", "").slice(0, 5)}`;
      assertEquals({ ...read(text) }, { at: seconds * 1000, offset: moment.offsetNanoseconds / 6e10 });
    }),
    { numRuns },
  );
});
