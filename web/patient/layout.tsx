/**
 * The patient's frame: roomy, one column, navigation under the thumb on a phone and along the side on a desk.
 * Every target is at least 44 pixels.
 */
import type { ComponentChildren } from "preact";
import type { NavigationItem } from "../console/layout.tsx";
import { Icon } from "../components/Icon.tsx";
import { Mark } from "../components/Mark.tsx";

export interface PatientLayoutProps {
  organization: string;
  items: readonly NavigationItem[];
  /** The patient's own name: shown to nobody else. */
  name: string;
  signOutAction: string;
  children: ComponentChildren;
}

/** Header, `main` and navigation around a page's content. */
export function PatientLayout({ organization, items, name, signOutAction, children }: PatientLayoutProps) {
  return (
    <div class="patient">
      <header class="patient-top">
        <p class="patient-brand">
          <Mark size={32} />
          <span>{organization}</span>
        </p>
        <p class="patient-name">{name}</p>
        <form method="post" action={signOutAction}>
          <button type="submit" class="button button-quiet">
            <Icon name="sign-out" />
            <span>Sign out</span>
          </button>
        </form>
      </header>
      <nav class="patient-nav" aria-label="Main">
        {items.map((item) => (
          <a
            key={item.href}
            class="patient-nav-item"
            href={item.href}
            {...(item.current ? { "aria-current": "page" as const } : {})}
          >
            <Icon name={item.icon} size={24} />
            <span>{item.label}</span>
          </a>
        ))}
      </nav>
      <main class="patient-main" id="main" tabindex={-1}>{children}</main>
    </div>
  );
}
