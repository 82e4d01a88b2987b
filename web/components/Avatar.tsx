/** A person's initials. Decoration: the name always stands beside it. */

/**
 * Up to two initials: the first letter of the first and last word, by grapheme, so that no letter is cut in half.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * assertEquals(initials("Maria del Carmen Ortiz"), "MO");
 * assertEquals(initials("  "), "");
 * ```
 */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /\p{L}/u.test(word));
  const first = (word: string | undefined) => /\p{L}\p{M}*/u.exec(word ?? "")?.[0] ?? "";
  const chosen = words.length > 1 ? first(words[0]) + first(words.at(-1)) : first(words[0]);
  return chosen.toLocaleUpperCase("en");
}

/** A round badge with initials; `large` for headers. */
export function Avatar({ name, large = false }: { name: string; large?: boolean }) {
  return <span class={large ? "avatar avatar-large" : "avatar"} aria-hidden="true">{initials(name)}</span>;
}
