/** What every page must hold, read off the page as it stands: WCAG 2.2 AA, no sideways scroll, no inline style. */
import type { Page } from "playwright-core";

const axePath = new URL("../../node_modules/axe-core/axe.min.js", import.meta.url);
let axe: Promise<string> | undefined;

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
}

/** Faults against WCAG 2.2 AA and axe's good practice (or some rules alone), in words; empty when there are none. */
export async function accessibilityFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  const source = await (axe ??= Deno.readTextFile(axePath));
  if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(source);
  const { violations } = await page.evaluate<AxeResult>(`axe.run(document, {
    resultTypes: ["violations"],
    runOnly: ${JSON.stringify(rules ?? standards)},
  })`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary }) =>
      `${id}: ${html.slice(0, 200)} ${failureSummary.replaceAll(/\s+/g, " ")}`
    )
  );
}

/** Whether the page can be scrolled sideways, and what sticks out, once it has settled at its width. */
export async function sidewaysFaults(page: Page): Promise<string[]> {
  await page.waitForTimeout(100);
  return await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(0, 3);
    return wide.map((element) => `sideways scroll: ${element.outerHTML.slice(0, 120)}`);
  });
}
