/**
 * Light, dark, or as the device has it. The choice is a cookie, so the server renders the next page right from
 * its first byte and no page flashes.
 */
import { useState } from "preact/hooks";
import { Icon, type IconName } from "../components/Icon.tsx";
import { type Theme, themeCookie } from "../theme.ts";

const choices: { theme: Theme; label: string; icon: IconName }[] = [
  { theme: "system", label: "Automatic", icon: "monitor" },
  { theme: "light", label: "Light", icon: "sun" },
  { theme: "dark", label: "Dark", icon: "moon" },
];

function apply(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${themeCookie}=${theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  document.dispatchEvent(new CustomEvent("themechange"));
}

/** Three buttons, one pressed. */
export default function ThemeToggle({ theme }: { theme: Theme }) {
  const [current, setCurrent] = useState(theme);
  return (
    <div class="segments" role="group" aria-label="Appearance">
      {choices.map((choice) => (
        <button
          key={choice.theme}
          type="button"
          class="segment"
          aria-pressed={choice.theme === current}
          onClick={() => {
            apply(choice.theme);
            setCurrent(choice.theme);
          }}
        >
          <Icon name={choice.icon} size={16} />
          {choice.label}
        </button>
      ))}
    </div>
  );
}
