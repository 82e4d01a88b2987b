/** One figure with its name: the small rows of numbers above tables and charts. */
import type { ComponentChildren } from "preact";

export interface StatProps {
  label: string;
  value: ComponentChildren;
  unit?: string | undefined;
  note?: ComponentChildren;
}

/** A definition list of figures with tabular numerals. */
export function Stats({ stats, label }: { stats: readonly StatProps[]; label?: string }) {
  return (
    <dl class="stats" aria-label={label}>
      {stats.map((stat) => (
        <div key={stat.label} class="stat">
          <dt>{stat.label}</dt>
          <dd>
            <span class="stat-value">{stat.value}</span>
            {stat.unit && <span class="stat-unit">{stat.unit}</span>}
            {stat.note !== undefined && <span class="stat-note">{stat.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
