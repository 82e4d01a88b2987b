/** A page's head: its one h1, a sentence about it, its actions. */
import type { ComponentChildren } from "preact";

/** Actions wrap under the title on a phone. */
export function PageHeader(
  { title, description, actions }: {
    title: string;
    description?: ComponentChildren;
    actions?: ComponentChildren;
  },
) {
  return (
    <header class="page-header">
      <div>
        <h1>{title}</h1>
        {description !== undefined && <p class="page-description">{description}</p>}
      </div>
      {actions !== undefined && <div class="row page-actions">{actions}</div>}
    </header>
  );
}
