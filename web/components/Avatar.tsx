/** A person's initials. Decoration: the name always stands beside it. */

/**
 * Up to two initials: the first letter of the first and last word, with its accents. Titles before the name and
 * credentials after a comma ("Dr.", ", MD", ", FNP-C") are not words of it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * assertEquals(initials("Maria del Carmen Ortiz"), "MO");
 * assertEquals(initials("Dr. Hannah Osei, MD, FACP"), "HO");
 * assertEquals(initials("  "), "");
 * ```
 */
export function initials(name: string): string {
  const bare = name.replace(/^(?:Dr|Prof)\.\s+/u, "").replace(/(?:,\s*[A-Z][A-Z.-]+)+$/u, "");
  const words = bare.split(/\s+/u).filter((word) => /\p{L}/u.test(word));
  const first = (word: string | undefined) => /\p{L}\p{M}*/u.exec(word ?? "")?.[0] ?? "";
  const chosen = words.length > 1 ? first(words[0]) + first(words.at(-1)) : first(words[0]);
  return chosen.toLocaleUpperCase("en");
}

/** A round badge with initials; `large` for headers. */
export function Avatar({ name, large = false }: { name: string; large?: boolean }) {
  return <span class={large ? "avatar avatar-large" : "avatar"} aria-hidden="true">{initials(name)}</span>;
}
