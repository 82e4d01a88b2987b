/** The mark in place of a device must lead back to it, wherever the text is cut. */
import { assert, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { createDeviceShortener } from "./shorten_devices.ts";
import { exportOf, readAll, record } from "./testing/read_text.ts";

const numRuns = Deno.env.get("SOAK") ? 3_000 : 200;
const escaped = (name: string) => `&lt;&lt;HKDevice: 0x28${name.length}&gt;, name:${name}, hardware:W6,1&gt;`;

Deno.test("createDeviceShortener() shortens and restores, with entities and line breaks as they were", () => {
  const devices = createDeviceShortener();
  const text = `<Record a="1" device="${escaped("Tom &amp; J&#233;r&#xf4;me&apos;s")}"\n b="2"/>`;
  const short = devices.shorten(`${text}\n${text}`);
  assert(short.length < text.length);
  assertEquals(short.split("\n").length, 4);
  const mark = /device="([^"]+)"/.exec(short)?.[1] ?? "";
  assert(devices.restore(mark).includes("name:Tom & J\u00e9r\u00f4me's, hardware:W6,1>"));
  assertEquals(devices.restore("\ue000999"), "\ue000999");
  assertEquals(devices.restore("Omron"), "Omron");
});

Deno.test("many devices in one piece, and pieces cut anywhere, give the sources that the parser alone would", async () => {
  const names = ["Watch", "Phone", "Scale &amp; Co", "Cuff", "Ring", "Strap", "Bed"];
  const xml = exportOf(
    names.flatMap((name) => [name, name]).map((name) => record({ device: escaped(name) })).join(""),
  );
  const expected = names.flatMap((name) => {
    const plain = name.replace("&amp;", "&");
    return [`name:${plain}, hardware:W6,1`, `name:${plain}, hardware:W6,1`];
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: xml.length }), async (atOnce) => {
      const { rows } = await readAll(xml, { atOnce });
      assertEquals(rows.map(({ source }) => source.device).toSorted(), expected.toSorted());
    }),
    { numRuns },
  );
});
