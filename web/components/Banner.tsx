/** Something the whole page should know: calm, in words, with what to do about it. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";

const icons: Record<"info" | "good" | "caution" | "danger", IconName> = {
  info: "info",
  good: "check",
  caution: "alert",
  danger: "alert",
};

/** `role=status` announces it when a script puts it there later. */
export function Banner(
  { tone = "info", title, children, actions }: {
    tone?: "info" | "good" | "caution" | "danger";
    title?: string;
    children?: ComponentChildren;
    actions?: ComponentChildren;
  },
) {
  return (
    <div class={`banner banner-${tone}`} role="status">
      <Icon name={icons[tone]} />
      <div class="banner-text">
        {title !== undefined && <p class="banner-title">{title}</p>}
        {children}
      </div>
      {actions !== undefined && <div class="row push">{actions}</div>}
    </div>
  );
}
