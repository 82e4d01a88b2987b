/**
 * The page's own script: wakes the islands that the page has, and no others, and helps a few native elements.
 * An island that fails to load leaves its server-rendered markup standing.
 */
import { type ComponentType, h, hydrate } from "preact";
import { helpNativeElements } from "./native_elements.ts";

type Load = () => Promise<{ default: ComponentType<never> }>;

/** Each `import()` becomes a chunk of its own. */
const islands: Record<string, Load> = {
  CopyButton: () => import("./CopyButton.tsx"),
  ImportPanel: () => import("./ImportPanel.tsx"),
  PasswordField: () => import("./PasswordField.tsx"),
  PrintButton: () => import("./PrintButton.tsx"),
  PictureField: () => import("./PictureField.tsx"),
  ThemeToggle: () => import("./ThemeToggle.tsx"),
  VitalsChart: () => import("./VitalsChart.tsx"),
  Toasts: () => import("./Toasts.tsx"),
};

async function wake(element: HTMLElement): Promise<void> {
  const load = islands[element.dataset["island"] ?? ""];
  if (load === undefined) return;
  const { default: component } = await load();
  const props: object = JSON.parse(element.dataset["props"] ?? "{}");
  hydrate(h(component as ComponentType<object>, props), element);
  element.dataset["awake"] = "";
}

helpNativeElements(document);
// Pages that can be installed bring the worker that answers for them when there is no connection.
if (document.querySelector("link[rel=manifest]") !== null && "serviceWorker" in navigator) {
  navigator.serviceWorker.register("/service-worker.js").catch(() => {});
}
for (const element of document.querySelectorAll<HTMLElement>("[data-island]")) {
  wake(element).catch((error: unknown) => console.error("An island did not wake", error));
}
