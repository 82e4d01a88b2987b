/** What a change changed, for the audit: the fields' names, never what stood or stands in them. */

/**
 * Names of the fields whose values differ, in order; null when none does.
 * @example changedFields({ phone: null, fax: "1" }, { phone: "2", fax: "1" }) // "phone"
 */
export function changedFields(before: object, after: object): string | null {
  const old = before as Record<string, unknown>;
  const names = Object.entries(after).filter(([name, value]) => canonical(value) !== canonical(old[name]))
    .map(([name]) => name);
  return names.length === 0 ? null : names.sort().join(", ");
}

/** JSON with the keys of every object in order: two equal values have one text. */
function canonical(value: unknown): string {
  return JSON.stringify(
    value,
    (_, inner) =>
      typeof inner === "object" && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => a < b ? -1 : 1))
        : inner,
  ) ?? "";
}
