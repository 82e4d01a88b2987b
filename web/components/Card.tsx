/** A surface that groups what belongs together; its title is a real heading. */
import type { ComponentChildren } from "preact";
import { classes } from "./classes.ts";

/** `flush` lets a table or list reach the card's edges. */
export function Card(
  { title, description, actions, flush = false, id, children }: {
    title?: string;
    description?: ComponentChildren;
    actions?: ComponentChildren;
    flush?: boolean;
    id?: string;
    children?: ComponentChildren;
  },
) {
  return (
    <section class={classes("card", flush && "card-flush")} id={id}>
      {(title !== undefined || actions !== undefined) && (
        <header class="card-header">
          <div>
            {title !== undefined && <h2 class="card-title">{title}</h2>}
            {description !== undefined && <p class="card-description">{description}</p>}
          </div>
          {actions !== undefined && <div class="row">{actions}</div>}
        </header>
      )}
      <div class="card-body">{children}</div>
    </section>
  );
}
