/** What an empty place is for and how to fill it: a sentence that teaches, then the action. Never a bare "No data". */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";

/** `children` holds the actions. */
export function EmptyState(
  { icon, title, text, children }: {
    icon: IconName;
    title: string;
    text: ComponentChildren;
    children?: ComponentChildren;
  },
) {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={icon} size={24} />
      </span>
      <h2 class="empty-title">{title}</h2>
      <p class="empty-text">{text}</p>
      {children !== undefined && <div class="row empty-actions">{children}</div>}
    </div>
  );
}
