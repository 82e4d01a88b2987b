/**
 * Readings as a spreadsheet: RFC 4180 (commas, CRLF, quotes doubled), UTF-8 with a byte order mark. Pure.
 *
 * The mark is there because Excel takes UTF-8 without one for the machine's old code page; every other reader of today
 * skips it. Text can never become a formula, wherever the file is opened: see `textCell`. Numbers are the stored
 * values, unrounded, with a decimal point.
 */
import { fhirInstant, pressureTypes, type StoredReading } from "../../schema/fhir_observation.ts";
import { categoryDisplay, healthType } from "../../schema/health_types.ts";
import { workoutActivity } from "../../schema/health_types/workout_activities.ts";
import type { Paired } from "./pair_pressures.ts";

/** First bytes of the file: U+FEFF, which UTF-8 writes as EF BB BF. */
export const byteOrderMark = "\ufeff";

// ASCII and full-width: Excel takes either for the beginning of a formula.
const formulaStart = /^([\s\p{Cf}]*)([=+\-@|%\uff1d\uff0b\uff0d\uff20])/u;
// Where lists are separated by semicolons or tabs, a file is cut there too, quotes or not.
const cutBeforeFormula = /([;,][\s\p{Cf}"']*)([=+\-@|%\uff1d\uff0b\uff0d\uff20])/gu;

/**
 * Text as a cell that no spreadsheet calculates: what looks like a formula gets an apostrophe before it (OWASP, CSV
 * Injection), control characters become spaces, and the cell is quoted.
 *
 * @example textCell('=HYPERLINK("x")') // `"'=HYPERLINK(""x"")"`
 */
export function textCell(text: string): string {
  if (text === "") return "";
  const plain = text.toWellFormed().replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(formulaStart, "$1'$2").replace(cutBeforeFormula, "$1'$2");
  return `"${plain.replaceAll('"', '""')}"`;
}

function numberCell(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}

/** One column: its head as a person reads it, and the cell of a row as it goes into the file. */
interface Column {
  readonly head: string;
  readonly cell: (row: StoredReading, pair?: { diastolic: StoredReading | undefined }) => string;
}

const start: Column = { head: "Start", cell: ({ start, offset }) => fhirInstant(start, offset) };
const end: Column = {
  head: "End",
  cell: ({ start, duration, offset }) => fhirInstant(start + duration, offset),
};
const provenance: readonly Column[] = [
  { head: "Source", cell: ({ source }) => textCell(source) },
  { head: "Device", cell: ({ product }) => textCell(product) },
  { head: "Measured in the clinic by", cell: ({ author }) => textCell(author?.name ?? "") },
  { head: "Note", cell: ({ note }) => textCell(note ?? "") },
  { head: "Id", cell: ({ uuid }) => uuid },
];

/** A value that is a code, in words. */
function words({ type, value }: StoredReading): string {
  const known = healthType(type);
  if (known === undefined || value === null) return "";
  if (known.kind === "workout") return workoutActivity(value)?.display ?? String(value);
  if (known.kind !== "category" && known.kind !== "interval") return "";
  return categoryDisplay(known, value) ?? String(value);
}

const isNumber = (type: string) => {
  const kind = healthType(type)?.kind;
  return kind === undefined || kind === "cumulative" || kind === "discrete";
};
const unitOf = ({ type, sentUnit }: StoredReading) => healthType(type)?.unitDisplay ?? sentUnit;

const withUnit = (name: string, unit: string) => unit === "" ? name : `${name} (${unit})`;

/** The columns of one type; `first` is its first reading, which alone knows an unknown type's unit. */
function columnsOf(type: string, first: StoredReading | undefined): readonly Column[] {
  const display = healthType(type)?.display ?? type;
  if (type === pressureTypes.panel) {
    return [
      start,
      end,
      {
        head: "Systolic (mmHg)",
        cell: (row) => row.type === pressureTypes.diastolic ? "" : numberCell(row.value),
      },
      {
        head: "Diastolic (mmHg)",
        cell: (row, pair) =>
          numberCell((row.type === pressureTypes.diastolic ? row : pair?.diastolic)?.value),
      },
      ...provenance,
    ];
  }
  if (isNumber(type)) {
    const unit = healthType(type)?.unitDisplay ?? first?.sentUnit ?? "";
    return [
      start,
      end,
      { head: withUnit(display, unit), cell: ({ value }) => numberCell(value) },
      ...provenance,
    ];
  }
  return [
    start,
    end,
    { head: display, cell: (row) => textCell(words(row)) },
    { head: "Duration (min)", cell: ({ duration }) => String(Math.round(duration / 600) / 100) },
    ...provenance,
  ];
}

/** Every type in one table: the unit is a column, since it differs from row to row. */
const allColumns: readonly Column[] = [
  { head: "Measured", cell: ({ type }) => textCell(healthType(type)?.display ?? type) },
  { head: "Identifier", cell: ({ type }) => textCell(type) },
  start,
  end,
  { head: "Value", cell: (row) => isNumber(row.type) ? numberCell(row.value) : "" },
  { head: "Unit", cell: (row) => isNumber(row.type) ? textCell(unitOf(row)) : "" },
  { head: "In words", cell: (row) => textCell(words(row)) },
  ...provenance,
];

const line = (cells: readonly string[]) => `${cells.join(",")}\r\n`;

/** A table of one type, or of all where `type` is undefined. */
export function csvTable(type: string | undefined, first: StoredReading | undefined) {
  const columns = type === undefined ? allColumns : columnsOf(type, first);
  return {
    /** The first line, the byte order mark before it. */
    head: byteOrderMark + line(columns.map(({ head }) => textCell(head))),
    row(one: Paired): string {
      if (one.reading !== undefined) return line(columns.map(({ cell }) => cell(one.reading)));
      const row = one.systolic ?? one.diastolic;
      return row === undefined ? "" : line(columns.map(({ cell }) => cell(row, one)));
    },
  };
}
