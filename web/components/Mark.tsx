/** The product's mark: a heartbeat in a rounded square. Decoration beside the clinic's name. */

/** `size` in pixels. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect class="mark-ground" width="32" height="32" rx="9" />
      <path
        class="mark-line"
        d="M6.5 17h4.2l2.6-7.5 4.7 14 2.8-6.5h4.7"
        fill="none"
        stroke-width="2.4"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
