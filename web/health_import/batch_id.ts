/**
 * Batch ids that repeat: a resumed import posts a batch under the id it had the first time, and the server
 * answers with the first receipt. They are UUIDv8 (RFC 9562, 5.8) made of SHA-256.
 */

/** Raise when the same file would give other batches, so that old ids are not met with new content. */
export const readerVersion = 1;

const hash = async (bytes: Uint8Array<ArrayBuffer>) =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const encoder = new TextEncoder();

/** What the batches of one file for one patient are known by: its size, its first 64 KB, the patient. */
export async function fileIdentity(
  size: number,
  head: Uint8Array,
  patient: string,
  settings: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const prefix = encoder.encode(`${readerVersion}\n${settings}\n${patient}\n${size}\n`);
  const bytes = new Uint8Array(prefix.length + head.length);
  bytes.set(prefix);
  bytes.set(head, prefix.length);
  return await hash(bytes);
}

/** The UUIDv8 of the batch with this number (from 0). */
export async function batchId(identity: Uint8Array<ArrayBuffer>, number: number): Promise<string> {
  const bytes = new Uint8Array(identity.length + 8);
  bytes.set(identity);
  new DataView(bytes.buffer).setBigUint64(identity.length, BigInt(number));
  const digest = (await hash(bytes)).subarray(0, 16);
  const view = new DataView(digest.buffer);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x80);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
