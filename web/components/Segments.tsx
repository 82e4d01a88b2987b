/** One choice of a few, each a link with its state in the URL. */

export interface Segment {
  href: string;
  label: string;
  current?: boolean;
}

/** A row of joined links; the current one is marked for all senses. */
export function Segments(
  { label, segments, onChoose }: {
    label: string;
    segments: readonly Segment[];
    onChoose?: (segment: Segment, event: MouseEvent) => void;
  },
) {
  return (
    <nav class="segments" aria-label={label}>
      {segments.map((segment) => (
        <a
          key={segment.label}
          class="segment"
          href={segment.href}
          {...(segment.current ? { "aria-current": "true" as const } : {})}
          {...(onChoose ? { onClick: (event: MouseEvent) => onChoose(segment, event) } : {})}
        >
          {segment.label}
        </a>
      ))}
    </nav>
  );
}
