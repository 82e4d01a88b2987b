/** How far something is, in a bar and in words. The native element: no style attribute, spoken by every reader. */

/** `value` of 0–1; without one the bar says only that work goes on. */
export function Progress({ value, label }: { value?: number | undefined; label: string }) {
  const share = value === undefined ? {} : { value: Math.max(0, Math.min(1, value)) };
  return <progress class="progress" max={1} aria-label={label} {...share} />;
}
