/** Tabs that are pages: links with `aria-current`, so they work without scripts and in a new window. */

export interface Tab {
  href: string;
  label: string;
  current?: boolean;
  count?: number;
}

/** A row of links; it scrolls sideways inside itself when narrow. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a
          key={tab.href}
          class="tab"
          href={tab.href}
          {...(tab.current ? { "aria-current": "page" as const } : {})}
        >
          {tab.label}
          {tab.count !== undefined && <span class="tab-count">{tab.count}</span>}
        </a>
      ))}
    </nav>
  );
}
