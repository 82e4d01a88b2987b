/** An island as a page has it: rendered on the server, its markup in the document, then woken over it. */
import { type ComponentType, h, hydrate, render } from "preact";
import { renderToString } from "preact-render-to-string";
import { act } from "preact/test-utils";

export interface AwakeIsland {
  readonly root: HTMLElement;
  /** The markup as the server sent it. */
  readonly still: string;
  /** The first element that matches. */
  find<Kind extends HTMLElement = HTMLElement>(selector: string): Kind;
  /** Does something and waits until the island has answered. */
  doing(what: () => unknown): Promise<void>;
  remove(): void;
}

/** Wakes `component` with `props`, which travel as JSON like a page's. */
export async function hydrateIsland<Props extends object>(
  component: ComponentType<Props>,
  props: Props,
): Promise<AwakeIsland> {
  const sent: Props = JSON.parse(JSON.stringify(props));
  const still = renderToString(h(component, sent));
  const root = document.createElement("div");
  root.innerHTML = still;
  document.body.append(root);
  await act(() => hydrate(h(component, sent), root));
  return {
    root,
    still,
    find<Kind extends HTMLElement>(selector: string) {
      const found = root.querySelector<Kind>(selector);
      if (found === null) throw new Error(`nothing matches ${selector} in ${root.innerHTML}`);
      return found;
    },
    doing: (what) => act(async () => void await what()),
    remove() {
      render(null, root);
      root.remove();
    },
  };
}
