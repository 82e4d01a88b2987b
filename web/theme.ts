/** Light, dark, or as the device has it: a cookie that the server reads, so that no page flashes. */

/** What the person chose; `system` follows the device. */
export type Theme = "system" | "light" | "dark";

/** The name of the cookie; its value is a `Theme`. */
export const themeCookie = "theme";

/** Any text from outside as a theme; what is none of the three follows the device. */
export function themeOf(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
