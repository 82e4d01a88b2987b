/** A short state in words; colour only repeats what the word says. */
import type { ComponentChildren } from "preact";

export type Tone = "neutral" | "accent" | "good" | "info" | "caution" | "danger";

/** One state, two words at most; `dot` for a quieter look in dense tables. */
export function Badge(
  { tone = "neutral", dot = false, children }: { tone?: Tone; dot?: boolean; children: ComponentChildren },
) {
  return <span class={`badge badge-${tone}${dot ? " badge-dot" : ""}`}>{children}</span>;
}
