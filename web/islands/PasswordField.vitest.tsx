import { expect, test } from "vitest";
import { hydrateIsland } from "../testing/hydrate_island.tsx";
import PasswordField from "./PasswordField.tsx";

const props = {
  name: "password",
  label: "Password",
  autocomplete: "current-password",
  required: true,
} as const;

test("a password is hidden, shown while the button is pressed in, and hidden again", async () => {
  const { still, find, doing, remove } = await hydrateIsland(PasswordField, props);
  expect(still).not.toContain("<button");
  const input = find<HTMLInputElement>("input");
  await doing(() => input.value = "typed before");
  expect(input.type).toBe("password");
  const button = find<HTMLButtonElement>("button");
  expect(button.getAttribute("aria-label")).toBe("Show the password");
  await doing(() => button.click());
  expect([input.type, button.getAttribute("aria-pressed")]).toEqual(["text", "true"]);
  expect(button.getAttribute("aria-label")).toBe("Hide the password");
  await doing(() => button.click());
  expect([input.type, input.value]).toEqual(["password", "typed before"]);
  remove();
});

test("an error and a hint are tied to the field", async () => {
  const { find, remove } = await hydrateIsland(PasswordField, {
    ...props,
    hint: "At least 15 characters.",
    error: "Too short.",
  });
  const input = find("input");
  const said = (input.getAttribute("aria-describedby") ?? "").split(" ")
    .map((id) => document.getElementById(id)?.textContent);
  expect(said).toEqual(["At least 15 characters.", "Too short."]);
  expect(input.getAttribute("aria-invalid")).toBe("true");
  remove();
});
