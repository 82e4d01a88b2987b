/** Raw readings, as behind a point of the chart, a page at a time and newest first. */
import type { Reading, ReadingPage } from "../../schema/observation.ts";
import type { z } from "@hono/zod-openapi";
import type { Database, Row, SqlValue } from "../database.ts";
import type { TimeRange } from "./chart.ts";
import { authorName } from "./author_name.ts";
import { bloodPressureType, diastolicType, systolicType, typeWords, valueText } from "./type_words.ts";

/** Keeps the start in a cursor free of a sign. */
const cursorBias = 3_456_000_000_000;

function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
}

function uuidText(bytes: Uint8Array): string {
  const text = hex(bytes);
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${
    text.slice(20)
  }`;
}

function reading(row: Row): Reading {
  const code = row.code as string;
  const value = row.value as number | null;
  const start = row.start as number;
  return {
    type: code,
    start: new Date(start).toISOString(),
    end: new Date(start + (row.duration as number)).toISOString(),
    offset: row.offset as number,
    value,
    text: valueText(code, value),
    second: row.second as number | null,
    unit: typeWords(code, row.unit as string).unit,
    source: row.name as string,
    measuredBy: row.author as string | null,
    note: row.note as string | null,
    uuid: uuidText(row.uuid as Uint8Array),
    detail: row.detail === null ? null : JSON.parse(row.detail as string) as Record<string, unknown>,
  };
}

/** That a pressure `alias` was taken by the same source over the same instants as `s`. */
const besides = (alias: string) =>
  `${alias}.patient = ?1 AND ${alias}.start = s.start AND ${alias}.duration = s.duration
    AND ${alias}.source = s.source`;
const ofType = (alias: string, code: string) =>
  `${alias}.type = (SELECT id FROM observation_type WHERE code = ${code})`;
const rank = `(SELECT count(*) FROM sample r WHERE r.type = s.type AND ${besides("r")} AND r.uuid < s.uuid)`;
// The nth diastolic of a source and an instant belongs to the nth systolic, as everywhere.
const diastolic = `iif(?8 AND t.code = ?9, (
  SELECT x.value FROM sample x WHERE ${ofType("x", "?10")} AND ${besides("x")} AND ${rank} = (
    SELECT count(*) FROM sample y WHERE y.type = x.type AND ${besides("y")} AND y.uuid < x.uuid
  )), NULL)`;
const withoutPartner = `NOT ?8 OR t.code <> ?10
  OR (SELECT count(*) FROM sample x WHERE ${ofType("x", "?9")} AND ${besides("x")}) <= ${rank}`;

/**
 * Readings of a type that start within `range`, newest first. Of blood pressure one reading holds both pressures;
 * a diastolic without a partner stands alone. `cursor` is `next` of the page before; one that was not made here starts over.
 */
export async function readings(
  db: Database,
  patient: number,
  type: string,
  range: TimeRange,
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<z.infer<typeof ReadingPage>> {
  const pairs = type === bloodPressureType;
  const codes = pairs ? [systolicType, diastolicType] : [type];
  const [, start, uuid] = /^(\d{1,16})-([0-9a-f]{32})$/.exec(page.cursor ?? "") ?? [];
  const args: SqlValue[] = [
    patient,
    JSON.stringify(codes),
    range.from,
    start === undefined ? range.to : Math.min(range.to, Number(start) - cursorBias + 1),
    start === undefined ? null : Number(start) - cursorBias,
    uuid ?? "",
    page.limit + 1,
    pairs ? 1 : 0,
    systolicType,
    diastolicType,
  ];
  // One type is read in key order and stops at the limit; several must be sorted, and only pressures are several.
  const ids = "(SELECT id FROM observation_type WHERE code IN (SELECT value FROM json_each(?2)))";
  const ofTypes = codes.length === 1 ? `s.type = ${ids}` : `s.type IN ${ids}`;
  const [found] = await db.read([{
    sql: `SELECT t.code, s.start, s.uuid, s.duration, s.offset, s.value, o.name, o.unit, d.detail,
        ${diastolic} AS second, ${authorName} AS author, iif(m.patient IS NULL, NULL, d.detail ->> 'note') AS note
      FROM sample s
      CROSS JOIN observation_type t ON t.id = s.type
      CROSS JOIN origin o ON o.id = s.origin
      LEFT JOIN sample_detail d
        ON d.patient = ?1 AND d.type = s.type AND d.start = s.start AND d.uuid = s.uuid
      LEFT JOIN clinic_measurement m
        ON m.patient = ?1 AND m.type = s.type AND m.start = s.start AND m.uuid = s.uuid
      LEFT JOIN practitioner p ON p.id = m.practitioner
      WHERE s.patient = ?1 AND s.start >= ?3 AND s.start < ?4 AND ${ofTypes}
        AND (${withoutPartner})
        AND (?5 IS NULL OR (s.start, s.uuid) < (?5, unhex(?6)))
      ORDER BY s.start DESC, s.uuid DESC LIMIT ?7`,
    args,
  }]);
  const rows = found!.rows.slice(0, page.limit);
  const last = rows.at(-1);
  const more = found!.rows.length > page.limit && last !== undefined;
  return {
    readings: rows.map(reading),
    next: more ? `${(last.start as number) + cursorBias}-${hex(last.uuid as Uint8Array)}` : null,
  };
}
