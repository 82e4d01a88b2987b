/**
 * Takes a picture apart and keeps only what draws it. Whatever else rode along (where it was taken, comments, a web
 * page or an archive behind its end) is gone, so nothing that is stored can be read as anything but a picture.
 * Refuses what is neither JPEG nor PNG by its own structure; file names and declared types are never looked at.
 */
import { maxImageBytes, maxImagePixels } from "../../schema/image.ts";

/** A bare picture, or what was wrong in words. */
export type CleanedImage =
  | { ok: true; contentType: "image/jpeg" | "image/png"; bytes: Uint8Array; width: number; height: number }
  | { ok: false; reason: string };

const no = (reason: string): CleanedImage => ({ ok: false, reason });
const broken = no("a picture that is whole");

function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

/** Bounded in size and in pixels: a small file must not unpack into gigabytes where it is looked at. */
function bounded(
  contentType: "image/jpeg" | "image/png",
  parts: readonly Uint8Array[],
  width: number,
  height: number,
): CleanedImage {
  if (width < 1 || height < 1 || width > maxImagePixels || height > maxImagePixels) {
    return no(`at most ${maxImagePixels} pixels along an edge`);
  }
  const bytes = join(parts);
  return bytes.byteLength > maxImageBytes
    ? no("at most 200 KB")
    : { ok: true, contentType, bytes, width, height };
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** PNG (Third Edition) 11: what the pixels need and what gives their colours. */
const pngKept = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND", "sRGB", "gAMA", "cHRM"]);

function cleanPng(bytes: Uint8Array): CleanedImage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = [bytes.subarray(0, 8)];
  let width = 0, height = 0, pixels = false;
  for (let at = 8; at + 12 <= bytes.byteLength;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.byteLength) return broken;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if ((parts.length === 1) !== (type === "IHDR")) return broken;
    if (type === "IHDR") {
      if (end - at !== 25) return broken;
      width = view.getUint32(at + 8);
      height = view.getUint32(at + 12);
    }
    if (type === "IDAT") pixels = true;
    if (pngKept.has(type)) parts.push(bytes.subarray(at, end));
    if (type === "IEND") return pixels ? bounded("image/png", parts, width, height) : broken;
    at = end;
  }
  return broken;
}

/** ITU T.81, B.1.1.3: tables, frames and scans; APP0 (JFIF) and APP14 (Adobe's colours) say how to read the samples. */
const jpegKept = (marker: number) =>
  marker === 0xdb || marker === 0xc4 || marker === 0xdd || marker === 0xda || marker === 0xe0 ||
  marker === 0xee || isFrame(marker);
/** Baseline, extended and progressive, by Huffman codes: what browsers show and canvases write. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xc2;

/** Where the entropy-coded samples that begin at `at` end: at the next marker that is none of their own. */
function endOfScan(bytes: Uint8Array, at: number): number {
  for (let i = at; i + 1 < bytes.byteLength; i++) {
    if (bytes[i] !== 0xff) continue;
    const next = bytes[i + 1]!;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return i;
  }
  return bytes.byteLength;
}

function cleanJpeg(bytes: Uint8Array): CleanedImage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = [bytes.subarray(0, 2)];
  let width = 0, height = 0, scanned = false;
  for (let at = 2; at + 2 <= bytes.byteLength;) {
    if (bytes[at] !== 0xff) return broken;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xd9) {
      parts.push(bytes.subarray(at, at + 2));
      return scanned ? bounded("image/jpeg", parts, width, height) : broken;
    }
    if (at + 4 > bytes.byteLength) return broken;
    let end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.byteLength || end < at + 4) return broken;
    if (isFrame(marker)) {
      if (end - at < 10 || width > 0) return broken;
      height = view.getUint16(at + 5);
      width = view.getUint16(at + 7);
    }
    if (marker === 0xda) {
      if (width === 0) return broken;
      scanned = true;
      end = endOfScan(bytes, end);
    }
    if (jpegKept(marker)) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return broken;
}

/** The picture in these bytes without anything that is not the picture. */
export function cleanImage(bytes: Uint8Array): CleanedImage {
  if (bytes.byteLength > maxImageBytes) return no("at most 200 KB");
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return cleanJpeg(bytes);
  if (pngSignature.every((byte, index) => bytes[index] === byte)) return cleanPng(bytes);
  return no("a JPEG or PNG picture");
}
