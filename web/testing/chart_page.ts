/** The chart of a vital as a test handles it: what view it shows, by its URL, and where its plot lies. */
import type { Page } from "playwright-core";

export interface Span {
  from: number;
  to: number;
}

/** Waits until the chart is awake and has what it asked for. */
export async function settled(page: Page): Promise<void> {
  await page.locator(".chart[data-state=fresh] .u-over").waitFor();
  // A view that just moved asks for its data a moment later.
  await page.waitForTimeout(250);
  await page.locator(".chart[data-state=fresh] .u-over").waitFor();
}

/** The view that the URL says: its own, or the preset's. */
export async function viewOf(page: Page): Promise<Span> {
  const query = new URL(page.url()).searchParams;
  const from = query.get("from"), to = query.get("to");
  if (from !== null && to !== null) return { from: Date.parse(from), to: Date.parse(to) };
  const props = await page.locator("[data-island=VitalsChart]").getAttribute("data-props");
  const { ranges }: { ranges: { key: string; from: string; to: string }[] } = JSON.parse(props ?? "");
  const preset = ranges.find(({ key }) => key === (query.get("range") ?? "month"));
  if (preset === undefined) throw new Error("the range is not among the presets");
  return { from: Date.parse(preset.from), to: Date.parse(preset.to) };
}

/** The plot's box on the screen. */
export async function plotOf(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  const over = page.locator(".u-over");
  await over.scrollIntoViewIfNeeded();
  const box = await over.boundingBox();
  if (box === null) throw new Error("the plot is not on the screen");
  return box;
}

/** Does `act`, waits for the chart, and answers with the views before and after. */
export async function moved(page: Page, act: () => Promise<void>): Promise<{ before: Span; after: Span }> {
  const before = await viewOf(page);
  await act();
  await settled(page);
  return { before, after: await viewOf(page) };
}

/** How long a view is, in milliseconds. */
export const lengthOf = ({ from, to }: Span) => to - from;
