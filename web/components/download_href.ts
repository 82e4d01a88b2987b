/** The addresses of downloads: ids, types and instants, never a name. */

/** Where a download stands: of one type or all, of a stretch of time or since ever. */
export function downloadHref(
  form: "csv" | "bundle",
  { api = "/api", patient, type, from, to }: {
    api?: string;
    patient: string;
    type?: string | undefined;
    /** ISO instants. */
    from?: string;
    to?: string;
  },
): string {
  const query = Object.entries({ type, from, to }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]
  ).join("&");
  const path = `${api}/patient/${encodeURIComponent(patient)}/observation/${form}`;
  return query === "" ? path : `${path}?${query}`;
}
