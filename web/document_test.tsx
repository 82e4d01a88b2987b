import { assert, assertEquals, assertStringIncludes } from "deno-std/assert/mod.js";
import type { Manifest } from "./manifest.ts";
import { renderDocument } from "./render_document.ts";
import { hostileName } from "./testing/sample_people.ts";
import { samplePages } from "./testing/sample_pages.tsx";
import { themeOf } from "./theme.ts";

const manifest: Manifest = {
  hash: "h",
  styles: "/assets/index.css",
  hydrate: "/assets/hydrate.js",
  icon: "/assets/icon.svg",
  icons: {
    small: "/assets/s.png",
    large: "/assets/l.png",
    maskable: "/assets/m.png",
    apple: "/assets/a.png",
  },
  serviceWorker: "/assets/service_worker.js",
  font: "/assets/inter.woff2",
  worker: null,
  islands: { VitalsChart: { path: "/assets/chart.js", imports: ["/assets/chart.js", "/assets/preact.js"] } },
};
const render = (page: Parameters<typeof renderDocument>[0] | ReturnType<typeof samplePages>[string]) =>
  renderDocument({ ...page, nonce: "n0nce", manifest });

for (const [name, page] of Object.entries(samplePages())) {
  Deno.test(`the page ${name} holds what a strict policy and a screen reader ask of it`, () => {
    const html = render(page);
    assert(html.startsWith('<!doctype html><html lang="en"'));
    assertEquals(html.match(/\sstyle=/), null, "no style attribute");
    assertEquals(html.match(/<style/), null, "no style element");
    assertEquals(html.match(/\son[a-z]+=/), null, "no inline handler");
    assertEquals([...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag), [
      `<script type="module" src="/assets/hydrate.js" nonce="n0nce">`,
    ]);
    assertEquals(html.match(/<h1[\s>]/g)?.length, 1, "one h1");
    assertEquals(html.match(/<main[\s>]/g)?.length, 1, "one main");
    assertStringIncludes(html, `<a class="skip-link" href="#main">`);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    assertEquals(ids.length, new Set(ids).size, "ids are unique");
    for (const [, target] of html.matchAll(/\sfor="([^"]+)"/g)) {
      assert(ids.includes(target), `label for ${target}`);
    }
    assert(!/(undefined|NaN|\[object)/.test(html.replace(/data-props="[^"]*"/g, "")));
  });
}

Deno.test("a hostile name stands on the page as text", () => {
  const html = render(samplePages()["patients"]!);
  assert(!html.includes(hostileName));
  assertStringIncludes(html, "&lt;script>alert(1)&lt;/script> O’Hara");
});

Deno.test("only the islands of the page are preloaded, each chunk once", () => {
  const html = render({ ...samplePages()["vital_level"]!, islands: ["VitalsChart", "VitalsChart"] });
  assertEquals(html.match(/rel="modulepreload"/g)?.length, 2);
  assert(!render(samplePages()["patients"]!).includes("modulepreload"));
});

Deno.test("the theme is on the root from the first byte, unless the device decides", () => {
  assertStringIncludes(render({ ...samplePages()["patients"]!, theme: "dark" }), `data-theme="dark"`);
  assert(!render({ ...samplePages()["patients"]!, theme: "system" }).includes("data-theme"));
  assertEquals(["dark", "light", "system", "<", undefined].map(themeOf), [
    "dark",
    "light",
    "system",
    "system",
    "system",
  ]);
});
