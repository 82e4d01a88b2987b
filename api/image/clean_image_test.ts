import { assert, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { maxImageBytes } from "../../schema/image.ts";
import { jpeg, png } from "../testing/pictures.ts";
import { cleanImage } from "./clean_image.ts";

const jpegBytes = Uint8Array.fromBase64(jpeg), pngBytes = Uint8Array.fromBase64(png);
const ascii = (text: string) => new TextEncoder().encode(text);
const joined = (...parts: Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]));
const has = (bytes: Uint8Array, text: string) => new TextDecoder("latin1").decode(bytes).includes(text);
const soak = Deno.env.has("SOAK");

function cleaned(bytes: Uint8Array) {
  const result = cleanImage(bytes);
  if (!result.ok) throw new Error(result.reason);
  return result;
}

/** A segment of a JPEG, marker and length included. */
const segment = (marker: number, body: Uint8Array) =>
  joined(new Uint8Array([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body);

/** A chunk of a PNG; nobody here looks at its checksum. */
function chunk(type: string, body: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, body.length);
  return joined(length, ascii(type), body, new Uint8Array(4));
}

Deno.test("cleanImage() keeps a canvas's picture and says what it is", () => {
  for (const [bytes, contentType] of [[jpegBytes, "image/jpeg"], [pngBytes, "image/png"]] as const) {
    const { width, height, ...rest } = cleaned(bytes);
    assertEquals([width, height, rest.contentType], [8, 6, contentType]);
    assertEquals(cleaned(rest.bytes).bytes, rest.bytes, "what is clean stays as it is");
  }
  assertEquals(cleaned(pngBytes).bytes, pngBytes);
});

Deno.test("cleanImage() drops where a photo was taken, comments, and what hides behind the picture's end", () => {
  const page = ascii("<script>alert(1)</script>PK\x03\x04");
  const photo = joined(
    jpegBytes.subarray(0, 2),
    segment(0xe1, ascii("Exif\0\0 41.8781 N 87.6298 W")),
    segment(0xfe, page),
    jpegBytes.subarray(2),
    page,
  );
  const photoBytes = cleaned(photo).bytes;
  assertEquals(photoBytes, cleaned(jpegBytes).bytes);
  assert(!has(photoBytes, "Exif") && !has(photoBytes, "ICC_PROFILE"));

  const drawing = joined(
    pngBytes.subarray(0, 33),
    chunk("tEXt", page),
    chunk("eXIf", ascii("41.8781 N")),
    pngBytes.subarray(33),
    page,
  );
  assertEquals(cleaned(drawing).bytes, pngBytes);
});

Deno.test("cleanImage() refuses what is no picture, whatever it calls itself", () => {
  const cases: Record<string, Uint8Array> = {
    svg: ascii('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    html: ascii("<!doctype html><script>alert(1)</script>"),
    gif: ascii("GIF89a\x01\x00\x01\x00"),
    pdf: ascii("%PDF-1.7"),
    empty: new Uint8Array(),
    "a JPEG's first bytes before a page": joined(new Uint8Array([0xff, 0xd8, 0xff]), ascii("<script>")),
    "a PNG's signature before a page": joined(pngBytes.subarray(0, 8), ascii("<script>alert(1)</script>")),
    "half a JPEG": jpegBytes.subarray(0, jpegBytes.length - 20),
    "half a PNG": pngBytes.subarray(0, pngBytes.length - 14),
    "a JPEG without samples": new Uint8Array([0xff, 0xd8, 0xff, 0xd9]),
    "a PNG without samples": joined(pngBytes.subarray(0, 33), chunk("IEND", new Uint8Array())),
    "two headers": joined(pngBytes.subarray(0, 33), pngBytes.subarray(8)),
  };
  for (const [name, bytes] of Object.entries(cases)) assertEquals(cleanImage(bytes).ok, false, name);
});

Deno.test("cleanImage() refuses a small file that unpacks into a huge picture, and a huge file", () => {
  const bomb = pngBytes.slice();
  new DataView(bomb.buffer).setUint32(16, 60_000);
  new DataView(bomb.buffer).setUint32(20, 60_000);
  assertEquals(cleanImage(bomb), { ok: false, reason: "at most 1024 pixels along an edge" });
  const frame = jpegBytes.findIndex((byte, index) => byte === 0xff && jpegBytes[index + 1] === 0xc0);
  const wide = jpegBytes.slice();
  new DataView(wide.buffer).setUint16(frame + 7, 65_535);
  assertEquals(cleanImage(wide).ok, false);
  assertEquals(cleanImage(joined(jpegBytes, new Uint8Array(maxImageBytes))).ok, false);
});

Deno.test("cleanImage() never throws, and what it lets through it lets through unchanged again", () => {
  const mangled = fc.tuple(
    fc.constantFrom(jpegBytes, pngBytes),
    fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
    fc.nat(),
  ).map(([bytes, changes, cut]) => {
    const copy = bytes.slice(0, bytes.length - cut % 40);
    for (const [at, value] of changes) copy[at % copy.length] = value;
    return copy;
  });
  fc.assert(
    fc.property(fc.oneof(mangled, fc.uint8Array({ maxLength: 400 })), (bytes) => {
      const result = cleanImage(bytes);
      if (!result.ok) return;
      assertEquals(cleaned(result.bytes).bytes, result.bytes);
      assert(!has(result.bytes, "Exif") || has(bytes, "Exif"));
    }),
    { numRuns: soak ? 20_000 : 200 },
  );
});
