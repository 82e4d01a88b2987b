/**
 * What makes a password unfit (NIST SP 800-63B-4, 3.1.1.2): too short, common, made of one repeated or counted-up
 * piece, or of the person's own name and address. No rule about kinds of characters, no other service asked.
 */
import { isCommonPassword } from "./common_passwords.ts";

/** Fewer characters than this alone are no password at all. */
export const minCharacters = 15;
/** What must remain after the person's own name and address are taken out. */
const minOwnCharacters = 8;

/** Composed, lower case, without spaces: how passwords are compared here, never how they are stored. */
const fold = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");

/** Whether a text is one short piece over and over. */
function repeats(text: string): boolean {
  for (let size = 1; size <= Math.min(7, Math.floor(text.length / 2)); size++) {
    const piece = text.slice(0, size);
    if (piece.repeat(Math.ceil(text.length / size)).slice(0, text.length) === text) return true;
  }
  return false;
}

/** Whether each character follows the one before it, up or down, as in an alphabet or a row of digits. */
function counts(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0)!);
  const steps = codes.slice(1).map((code, index) => code - codes[index]!);
  // 9 to 0 goes on in a row of digits.
  return steps.every((step) => step === 1 || step === -9) || steps.every((step) => step === -1 || step === 9);
}

/**
 * The reason why not, in words for the form, or undefined for a good one. `own` are the person's names and address.
 * @example passwordFlaw("passwordpassword", []) // "one of the most common passwords"
 */
export function passwordFlaw(password: string, own: readonly string[]): string | undefined {
  if ([...password.normalize("NFC")].length < minCharacters) return `at least ${minCharacters} characters`;
  const folded = fold(password);
  const core = folded.replace(/^[\d\p{P}\p{S}]+|[\d\p{P}\p{S}]+$/gu, "");
  if (isCommonPassword(folded) || isCommonPassword(core)) return "one of the most common passwords";
  for (let half = 8; half <= folded.length / 2; half++) {
    const piece = folded.slice(0, half);
    if (isCommonPassword(piece) && piece.repeat(Math.ceil(folded.length / half)).startsWith(folded)) {
      return "one of the most common passwords";
    }
  }
  if (repeats(folded)) return "the same few characters over and over";
  if (counts(folded)) return "characters in a row";
  const names = own.flatMap((text) =>
    fold(text) === "" ? [] : [fold(text), ...text.toLowerCase().split(/[\s@.,+_-]+/u)]
  )
    .filter((part) => part.length >= 3).sort((a, b) => b.length - a.length);
  const rest = names.reduce((left, name) => left.replaceAll(name, ""), folded);
  if (rest !== folded && [...rest].length < minOwnCharacters) return "too close to your own name or address";
  return undefined;
}
