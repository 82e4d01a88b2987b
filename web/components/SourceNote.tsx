/** Where a figure comes from: device, standard, guideline. Stands under everything that is measured. */
import type { ComponentChildren } from "preact";
import { Icon } from "./Icon.tsx";

/** Small print with an icon; a sentence or two. */
export function SourceNote({ children }: { children: ComponentChildren }) {
  return (
    <p class="source-note">
      <Icon name="info" size={16} />
      <span>{children}</span>
    </p>
  );
}
