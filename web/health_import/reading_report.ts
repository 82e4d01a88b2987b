/** What reading a file found: everything in it is either a row that was sent or named here. */

export interface Example {
  /** Line of the XML, or of an ECG's CSV. */
  readonly line: number;
  /** Name of the file inside the archive where it isn't the XML. */
  readonly file?: string;
  readonly what: string;
}

export interface ReadingReport {
  /** Rows handed on for sending, children of correlations and day totals included. */
  rows: number;
  /** The same by type. */
  readonly byType: Map<string, number>;
  /** Elements and files that this import does not take, by name. */
  readonly notTaken: Map<string, number>;
  /** Rows that can't even be sent, because the wire has no place for them, by reason. */
  readonly unreadable: Map<string, { count: number; readonly examples: Example[] }>;
  /** Where the XML is not well-formed; reading went on. */
  xmlErrors: { count: number; readonly examples: string[] };
  /** Set when the file stops before its end: everything before was read. */
  endedEarly: { readonly atByte: number; readonly rows: number; readonly cause: string } | undefined;
  /** When the phone wrote the file (UTC ms). */
  exportedAt: number | undefined;
  /** To compare with the chart; never sent. */
  person: { readonly birthDate?: string; readonly sex?: string };
}

const mostExamples = 5;
const mostNames = 500;

export function emptyReport(): ReadingReport {
  return {
    rows: 0,
    byType: new Map(),
    notTaken: new Map(),
    unreadable: new Map(),
    xmlErrors: { count: 0, examples: [] },
    endedEarly: undefined,
    exportedAt: undefined,
    person: {},
  };
}

/** Counts one under a name. A hostile file can't make the map grow without end: the rest goes under "other". */
export function countName(counts: Map<string, number>, name: string): void {
  const known = counts.has(name) || counts.size < mostNames ? name : "other";
  counts.set(known, (counts.get(known) ?? 0) + 1);
}

/** Notes a row that can't be sent, with the first few as examples. */
export function noteUnreadable(report: ReadingReport, reason: string, example: Example): void {
  let noted = report.unreadable.get(reason);
  if (noted === undefined) report.unreadable.set(reason, noted = { count: 0, examples: [] });
  noted.count++;
  if (noted.examples.length < mostExamples) noted.examples.push(example);
}

/** Notes one place where the XML is not well-formed. */
export function noteXmlError(report: ReadingReport, line: number, message: string): void {
  report.xmlErrors.count++;
  if (report.xmlErrors.examples.length < mostExamples) {
    report.xmlErrors.examples.push(`line ${line}: ${message}`);
  }
}
