/**
 * Joins class names and leaves out what does not apply.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * assertEquals(classes("tab", false, undefined, "tab-current"), "tab tab-current");
 * ```
 */
export function classes(...names: (string | false | undefined)[]): string {
  return names.filter((name) => name !== false && name !== undefined && name !== "").join(" ");
}
