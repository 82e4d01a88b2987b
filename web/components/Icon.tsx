/**
 * The one icon set: 24-pixel strokes, drawn for this product, coloured by the text around them.
 * Icons are decoration unless given a `label`; a control must carry its name in words.
 */

/** Paths on a 24 × 24 grid, stroke 1.75, round caps. */
const strokes = {
  alert: "M12 8v5M12 16.4v.1M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18Z",
  "arrow-left": "M19 12H5M11 6l-6 6 6 6",
  body:
    "M5 4.5h14a1.5 1.5 0 0 1 1.5 1.5v13a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V6A1.5 1.5 0 0 1 5 4.5ZM8 10a5.6 5.6 0 0 1 8 0M12 12l2-3",
  calendar:
    "M5 5.5h14A1.5 1.5 0 0 1 20.5 7v12a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V7A1.5 1.5 0 0 1 5 5.5ZM8 3v4M16 3v4M3.5 10.5h17",
  card:
    "M4.5 5.5h15A1.5 1.5 0 0 1 21 7v10a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17V7a1.5 1.5 0 0 1 1.5-1.5ZM3 10h18M6.5 15H10",
  check: "M5 12.5l4.5 4.5L19 7.5",
  "chevron-down": "M6 9.5l6 6 6-6",
  "chevron-left": "M14.5 6l-6 6 6 6",
  "chevron-right": "M9.5 6l6 6-6 6",
  "chevrons-left": "M12 6l-6 6 6 6M18.5 6l-6 6 6 6",
  clock: "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18ZM12 7.5V12l3 2",
  close: "M6 6l12 12M18 6L6 18",
  copy:
    "M10 8.5h8.5A1.5 1.5 0 0 1 20 10v8.5a1.5 1.5 0 0 1-1.5 1.5H10a1.5 1.5 0 0 1-1.5-1.5V10A1.5 1.5 0 0 1 10 8.5ZM5.5 15.5A1.5 1.5 0 0 1 4 14V5.5A1.5 1.5 0 0 1 5.5 4H14a1.5 1.5 0 0 1 1.5 1.5",
  device:
    "M8.5 6.5h7A2.5 2.5 0 0 1 18 9v6a2.5 2.5 0 0 1-2.5 2.5h-7A2.5 2.5 0 0 1 6 15V9a2.5 2.5 0 0 1 2.5-2.5ZM9 6.5l.5-3h5l.5 3M9 17.5l.5 3h5l.5-3M12 10v2l1.3 1",
  download: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  drop:
    "M12 3.5c3.6 4 5.5 7 5.5 9.8A5.5 5.5 0 0 1 12 19a5.5 5.5 0 0 1-5.5-5.7c0-2.8 1.9-5.8 5.5-9.8ZM9.6 13.6a2.5 2.5 0 0 0 2.1 2.5",
  eye:
    "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 9a3 3 0 1 0 0 6a3 3 0 0 0 0-6Z",
  "eye-off":
    "M4 4l16 16M9.9 5.8A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a16 16 0 0 1-2.9 3.6M6 7.5A16 16 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4-.9M9.9 9.9a3 3 0 0 0 4.2 4.2",
  file:
    "M13.5 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5ZM13.5 3.5v5h5M9 13h6M9 16.5h4",
  flame:
    "M12 3.5c.5 3.5 5.5 5.5 5.5 10.5a5.5 5.5 0 0 1-11 0c0-2 1-3.5 2.2-4.5.2 1.5.8 2.3 1.8 2.8C10.2 9 10.5 6 12 3.5Z",
  heart:
    "M12 20s-8-4.7-8-10.6A4.4 4.4 0 0 1 8.4 5C10 5 11.3 5.9 12 7.2 12.7 5.9 14 5 15.6 5A4.4 4.4 0 0 1 20 9.4C20 15.3 12 20 12 20Z",
  home: "M4 11l8-7 8 7v8a1.5 1.5 0 0 1-1.5 1.5H15v-6H9v6H5.5A1.5 1.5 0 0 1 4 19Z",
  info: "M12 11v5.5M12 7.6v.1M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18Z",
  link:
    "M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 1 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 1 0 5.7 5.7l1.1-1.1",
  lock:
    "M6.5 10.5h11A1.5 1.5 0 0 1 19 12v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19v-7a1.5 1.5 0 0 1 1.5-1.5ZM8 10.5V8a4 4 0 0 1 8 0v2.5",
  lungs:
    "M12 4v8M12 9.5l-3 2.5M12 9.5l3 2.5M9 8.5c-2.6 0-5.5 5-5.5 9.3 0 2.7 5.5 2.2 5.5-.8ZM15 8.5c2.6 0 5.5 5 5.5 9.3 0 2.7-5.5 2.2-5.5-.8Z",
  mail:
    "M4.5 5.5h15A1.5 1.5 0 0 1 21 7v10a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17V7a1.5 1.5 0 0 1 1.5-1.5ZM3.5 7.5l8.5 6 8.5-6",
  menu: "M4 7h16M4 12h16M4 17h16",
  message:
    "M5 4.5h14A1.5 1.5 0 0 1 20.5 6v9.5A1.5 1.5 0 0 1 19 17h-7l-4.5 3.5V17H5a1.5 1.5 0 0 1-1.5-1.5V6A1.5 1.5 0 0 1 5 4.5ZM8 9h8M8 12.5h5",
  minus: "M5 12h14",
  monitor:
    "M5 4.5h14A1.5 1.5 0 0 1 20.5 6v9a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 15V6A1.5 1.5 0 0 1 5 4.5ZM9 20.5h6M12 16.5v4",
  moon: "M20 14.2A8.2 8.2 0 0 1 9.8 4 8.2 8.2 0 1 0 20 14.2Z",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  pause: "M9 6v12M15 6v12",
  phone:
    "M8.2 4.5H5.5A1.5 1.5 0 0 0 4 6.1C4.6 13.3 10.7 19.4 17.9 20a1.5 1.5 0 0 0 1.6-1.5v-2.7l-4-1.8-1.8 2.2a12.5 12.5 0 0 1-5.9-5.9L10 8.5Z",
  pin:
    "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11ZM12 7.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5Z",
  play: "M8 5.5v13l10.5-6.5Z",
  plus: "M12 5v14M5 12h14",
  qr: "M4.5 4.5h5v5h-5ZM14.5 4.5h5v5h-5ZM4.5 14.5h5v5h-5ZM14.5 14.5h2v2M19.5 14.5v5h-5",
  reset: "M4.5 12a7.5 7.5 0 1 0 2.4-5.5L4.5 8.8M4.5 4.5v4.3h4.3",
  search: "M11 4.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13ZM15.8 15.8L20 20",
  settings: "M4 7.5h9M17 7.5h3M4 16.5h3M11 16.5h9M15 5.5v4M9 14.5v4",
  shield: "M12 3.5l7 2.5v5.5c0 4.5-3 7.6-7 9-4-1.4-7-4.5-7-9V6ZM9 12l2.2 2.2L15 10.3",
  "sign-out": "M14 4.5H6.5A1.5 1.5 0 0 0 5 6v12a1.5 1.5 0 0 0 1.5 1.5H14M10.5 12H20M16.5 8.5L20 12l-3.5 3.5",
  steps:
    "M8.5 3.5C6.8 3.5 6 5.5 6 8c0 2 .8 3 .8 5h3.7c0-2 .7-3 .7-5.2 0-2.3-1-4.3-2.7-4.3ZM7 16h3.5c0 1.6-.6 2.5-1.7 2.5S7 17.6 7 16ZM15.5 6c1.7 0 2.5 2 2.5 4.5 0 2-.8 3-.8 5h-3.7c0-2-.7-3-.7-5.2C12.8 8 13.8 6 15.5 6Z",
  sun:
    "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  table:
    "M5 4.5h14A1.5 1.5 0 0 1 20.5 6v12a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18V6A1.5 1.5 0 0 1 5 4.5ZM3.5 9.5h17M3.5 14.5h17M9.5 9.5v10",
  today: "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8ZM3 20h18M12 3v2M4.9 6.3l1.3 1.2M19.1 6.3l-1.3 1.2",
  upload: "M12 16V5M7 9.5l5-5 5 5M5 20h14",
  user: "M12 4.5a3.7 3.7 0 1 0 0 7.4a3.7 3.7 0 0 0 0-7.4ZM4.5 20c.6-3.4 3.7-5.5 7.5-5.5s6.9 2.1 7.5 5.5",
  users:
    "M9 5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7ZM2.5 19.5c.5-3.2 3.2-5 6.5-5s6 1.8 6.5 5M15.5 5.3a3.5 3.5 0 0 1 0 6.5M18 14.9c1.9.8 3.2 2.4 3.5 4.6",
  vitals: "M2.5 12.5H7l2.5-7 4.5 13 2.5-6h5",
} as const;

export type IconName = keyof typeof strokes;

/** Every icon's name, for the gallery and for checking data that names icons. */
export const iconNames = Object.keys(strokes) as IconName[];

/** One icon; `size` in pixels (16 in dense text, 20 in navigation, 24 on its own). */
export function Icon(
  { name, size = 18, label, class: className }: {
    name: IconName;
    size?: number;
    label?: string;
    class?: string;
  },
) {
  const named = label === undefined
    ? { "aria-hidden": "true" as const }
    : { role: "img" as const, "aria-label": label };
  return (
    <svg
      class={className === undefined ? "icon" : `icon ${className}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={name === "more" ? "2.6" : "1.75"}
      stroke-linecap="round"
      stroke-linejoin="round"
      {...named}
    >
      <path d={strokes[name]} />
    </svg>
  );
}
