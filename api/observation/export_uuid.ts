/**
 * The UUIDv8 (RFC 9562, section 5.8) of a row of Apple's export, which has none of its own.
 *
 * 106 bits are a hash of the patient and the row's fingerprint; the last 16 are its ordinal among rows that are
 * alike, so that SQL can tell the first from the second. The hash (MurmurHash3's 128-bit construction over
 * UTF-16 units) is not cryptographic: its input decides only which of one's own rows are one row. It must never
 * change, or an export imported again would double; the test pins it.
 */

function rotate(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

function avalanche(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

const hexBytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
function hex32(x: number): string {
  return hexBytes[x >>> 24]! + hexBytes[(x >>> 16) & 255]! + hexBytes[(x >>> 8) & 255]! + hexBytes[x & 255]!;
}

/** Four 32-bit lanes as 32 hexadecimal digits. */
function hash128(text: string): string {
  let a = 0x239b961b, b = 0xab0e9789, c = 0x38b34ae5, d = 0xa1e38b93;
  const length = text.length;
  for (let i = 0; i < length; i += 8) {
    // Past the end charCodeAt is NaN, which `|` takes for 0; the length tells the endings apart.
    const w0 = text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16);
    const w1 = text.charCodeAt(i + 2) | (text.charCodeAt(i + 3) << 16);
    const w2 = text.charCodeAt(i + 4) | (text.charCodeAt(i + 5) << 16);
    const w3 = text.charCodeAt(i + 6) | (text.charCodeAt(i + 7) << 16);
    a ^= Math.imul(rotate(Math.imul(w0, 0x239b961b), 15), 0xab0e9789);
    a = (Math.imul(rotate(a, 19) + b, 5) + 0x561ccd1b) | 0;
    b ^= Math.imul(rotate(Math.imul(w1, 0xab0e9789), 16), 0x38b34ae5);
    b = (Math.imul(rotate(b, 17) + c, 5) + 0x0bcaa747) | 0;
    c ^= Math.imul(rotate(Math.imul(w2, 0x38b34ae5), 17), 0xa1e38b93);
    c = (Math.imul(rotate(c, 15) + d, 5) + 0x96cd1c35) | 0;
    d ^= Math.imul(rotate(Math.imul(w3, 0xa1e38b93), 18), 0x239b961b);
    d = (Math.imul(rotate(d, 13) + a, 5) + 0x32ac3b17) | 0;
  }
  a ^= length, b ^= length, c ^= length, d ^= length;
  a = (a + b + c + d) | 0, b = (b + a) | 0, c = (c + a) | 0, d = (d + a) | 0;
  a = avalanche(a), b = avalanche(b), c = avalanche(c), d = avalanche(d);
  a = (a + b + c + d) | 0, b = (b + a) | 0, c = (c + a) | 0, d = (d + a) | 0;
  return hex32(a) + hex32(b) + hex32(c) + hex32(d);
}

/**
 * The UUID of the `ordinal`th (0–65,535) row with this fingerprint (`exportFingerprint`) on a patient's chart,
 * as 36 characters.
 */
export function exportUuid(patient: number, fingerprint: string, ordinal: number): string {
  const hash = hash128(`${patient}|${fingerprint}`);
  const variant = "89ab"[parseInt(hash[15]!, 16) & 3];
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(12, 15)}-${variant}${hash.slice(16, 19)}-` +
    `${hash.slice(20, 28)}${ordinal.toString(16).padStart(4, "0")}`;
}
