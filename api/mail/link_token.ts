/**
 * The secret of a link: 256 bits, derived from the clinic's signing key and the link's id. So a retry mails the same
 * link, only a hash needs to be stored, and a copy of the database opens nothing.
 */
import type { Clinic } from "../deps.ts";
import { randomCode, sha256 } from "../random.ts";

const keys = new WeakMap<JsonWebKey, Promise<CryptoKey>>();
const utf8 = new TextEncoder();

/** A key of its own for links (RFC 5869), so that no other use of the signing key can yield one. */
function keyOf({ signingKey }: Pick<Clinic, "signingKey">): Promise<CryptoKey> {
  let key = keys.get(signingKey);
  if (key === undefined) {
    key = (async () => {
      const secret = Uint8Array.fromBase64(signingKey.d ?? "", { alphabet: "base64url" });
      const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
      return await crypto.subtle.deriveKey(
        { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8.encode("links in mail") },
        material,
        { name: "HMAC", hash: "SHA-256", length: 256 },
        false,
        ["sign"],
      );
    })();
    keys.set(signingKey, key);
  }
  return key;
}

/** The token of the link with this id, and the hash under which it is kept. */
export async function linkToken(
  clinic: Pick<Clinic, "signingKey">,
  purpose: "reset" | "invitation",
  publicId: string,
): Promise<{ token: string; hash: Uint8Array }> {
  const bytes = await crypto.subtle.sign("HMAC", await keyOf(clinic), utf8.encode(`${purpose}\0${publicId}`));
  const token = new Uint8Array(bytes).toBase64({ alphabet: "base64url", omitPadding: true });
  return { token, hash: await sha256(token) };
}

/** The token of a link that is printed or read out: 80 bits that a person can type, as `K7QM-2XHD-9RT4-6WPA`. */
export async function spokenToken(): Promise<{ token: string; hash: Uint8Array }> {
  const token = `${randomCode()}-${randomCode()}`;
  return { token, hash: await sha256(token) };
}

/**
 * The token that a text is meant to be, or undefined. What was typed by hand may lack its dashes and its capitals, and
 * have O for 0, I or L for 1.
 * @example readToken("k7qm 2xhd 9rt4 6wpa") // "K7QM-2XHD-9RT4-6WPA"
 */
export function readToken(text: string): string | undefined {
  if (/^[A-Za-z0-9_-]{43}$/.test(text)) return text;
  const typed = text.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return /^[0-9A-Z]{16}$/.test(typed) ? typed.match(/.{4}/g)!.join("-") : undefined;
}
