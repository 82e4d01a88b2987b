/**
 * Fingers, wheel and Shift-drag on the plot. One finger scrubs, two pinch and pan; vertical scrolling stays the
 * page's. A plain wheel is the page's too: only with Ctrl (which is also what a trackpad's pinch sends) it zooms.
 */
import { panView, pinchView, type View, zoomView } from "./view.ts";

export interface GestureTarget {
  view: () => View;
  bounds: () => View;
  show: (view: View) => void;
  /** One finger is at this share of the plot's width. */
  scrub: (share: number) => void;
}

/** Listens on uPlot's `over` element; answers with a function that stops. */
export function listenForGestures(over: HTMLElement, target: GestureTarget): () => void {
  const fingers = new Map<number, number>();
  let dragged: number | undefined;
  const share = (clientX: number) => {
    const box = over.getBoundingClientRect();
    return (clientX - box.left) / Math.max(box.width, 1);
  };
  const pair = (): [number, number] | undefined => {
    const [first, second] = [...fingers.values()];
    return first === undefined || second === undefined ? undefined : [first, second];
  };

  const down = (event: PointerEvent) => {
    if (event.pointerType === "mouse") {
      if (event.shiftKey && event.button === 0) {
        dragged = share(event.clientX);
        over.setPointerCapture(event.pointerId);
      }
      return;
    }
    fingers.set(event.pointerId, share(event.clientX));
  };
  const move = (event: PointerEvent) => {
    const at = share(event.clientX);
    if (dragged !== undefined) {
      const view = target.view();
      target.show(panView(view, (dragged - at) * (view.to - view.from), target.bounds()));
      dragged = at;
      return;
    }
    if (!fingers.has(event.pointerId)) return;
    const before = pair();
    fingers.set(event.pointerId, at);
    const after = pair();
    if (before && after) target.show(pinchView(target.view(), before, after, target.bounds()));
    else if (fingers.size === 1) target.scrub(at);
  };
  const up = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
    dragged = undefined;
  };
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
    event.preventDefault();
    const view = target.view();
    const span = view.to - view.from;
    target.show(
      event.ctrlKey
        ? zoomView(
          view,
          Math.exp(event.deltaY * 0.004),
          view.from + share(event.clientX) * span,
          target.bounds(),
        )
        : panView(view, event.deltaX / Math.max(over.clientWidth, 1) * span, target.bounds()),
    );
  };
  // Once two fingers are down the browser must not scroll with them.
  const touch = (event: TouchEvent) => {
    if (event.touches.length > 1) event.preventDefault();
  };

  const stop = new AbortController();
  const { signal } = stop;
  over.addEventListener("pointerdown", down, { signal });
  over.addEventListener("pointermove", move, { signal });
  over.addEventListener("pointerup", up, { signal });
  over.addEventListener("pointercancel", up, { signal });
  over.addEventListener("wheel", wheel, { signal, passive: false });
  over.addEventListener("touchmove", touch, { signal, passive: false });
  return () => stop.abort();
}
