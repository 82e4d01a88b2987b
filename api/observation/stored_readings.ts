/**
 * Stored readings of any number of types, a page at a time, for what leaves the house: FHIR and spreadsheets.
 *
 * A page is one statement that walks the samples in the order they are kept in, type by type, and so costs the same
 * however far one has come. It never counts and never holds more than a page.
 */
import { pressureTypes, type StoredReading } from "../../schema/fhir_observation.ts";
import type { Database, Result, SqlValue } from "../database.ts";
import { authorName } from "./author_name.ts";
import { packRows } from "./packed_rows.ts";

/** UTC ms, all inclusive; what is left out is not asked. */
export interface Bounds {
  readonly startMin?: number;
  readonly startMax?: number;
  readonly endMin?: number;
  readonly endMax?: number;
}

/** Where a page ended: the last reading's type (key), start and uuid. */
export interface Place {
  readonly type: number;
  readonly start: number;
  readonly uuid: string;
}

export interface Wanted {
  /** Types by identifier; all where left out. */
  readonly types?: readonly string[] | undefined;
  readonly bounds?: Bounds;
  readonly limit: number;
  readonly after?: Place | undefined;
  /** Leave out what is told where a systolic pressure stands: its diastolic, and the correlation of both. */
  readonly panels?: boolean;
  /** Within a type. Types follow each other in the same direction of their keys. */
  readonly order: "newest" | "oldest";
}

export interface StoredPage {
  readonly readings: readonly StoredReading[];
  /** The next page is after this; undefined on the last. */
  readonly next: Place | undefined;
}

/** Nothing is before it, nothing after the other; both leave room to add to. */
const beginning = -1e15, end = 1e15;
/** A reading that asks for its end is looked for this long before: nothing lasts longer but by mistake. */
const longestMs = 31 * 86_400_000;

/** In the order that `reading` takes them apart. The value as text, since JSON would round it to 15 digits. */
const names = [
  "code",
  "type",
  "start",
  "uuid",
  "duration",
  "offset",
  "value",
  "name",
  "unit",
  "source",
  "product",
  "received_at",
  "public_id",
  "author",
  "note",
];
const columns = `t.code, s.type, s.start, lower(hex(s.uuid)) AS uuid, s.duration, s.offset,
  iif(s.value IS NULL, NULL, printf('%!.17g', s.value)) AS value, o.name, o.unit, s.source, c.product,
  b.received_at, p.public_id, ${authorName} AS author, d.detail ->> 'note' AS note`;

const joins = `
CROSS JOIN origin o ON o.id = s.origin
CROSS JOIN source c ON c.id = s.source
CROSS JOIN ingest_batch b ON b.id = s.batch
LEFT JOIN clinic_measurement m
  ON m.patient = ?1 AND m.type = s.type AND m.start = s.start AND m.uuid = s.uuid
LEFT JOIN practitioner p ON p.id = m.practitioner
LEFT JOIN sample_detail d
  ON m.patient IS NOT NULL AND d.patient = ?1 AND d.type = s.type AND d.start = s.start AND d.uuid = s.uuid`;

const besideIt = "x.patient = ?1 AND x.start = s.start AND x.duration = s.duration AND x.source = s.source";
// The nth diastolic of a source and an instant has a partner where there are n systolics.
const panelsOnly = `?11 = 0 OR t.code NOT IN (?12, ?14)
  OR (t.code = ?12 AND (
    SELECT count(*) FROM sample x
    WHERE x.type = (SELECT id FROM observation_type WHERE code = ?13) AND ${besideIt}
  ) <= (SELECT count(*) FROM sample x WHERE x.type = s.type AND ${besideIt} AND x.uuid < s.uuid))`;

