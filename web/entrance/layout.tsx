/** The frame before anyone is signed in: the clinic's name and one centred card. */
import type { ComponentChildren } from "preact";
import { Mark } from "../components/Mark.tsx";

export interface EntranceLayoutProps {
  /** The clinic's name; before setup, the product's. */
  organization: string;
  title: string;
  lead?: ComponentChildren;
  /** Below the card: help, other ways in. */
  foot?: ComponentChildren;
  wide?: boolean;
  children: ComponentChildren;
}

/** `main` with a heading and a card. */
export function EntranceLayout(
  { organization, title, lead, foot, wide = false, children }: EntranceLayoutProps,
) {
  return (
    <div class={wide ? "entrance entrance-wide" : "entrance"}>
      <header class="entrance-brand">
        <Mark size={40} />
        <p>{organization}</p>
      </header>
      <main class="entrance-card" id="main" tabindex={-1}>
        <h1>{title}</h1>
        {lead !== undefined && <p class="entrance-lead">{lead}</p>}
        {children}
      </main>
      {foot !== undefined && <footer class="entrance-foot">{foot}</footer>}
    </div>
  );
}
