import { expect, test } from "vitest";
import { hydrateIsland } from "../testing/hydrate_island.tsx";
import ThemeToggle from "./ThemeToggle.tsx";

test("the look changes at once, is kept in a cookie, and is told to whoever draws by it", async () => {
  const { root, doing, remove } = await hydrateIsland(ThemeToggle, { theme: "system" as const });
  const [system, light, dark] = root.querySelectorAll("button");
  const pressed = () =>
    [...root.querySelectorAll("button")].map((button) => button.getAttribute("aria-pressed"));
  let told = 0;
  document.addEventListener("themechange", () => told++);
  expect(pressed()).toEqual(["true", "false", "false"]);
  await doing(() => dark?.click());
  expect(document.documentElement.dataset["theme"]).toBe("dark");
  expect(document.cookie).toContain("=dark");
  expect(pressed()).toEqual(["false", "false", "true"]);
  await doing(() => light?.click());
  expect(document.documentElement.dataset["theme"]).toBe("light");
  await doing(() => system?.click());
  expect(document.documentElement.dataset["theme"]).toBeUndefined();
  expect(told).toBe(3);
  remove();
});
