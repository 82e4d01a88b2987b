import { assert, assertAlmostEquals, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import { clampView, panView, pinchView, sameView, shortestViewMs, type View, zoomView } from "./view.ts";

const numRuns = Deno.env.get("SOAK") ? 20_000 : 200;
const bounds: View = { from: Date.UTC(2024, 0, 1), to: Date.UTC(2026, 10, 20) };
const inside = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
)
  .map(([a, b]) => {
    const at = (share: number) => bounds.from + share * (bounds.to - bounds.from);
    return clampView({ from: at(Math.min(a, b)), to: at(Math.max(a, b)) }, bounds);
  });
const share = fc.double({ min: 0, max: 1, noNaN: true });

function holds(view: View): boolean {
  return view.from >= bounds.from - 1 && view.to <= bounds.to + 1 &&
    view.to - view.from >= shortestViewMs - 1;
}

Deno.test("every move keeps the view inside its bounds and never shorter than the shortest", () => {
  fc.assert(
    fc.property(
      inside,
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      share,
      share,
      share,
      (view, factor, a, b, c) => {
        const around = view.from + a * (view.to - view.from);
        assert(holds(zoomView(view, factor, around, bounds)));
        assert(holds(panView(view, (b - 0.5) * 1e12, bounds)));
        assert(holds(pinchView(view, [a, b], [b, c], bounds)));
      },
    ),
    { numRuns },
  );
});

Deno.test("zoomView() keeps the instant under the pointer where it is, away from the bounds", () => {
  const view = { from: Date.UTC(2025, 5, 1), to: Date.UTC(2025, 6, 1) };
  fc.assert(
    fc.property(share, fc.double({ min: 0.2, max: 3, noNaN: true }), (at, factor) => {
      const around = view.from + at * (view.to - view.from);
      const zoomed = zoomView(view, factor, around, bounds);
      assertAlmostEquals((around - zoomed.from) / (zoomed.to - zoomed.from), at, 1e-6);
    }),
    { numRuns },
  );
});

Deno.test("zooming in and out by the same factor returns to the same view", () => {
  const view = { from: Date.UTC(2025, 5, 1), to: Date.UTC(2025, 6, 1) };
  const around = Date.UTC(2025, 5, 9);
  assert(sameView(zoomView(zoomView(view, 0.5, around, bounds), 2, around, bounds), view));
});

Deno.test("panView() keeps the length and stops at the bounds", () => {
  const view = { from: Date.UTC(2025, 5, 1), to: Date.UTC(2025, 6, 1) };
  const length = view.to - view.from;
  assertEquals(panView(view, -1e13, bounds), { from: bounds.from, to: bounds.from + length });
  assertEquals(panView(view, 1e13, bounds), { from: bounds.to - length, to: bounds.to });
  assertEquals(panView(view, 3_600_000, bounds), { from: view.from + 3_600_000, to: view.to + 3_600_000 });
});

Deno.test("pinchView() halves the time when the fingers move twice as far apart", () => {
  const view = { from: Date.UTC(2025, 5, 1), to: Date.UTC(2025, 6, 1) };
  const pinched = pinchView(view, [0.4, 0.6], [0.3, 0.7], bounds);
  assertAlmostEquals((pinched.to - pinched.from) / (view.to - view.from), 0.5, 1e-9);
  assertAlmostEquals((pinched.from + pinched.to) / 2, (view.from + view.to) / 2, 1);
});

Deno.test("clampView() shows all there is when asked for more", () => {
  assertEquals(clampView({ from: 0, to: 1e14 }, bounds), bounds);
});
