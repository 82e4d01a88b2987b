/** A few further actions behind one button: details and summary, so it opens without a script. */
import type { ComponentChildren } from "preact";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";

/** `children` are `MenuLink`s and `MenuAction`s. */
export function Menu(
  { label, icon = "more", showLabel = false, size = "medium", children }: {
    label: string;
    icon?: IconName;
    showLabel?: boolean;
    size?: "small" | "medium";
    children: ComponentChildren;
  },
) {
  return (
    <details class="menu" data-dismissable>
      <summary
        class={classes(
          "button",
          showLabel ? "button-plain" : "button-quiet button-icon",
          size === "small" && "button-small",
        )}
      >
        <Icon name={icon} {...(size === "small" ? { size: 16 } : {})} />
        <span class={showLabel ? undefined : "visually-hidden"}>{label}</span>
      </summary>
      <div class="menu-panel">{children}</div>
    </details>
  );
}

/** Goes somewhere. */
export function MenuLink(
  { href, icon, children }: { href: string; icon?: IconName; children: ComponentChildren },
) {
  return (
    <a class="menu-item" href={href}>
      {icon && <Icon name={icon} size={16} />}
      {children}
    </a>
  );
}

/** Does something: a form of its own around a submit button, or a button of an island. */
export function MenuAction(
  { action, icon, children }: { action: string; icon?: IconName; children: ComponentChildren },
) {
  return (
    <form method="post" action={action}>
      <button type="submit" class="menu-item">
        {icon && <Icon name={icon} size={16} />}
        {children}
      </button>
    </form>
  );
}
