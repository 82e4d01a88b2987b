/**
 * Small help for native elements, the same on every page: menus close when left, `/` goes to the search box,
 * dialogs open by `command` where browsers don't know it yet, and an error summary takes the focus.
 */

function closeMenus(root: Document, except: Node | null): void {
  for (const menu of root.querySelectorAll<HTMLDetailsElement>("details[data-dismissable][open]")) {
    if (except === null || !menu.contains(except)) menu.open = false;
  }
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement &&
    target.closest("input, textarea, select, [contenteditable]") !== null;
}

/** Listens once on the document; safe on pages that have none of these elements. */
export function helpNativeElements(root: Document): void {
  root.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    closeMenus(root, target);
    const button = target?.closest<HTMLButtonElement>("button[commandfor]");
    if (!button || "commandForElement" in HTMLButtonElement.prototype) return;
    const dialog = root.getElementById(button.getAttribute("commandfor") ?? "");
    if (!(dialog instanceof HTMLDialogElement)) return;
    if (button.getAttribute("command") === "show-modal") dialog.showModal();
    else if (button.getAttribute("command") === "close") dialog.close();
  });

  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = root.querySelector<HTMLDetailsElement>("details[data-dismissable][open]");
      if (open?.contains(root.activeElement)) open.querySelector("summary")?.focus();
      closeMenus(root, null);
    }
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
      const search = root.querySelector<HTMLInputElement>("[data-shortcut='/']");
      if (search === null) return;
      event.preventDefault();
      search.focus();
      search.select();
    }
  });

  root.getElementById("error-summary")?.focus();
}
