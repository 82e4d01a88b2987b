/**
 * Draws the app's icons from the mark of `static/icon.svg` into PNG files beside it. Run it after the mark changed:
 * `deno run --allow-write web/pwa/draw_icons.ts`. What it makes is committed; the build only copies it.
 */
import { encodePng } from "./encode_png.ts";

/** The mark on its 32 by 32 grid: a heartbeat, and the width of its stroke. */
const line = [[6.5, 17], [10.7, 17], [13.3, 9.5], [18, 23.5], [20.8, 17], [25.5, 17]] as const;
const strokeWidth = 2.4;
const ground = [0x0c, 0x66, 0x57] as const;

interface Icon {
  name: string;
  pixels: number;
  /** Corner radius on the grid; 0 fills the square, for systems that cut their own shape. */
  radius: number;
  /** How much of the square the mark takes; a maskable icon keeps 40% around its centre. */
  scale: number;
}

const icons: readonly Icon[] = [
  { name: "icon-192.png", pixels: 192, radius: 8, scale: 1 },
  { name: "icon-512.png", pixels: 512, radius: 8, scale: 1 },
  { name: "icon-maskable-512.png", pixels: 512, radius: 0, scale: 0.8 },
  { name: "icon-apple-180.png", pixels: 180, radius: 0, scale: 0.9 },
];

function toSegment(x: number, y: number, a: readonly number[], b: readonly number[]): number {
  const [ax = 0, ay = 0] = a, [bx = 0, by = 0] = b;
  const dx = bx - ax, dy = by - ay;
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** Signed distance to the rounded square: negative inside. */
function toSquare(x: number, y: number, radius: number): number {
  const dx = Math.abs(x - 16) - 16 + radius, dy = Math.abs(y - 16) - 16 + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

/** How much of a pixel lies within, from the distance of its middle to the edge. */
const cover = (distance: number, pixelsPerUnit: number) =>
  Math.max(0, Math.min(1, 0.5 - distance * pixelsPerUnit));

function draw({ pixels, radius, scale }: Icon): Uint8Array<ArrayBuffer> {
  const rgba = new Uint8Array(pixels * pixels * 4);
  const unit = pixels / 32;
  for (let row = 0; row < pixels; row++) {
    for (let column = 0; column < pixels; column++) {
      const x = (column + 0.5) / unit, y = (row + 0.5) / unit;
      // The stroke keeps its place about the middle however large it is drawn.
      const mx = (x - 16) / scale + 16, my = (y - 16) / scale + 16;
      const near = Math.min(...line.slice(1).map((to, index) => toSegment(mx, my, line[index]!, to)));
      const white = cover((near - strokeWidth / 2) * scale, unit);
      const alpha = radius === 0 ? 1 : cover(toSquare(x, y, radius), unit);
      const at = (row * pixels + column) * 4;
      ground.forEach((value, channel) => rgba[at + channel] = Math.round(value + (255 - value) * white));
      rgba[at + 3] = Math.round(alpha * 255);
    }
  }
  return rgba;
}

if (import.meta.main) {
  const folder = new URL("../static/", import.meta.url);
  for (const icon of icons) {
    await Deno.writeFile(new URL(icon.name, folder), await encodePng(icon.pixels, icon.pixels, draw(icon)));
  }
}
