/** Random ids, tokens and codes, and the hash under which a secret is kept. */

/** A public id: 20 letters and digits, 100 bits. */
export function randomId(): string {
  const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  return Array.from(crypto.getRandomValues(new Uint8Array(20)), (byte) => alphabet[byte & 31]).join("");
}

/** A secret of 256 bits, for cookies and links. */
export function randomToken(): string {
  return crypto.getRandomValues(new Uint8Array(32)).toBase64({ alphabet: "base64url", omitPadding: true });
}

/** A code a person types: 8 characters without look-alikes, 40 bits, e.g. `K7QM-2XHD`. */
export function randomCode(): string {
  const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => alphabet[byte & 31]).join(
    "",
  );
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** SHA-256: all that is kept of a token or code. */
export async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
