/** A letter as plain text: what a reader without HTML, a watch or a screen reader gets. */
import type { Letter } from "./letter.ts";

export function letterText({ paragraphs, action, notes }: Letter, clinic: string): string {
  return [
    ...paragraphs,
    ...(action === undefined ? [] : [`${action.label}:\n${action.href}`]),
    ...notes,
    clinic,
  ].join("\n\n") + "\n";
}