function pageSql(order: Wanted["order"]): string {
  const [before, direction] = order === "newest" ? ["<", "DESC"] : [">", "ASC"];
  const bound = order === "newest"
    ? "s.start >= ?3 AND s.start <= iif(st.type = ?7, min(?4, ?8), ?4)"
    : "s.start <= ?4 AND s.start >= iif(st.type = ?7, max(?3, ?8), ?3)";
  return `SELECT ${columns}
FROM stream st
CROSS JOIN observation_type t ON t.id = st.type
CROSS JOIN sample s ON s.patient = ?1 AND s.type = st.type AND ${bound}
${joins}
WHERE st.patient = ?1 AND st.count > 0 AND (?2 IS NULL OR t.code IN (SELECT value FROM json_each(?2)))
  AND (?7 IS NULL OR st.type ${before}= ?7)
  AND (?7 IS NULL OR st.type ${before} ?7
    OR (st.type = ?7 AND (s.start ${before} ?8 OR (s.start = ?8 AND s.uuid ${before} unhex(?9)))))
  AND s.start + s.duration >= ?5 AND s.start + s.duration <= ?6 AND (${panelsOnly})
ORDER BY st.type ${direction}, s.start ${direction}, s.uuid ${direction} LIMIT ?10`;
}
const sqlOf = { newest: packRows(names, pageSql("newest")), oldest: packRows(names, pageSql("oldest")) };

const pressuresSql = packRows(
  names,
  `SELECT ${columns}
FROM json_each(?2) j
CROSS JOIN observation_type t ON t.code IN (?3, ?4)
CROSS JOIN sample s ON s.patient = ?1 AND s.type = t.id AND s.start = j.value
${joins}`,
);

function uuidText(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

type Packed = readonly (string | number | null)[];

function reading(row: Packed): StoredReading {
  const [type, , start, uuid, duration, offset, value, source, sentUnit, sourceKey, product, receivedAt] =
    row;
  const [id, name, note] = row.slice(12);
  return {
    type: type as string,
    uuid: uuidText(uuid as string),
    start: start as number,
    duration: duration as number,
    offset: offset as number,
    value: value === null ? null : Number(value),
    sentUnit: sentUnit as string,
    source: source as string,
    sourceKey: sourceKey as number,
    product: product as string,
    receivedAt: receivedAt as number,
    author: id === null ? null : { id: id as string, name: name as string },
    note: note as string | null,
  };
}

function rowsOf(result: Result | undefined): Packed[] {
  return JSON.parse(result?.rows[0]?.packed as string) as Packed[];
}

/** One page of a patient's readings (compact key). */
export async function readingsPage(db: Database, patient: number, wanted: Wanted): Promise<StoredPage> {
  const { types, bounds = {}, limit, after, order } = wanted;
  const endMin = bounds.endMin ?? beginning;
  const args: SqlValue[] = [
    patient,
    types === undefined ? null : JSON.stringify(types),
    Math.max(bounds.startMin ?? beginning, endMin - longestMs),
    Math.min(bounds.startMax ?? end, bounds.endMax ?? end),
    endMin,
    bounds.endMax ?? end,
    after?.type ?? null,
    after?.start ?? null,
    after?.uuid.replaceAll("-", "") ?? "",
    limit + 1,
    wanted.panels ? 1 : 0,
    pressureTypes.diastolic,
    pressureTypes.systolic,
    pressureTypes.panel,
  ];
  const [found] = await db.read([{ sql: sqlOf[order], args }]);
  const all = rowsOf(found);
  const rows = all.slice(0, limit);
  const last = rows.at(-1);
  return {
    readings: rows.map(reading),
    next: all.length > limit && last !== undefined
      ? { type: last[1] as number, start: last[2] as number, uuid: uuidText(last[3] as string) }
      : undefined,
  };
}

/** Every pressure that starts when a pressure of the page does; none where the page has none. */
export async function pressuresBeside(
  db: Database,
  patient: number,
  page: readonly StoredReading[],
): Promise<StoredReading[]> {
  const { systolic, diastolic } = pressureTypes;
  const starts = new Set(
    page.filter(({ type }) => type === systolic || type === diastolic).map(({ start }) => start),
  );
  if (starts.size === 0) return [];
  const [found] = await db.read([{
    sql: pressuresSql,
    args: [patient, JSON.stringify([...starts]), systolic, diastolic],
  }]);
  return rowsOf(found).map(reading);
}

/** Page after page until there is no more. */
export async function* readingsPages(
  db: Database,
  patient: number,
  wanted: Omit<Wanted, "after">,
): AsyncGenerator<readonly StoredReading[]> {
  let after: Place | undefined;
  do {
    const page = await readingsPage(db, patient, { ...wanted, after });
    yield page.readings;
    after = page.next;
  } while (after !== undefined);
}
