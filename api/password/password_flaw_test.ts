import { assertEquals } from "deno-std/assert/mod.js";
import { isCommonPassword } from "./common_passwords.ts";
import { passwordFlaw } from "./password_flaw.ts";

const own = ["Grace Okafor", "grace.okafor@example.org"];

Deno.test("passwordFlaw() takes long passwords of any script and counts characters, not code units", () => {
  for (
    const good of [
      "correct horse battery staple",
      "лошадь скрепка батарея",
      "馬の電池は正しいホチキスです。",
      "🐎🔋📎🌊🍋🎻🧭🪁🧦🪜🫖🛶🧲🪴🎈",
      "aaaaaaaaaaaaaaaaaaaab c d",
      "graceful swans at dawn",
    ]
  ) assertEquals(passwordFlaw(good, own), undefined, good);
  assertEquals(passwordFlaw("🐎🔋📎🌊🍋🎻🧭", own), "at least 15 characters");
  assertEquals(passwordFlaw("fourteen chars", own), "at least 15 characters");
});

Deno.test("passwordFlaw() refuses what is common, repeated, counted up, or the person's own", () => {
  const refused: [string, string][] = [
    ["qwertyuiop12345", "one of the most common passwords"],
    ["Password Password", "one of the most common passwords"],
    ["passwordpasswordpass", "one of the most common passwords"],
    ["football1234567!", "one of the most common passwords"],
    ["aaaaaaaaaaaaaaaa", "the same few characters over and over"],
    ["abcabcabcabcabcabc", "the same few characters over and over"],
    ["abcdefghijklmnop", "characters in a row"],
    ["456789012345678901", "characters in a row"],
    ["Grace Okafor 1985", "too close to your own name or address"],
    ["grace.okafor@example.org", "too close to your own name or address"],
    ["OkaforGraceOkafor1", "too close to your own name or address"],
  ];
  for (const [password, reason] of refused) assertEquals(passwordFlaw(password, own), reason, password);
});

Deno.test("the list of common passwords holds the long ones of the first ten thousand", () => {
  assertEquals(["password", "12345678", "baseball", "1qaz2wsx3edc4rfv"].map(isCommonPassword), [
    true,
    true,
    true,
    true,
  ]);
  assertEquals(isCommonPassword("correct horse battery staple"), false);
});
