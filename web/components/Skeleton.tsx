/** The shape of what is coming, so that nothing jumps when it arrives; announced once as "Loading". */

/** `lines` of text, a row of `tiles`, or a `chart`. */
export function Skeleton(
  { shape, count = 3, label = "Loading" }: {
    shape: "lines" | "tiles" | "chart";
    count?: number;
    label?: string;
  },
) {
  return (
    <div class={`skeleton skeleton-${shape}`} role="status">
      <span class="visually-hidden">{label}</span>
      {Array.from(
        { length: shape === "chart" ? 1 : count },
        (_, index) => <span key={index} class="skeleton-bone" aria-hidden="true" />,
      )}
    </div>
  );
}
