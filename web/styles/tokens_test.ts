import { assert, assertEquals } from "deno-std/assert/mod.js";

const css = await Deno.readTextFile(new URL("tokens.css", import.meta.url));

function block(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  assert(start >= 0, selector);
  const body = css.slice(css.indexOf("{", start) + 1, css.indexOf("}", start));
  return Object.fromEntries(
    [...body.matchAll(/(--[\w-]+|color-scheme):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]),
  );
}

const light = block(":root");
const dark = { ...light, ...block(`:root[data-theme="dark"]`) };

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    assert(/^#[0-9a-f]{6}$/.test(hex), hex);
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

Deno.test("the dark theme is the same whether the device or the person chose it", () => {
  assertEquals(block(`:root:not([data-theme="light"])`), block(`:root[data-theme="dark"]`));
});

const grounds = ["canvas", "surface", "raised", "hover"];
const texts = [
  "ink",
  "ink-2",
  "ink-3",
  "accent",
  "danger",
  "caution",
  "good",
  "info",
  "heart",
  "activity",
  "sleep",
  "body",
  "respiratory",
  "metabolic",
  "mobility",
  "other",
];
const pairs: [text: string, ground: string, least: number][] = [
  ...grounds.flatMap((ground) => texts.map((text): [string, string, number] => [text, ground, 4.5])),
  ...["danger", "caution", "good", "info"].map((
    tone,
  ): [string, string, number] => [tone, `${tone}-soft`, 4.5]),
  ["accent-soft-ink", "accent-soft", 4.5],
  ["accent-fill-ink", "accent-fill", 4.5],
  ["accent-fill-ink", "accent-fill-hover", 4.5],
  ["ink-2", "sunken", 4.5],
  ["control-line", "surface", 3],
  ["control-line", "canvas", 3],
  ["focus", "canvas", 3],
  ["focus", "surface", 3],
];
for (const [name, theme] of Object.entries({ light, dark })) {
  Deno.test(`the ${name} theme meets WCAG AA for every text and control on every ground`, () => {
    for (const [text, ground, least] of pairs) {
      const ratio = contrast(theme[`--${text}`]!, theme[`--${ground}`]!);
      assert(ratio >= least, `${text} on ${ground}: ${ratio.toFixed(2)}`);
    }
  });
}
