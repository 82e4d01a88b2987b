/**
 * Figures as people read them: decimals from the registry, thousands apart, durations in hours and minutes.
 * It never judges: no word here says that a value is high or low.
 */

// Making a format costs a hundred times what using it does, and a chart's table has a thousand figures.
const formats = new Map<number, Intl.NumberFormat>();

function numberFormat(decimals: number): Intl.NumberFormat {
  let format = formats.get(decimals);
  if (format === undefined) {
    format = new Intl.NumberFormat("en-US", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formats.set(decimals, format);
  }
  return format;
}

/** A number with exactly `decimals` digits, thousands separated; an en dash where there is none. */
export function figure(value: number | null | undefined, decimals: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  return numberFormat(decimals).format(value).replace(/^-/, "−");
}

/**
 * Minutes as hours and minutes.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * assertEquals(duration(444), "7 h 24 min");
 * assertEquals(duration(59.6), "1 h");
 * assertEquals(duration(12), "12 min");
 * ```
 */
export function duration(minutes: number): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** Bytes in the unit that fits: `1.4 GB`. Decimal units, as file managers show them. */
export function bytes(count: number): string {
  if (count < 1000) return `${Math.round(count)} B`;
  const units = ["kB", "MB", "GB", "TB"];
  let value = count;
  let unit = "";
  for (const next of units) {
    if (value < 1000) break;
    value /= 1000;
    unit = next;
  }
  return `${value >= 100 ? Math.round(value) : value.toFixed(1)} ${unit}`;
}

/** What a measured value needs to be put in words. */
export interface Measure {
  value: number | null;
  second: number | null;
  text: string | null;
  kind: string;
  unit: string;
  unitDisplay: string;
  decimals: number;
}

/**
 * A value in parts, alternating figure and unit, so that figures can be set large: `[["118/76", "mmHg"]]`,
 * `[["7", "h"], ["24", "min"]]`, `[["Present", ""]]`.
 */
export function measureParts(measure: Measure): [figure: string, unit: string][] {
  if (measure.text !== null) return [[measure.text, ""]];
  if (
    measure.value !== null && measure.kind === "interval" && (measure.unit === "h" || measure.unit === "min")
  ) {
    const whole = Math.round(measure.unit === "h" ? measure.value * 60 : measure.value);
    const hours = Math.floor(whole / 60);
    return hours === 0 ? [[String(whole), "min"]] : [[String(hours), "h"], [String(whole % 60), "min"]];
  }
  const first = figure(measure.value, measure.decimals);
  return [[
    measure.second === null ? first : `${first}/${figure(measure.second, measure.decimals)}`,
    measure.unitDisplay,
  ]];
}

/** The same in one line: `118/76 mmHg`. */
export function measureText(measure: Measure): string {
  return measureParts(measure).map(([value, unit]) => unit === "" ? value : `${value} ${unit}`).join(" ");
}
