/** A native dialog, opened by a `Button` with `command="show-modal"` and `commandfor` its id. */
import type { ComponentChildren } from "preact";
import { Button } from "./Button.tsx";

/** `footer` holds the actions; Escape and the cross close it. */
export function Dialog(
  { id, title, children, footer }: {
    id: string;
    title: string;
    children: ComponentChildren;
    footer?: ComponentChildren;
  },
) {
  return (
    <dialog class="dialog" id={id} aria-labelledby={`${id}-title`}>
      <header class="dialog-header">
        <h2 id={`${id}-title`}>{title}</h2>
        <Button tone="quiet" size="small" icon="close" iconOnly command="close" commandfor={id}>Close</Button>
      </header>
      <div class="dialog-body">{children}</div>
      {footer !== undefined && <footer class="dialog-footer">{footer}</footer>}
    </dialog>
  );
}
