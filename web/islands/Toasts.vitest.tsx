import { afterEach, expect, test, vi } from "vitest";
import { hydrateIsland } from "../testing/hydrate_island.tsx";
import Toasts from "./Toasts.tsx";

afterEach(() => {
  vi.useRealTimers();
});

const texts = (root: HTMLElement) => [...root.querySelectorAll("li p")].map((text) => text.textContent);
const send = (tone: string, text: string) =>
  document.dispatchEvent(new CustomEvent("toast", { detail: { tone, text } }));

test("the server's message stands before scripts run, and leaves after six seconds", async () => {
  vi.useFakeTimers();
  const { still, root, doing, remove } = await hydrateIsland(Toasts, {
    initial: [{ id: "1", tone: "good" as const, text: "The patient was added." }],
  });
  expect(still).toContain("The patient was added.");
  expect(still).toContain('aria-live="polite"');
  await doing(() => vi.advanceTimersByTime(5_900));
  expect(texts(root)).toEqual(["The patient was added."]);
  await doing(() => vi.advanceTimersByTime(200));
  expect(texts(root)).toEqual([]);
  remove();
});

test("an error stays until it is dismissed, and at most four messages stand", async () => {
  vi.useFakeTimers();
  const { root, doing, remove } = await hydrateIsland(Toasts, { initial: [] });
  await doing(() => send("danger", "It was not stored."));
  await doing(() => vi.advanceTimersByTime(60_000));
  expect(texts(root)).toEqual(["It was not stored."]);
  await doing(() => root.querySelector("button")?.click());
  expect(texts(root)).toEqual([]);
  for (const text of ["1", "2", "3", "4", "5"]) await doing(() => send("danger", text));
  expect(texts(root)).toEqual(["2", "3", "4", "5"]);
  remove();
});
