import { assert, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { dayIn, isTimeZone, planSlots, slotStatus } from "./slots.ts";

const numRuns = Deno.env.has("SOAK") ? 10_000 : 200;
const hour = 3_600_000;
const chicago = { types: ["a"], times: ["07:00", "19:00"], days: 3, timeZone: "America/Chicago" };

Deno.test("planSlots() keeps the clock on the days that it changes, either way", () => {
  for (const [startsOn, offsets] of [["2026-03-07", [13, 12, 12]], ["2026-10-31", [12, 13, 13]]] as const) {
    const slots = planSlots({ ...chicago, startsOn });
    assertEquals(
      slots.filter(({ time }) => time === "07:00").map(({ at }) => new Date(at).getUTCHours()),
      [...offsets],
      startsOn,
    );
  }
});

Deno.test("planSlots() moves a time that does not exist, and takes the first of one that comes twice", () => {
  const at = (startsOn: string, time: string) =>
    new Date(planSlots({ ...chicago, startsOn, times: [time], days: 1 })[0]!.at).toISOString();
  assertEquals(at("2026-03-08", "02:30"), "2026-03-08T08:30:00.000Z");
  assertEquals(at("2026-11-01", "01:30"), "2026-11-01T06:30:00.000Z");
});

Deno.test("planSlots() reaches four hours each way, and halfway to a neighbour that is nearer", () => {
  const [early, late] = planSlots({ ...chicago, startsOn: "2026-05-01", times: ["08:00", "11:00"], days: 1 });
  assertEquals([early!.from - early!.at, early!.to - early!.at], [-4 * hour, 1.5 * hour]);
  assertEquals([late!.from - late!.at, late!.to - late!.at], [-1.5 * hour, 4 * hour]);
});

Deno.test("planSlots() never lets one reading count for two slots of a type", () => {
  const zone = fc.constantFrom("America/Chicago", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia", "UTC");
  const time = fc.integer({ min: 0, max: 23 }).map((value) => `${String(value).padStart(2, "0")}:00`);
  fc.assert(
    fc.property(
      zone,
      fc.uniqueArray(time, { minLength: 1, maxLength: 4 }),
      fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
      (timeZone, times, start) => {
        const slots = planSlots({
          types: ["a"],
          times: times.sort(),
          startsOn: start.toISOString().slice(0, 10),
          days: 31,
          timeZone,
        });
        assertEquals(slots.length, 31 * times.length);
        for (const [index, { from, at, to, on }] of slots.entries()) {
          assert(from <= at && at < to);
          assert(to <= (slots[index + 1]?.from ?? Infinity));
          // A time that the clocks skip may be moved over midnight, never further.
          assert(Math.abs(Date.parse(dayIn(at, timeZone)) - Date.parse(on)) <= 24 * hour);
        }
      },
    ),
    { numRuns },
  );
});

Deno.test("slotStatus() is open only within the window, and filled from the moment it is", () => {
  const slot = { type: "a", on: "2026-05-01", time: "07:00", at: 5, from: 2, to: 8 };
  assertEquals([1, 2, 7, 8].map((now) => slotStatus(slot, 0, 2, now)), ["later", "open", "open", "missed"]);
  assertEquals([1, 2, 7, 8].map((now) => slotStatus(slot, 1, 2, now)), ["later", "open", "open", "partial"]);
  assertEquals(slotStatus(slot, 2, 2, 3), "filled");
});

Deno.test("isTimeZone() takes names of zones, no offsets and no nonsense", () => {
  assertEquals(["America/Chicago", "UTC", "+02:00", "Mars/Base", ""].map(isTimeZone), [
    true,
    true,
    false,
    false,
    false,
  ]);
});
