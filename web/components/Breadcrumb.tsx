/** The way back up. The last crumb is the page itself and no link. */

export interface Crumb {
  label: string;
  href?: string;
}

/** An ordered list of links, as WAI-ARIA's breadcrumb pattern has it. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav class="breadcrumb" aria-label="Breadcrumb">
      <ol role="list">
        {crumbs.map((crumb) => (
          <li key={crumb.label}>
            {crumb.href === undefined
              ? <span aria-current="page">{crumb.label}</span>
              : <a href={crumb.href}>{crumb.label}</a>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
