/**
 * Buttons and links that look like them. One primary action per screen; a dangerous one says what it does.
 * A link goes somewhere, a button does something: the two are never swapped for looks.
 */
import type { ComponentChildren } from "preact";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";

interface Look {
  tone?: "primary" | "plain" | "quiet" | "danger";
  size?: "small" | "normal" | "large";
  icon?: IconName;
  /** Shows the icon alone; `children` still names the control for those who don't see it. */
  iconOnly?: boolean;
  /** As wide as its container. */
  wide?: boolean;
  children: ComponentChildren;
}

function look({ tone = "plain", size = "normal", iconOnly = false, wide = false }: Look): string {
  return classes(
    "button",
    `button-${tone}`,
    size !== "normal" && `button-${size}`,
    iconOnly && "button-icon",
    wide && "button-wide",
  );
}

function Inside({ icon, iconOnly, size, children }: Look) {
  return (
    <>
      {icon && <Icon name={icon} size={size === "small" ? 16 : 18} />}
      <span class={iconOnly ? "visually-hidden" : undefined}>{children}</span>
    </>
  );
}

/** A button; `command` and `commandfor` open dialogs without a script of the page's own. */
export function Button(
  props: Look & {
    type?: "button" | "submit";
    name?: string;
    value?: string;
    disabled?: boolean;
    command?: string;
    commandfor?: string;
    popovertarget?: string;
    form?: string;
    formaction?: string;
    "aria-pressed"?: boolean;
    "aria-controls"?: string;
    onClick?: (event: MouseEvent) => void;
  },
) {
  const { tone: _tone, size: _size, icon: _icon, iconOnly, wide: _wide, children, ...rest } = props;
  return (
    <button
      type="button"
      class={look(props)}
      title={iconOnly && typeof children === "string" ? children : undefined}
      {...rest}
    >
      <Inside {...props} />
    </button>
  );
}

/** A link dressed as a button, for going to another page. */
export function ButtonLink(props: Look & { href: string; download?: string }) {
  const extra = props.download === undefined ? {} : { download: props.download };
  return (
    <a class={look(props)} href={props.href} {...extra}>
      <Inside {...props} />
    </a>
  );
}
