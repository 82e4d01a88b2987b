/**
 * FHIR's search parameters of Observation, read into what the database is asked. Pure. A parameter that isn't
 * understood is refused, never ignored: a filter that silently does nothing shows what nobody asked for.
 * https://hl7.org/fhir/R4/search.html
 */
import {
  categoryOf,
  healthKitSystem,
  loincCodes,
  loincSystem,
  pressureTypes,
} from "../../schema/fhir_observation.ts";
import { healthType, healthTypes } from "../../schema/health_types.ts";
import type { Bounds } from "../observation/stored_readings.ts";

const known = healthTypes.map(({ code }) => code);

/** What a page is made from is the pressures themselves, not the correlation that binds them. */
function withParts(type: string): string[] {
  return type === pressureTypes.panel ? [pressureTypes.systolic, pressureTypes.diastolic] : [type];
}

/** The types that one token (`system|code` or `code`) names; a pressure's own code names the panel it stands in. */
function typesOfToken(token: string): string[] {
  const bar = token.indexOf("|");
  const system = bar < 0 ? undefined : token.slice(0, bar);
  const code = token.slice(bar + 1);
  const found: string[] = [];
  if (system === undefined || system === loincSystem) {
    found.push(...known.filter((type) => loincCodes(type).includes(code)));
  }
  // A type that only a device knows is found by its identifier, as it is kept.
  if ((system === undefined || system === healthKitSystem) && code !== "") {
    if (healthType(code) !== undefined || found.length === 0) found.push(code);
  }
  const pressure = found.some((type) => type === pressureTypes.systolic || type === pressureTypes.diastolic);
  return (pressure ? [...found, pressureTypes.panel] : found).flatMap(withParts);
}

/** The types that a `code` parameter names, tokens separated by commas; an empty list where it names none. */
export function typesOfCode(parameter: string): string[] {
  return [...new Set(parameter.split(",").flatMap((token) => typesOfToken(token.trim())))];
}

/** The types whose readings have a category (`system|code` or `code`). */
export function typesOfCategory(parameter: string): string[] {
  const code = parameter.slice(parameter.indexOf("|") + 1);
  return [...new Set(known.filter((type) => categoryOf(type) === code).flatMap(withParts))];
}

const pattern =
  /^(eq|ge|gt|le|lt)?(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** First and last millisecond of what a date says at its precision; undefined where there is no such date. */
function extent(parts: readonly (string | undefined)[]): readonly [number, number] | undefined {
  const [year, month, day, hour, minute, second, fraction, zone] = parts;
  const text = `${year}-${month ?? "01"}-${day ?? "01"}T${hour ?? "00"}:${minute ?? "00"}:${second ?? "00"}.${
    (fraction ?? "").padEnd(3, "0")
  }${zone ?? "Z"}`;
  const first = Date.parse(text);
  // Date.parse takes February 30 for March 2.
  const local = zone === undefined || zone === "Z" ? first : Date.parse(text.replace(/[+-]\d\d:\d\d$/, "Z"));
  if (!Number.isFinite(first) || new Date(local).toISOString().slice(0, 10) !== text.slice(0, 10)) {
    return undefined;
  }
  const start = new Date(first);
  const length = fraction !== undefined
    ? 10 ** (3 - fraction.length)
    : second !== undefined
    ? 1_000
    : minute !== undefined
    ? 60_000
    : day !== undefined
    ? 86_400_000
    : month !== undefined
    ? Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1) - first
    : Date.UTC(start.getUTCFullYear() + 1, 0) - first;
  return [first, first + length - 1];
}

/**
 * The bounds that a `date` parameter sets; undefined where it isn't one. A date without a zone is in UTC.
 * @example boundsOfDate("ge2026-03-01") // { endMin: Date.UTC(2026, 2, 1) }
 */
export function boundsOfDate(parameter: string): Bounds | undefined {
  const [, prefix = "eq", ...parts] = pattern.exec(parameter) ?? [];
  const found = parts.length === 0 ? undefined : extent(parts);
  if (found === undefined) return undefined;
  const [first, last] = found;
  switch (prefix) {
    case "ge":
      return { endMin: first };
    case "gt":
      return { endMin: last + 1 };
    case "le":
      return { startMax: last };
    case "lt":
      return { startMax: first - 1 };
    default:
      return { startMin: first, endMax: last };
  }
}

/** All bounds at once. */
export function bothBounds(a: Bounds, b: Bounds): Bounds {
  const larger = (x = -Infinity, y = -Infinity) => Math.max(x, y);
  const smaller = (x = Infinity, y = Infinity) => Math.min(x, y);
  const all = {
    startMin: larger(a.startMin, b.startMin),
    endMin: larger(a.endMin, b.endMin),
    startMax: smaller(a.startMax, b.startMax),
    endMax: smaller(a.endMax, b.endMax),
  };
  return Object.fromEntries(Object.entries(all).filter(([, at]) => Number.isFinite(at)));
}
