/** A browser's User-Agent in the words a person would use. A guess for display, never for decisions. */

const browsers: readonly [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\/|Chromium\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: readonly [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Mac OS X/, "Mac"],
  [/Windows/, "Windows"],
  [/CrOS/, "Chromebook"],
  [/Linux/, "Linux"],
];

/**
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * assertEquals(agentWords("Mozilla/5.0 (iPhone; …) AppleWebKit/605.1.15 Version/26.0 Safari/604.1"), "Safari on iPhone");
 * assertEquals(agentWords("curl/8.1"), "Another program");
 * ```
 */
export function agentWords(userAgent: string): string {
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (browser === undefined) return system === undefined ? "Another program" : `An app on ${system}`;
  return system === undefined ? browser : `${browser} on ${system}`;
}
