/**
 * A part of the page that comes alive on the client. Its markup is rendered here like everything else and its
 * props travel as JSON in an attribute, which the renderer escapes; hydration then finds both.
 * Props must be plain JSON: a function or a Date would be lost on the way.
 */
import { type ComponentType, h } from "preact";

/** `name` is the island's file under `web/islands/`; the document must be told the same name. */
export function Island<Props extends object>(
  { name, of, props, class: className }: {
    name: string;
    of: ComponentType<Props>;
    props: NoInfer<Props>;
    class?: string;
  },
) {
  return (
    <div class={className ?? "island"} data-island={name} data-props={JSON.stringify(props)}>
      {h(of, props)}
    </div>
  );
}
