/** One measurement of the clinic as it was entered: a reading, or both pressures. */
import type { ClinicMeasurement } from "../../schema/clinic_measurement.ts";
import { pressureTypes } from "../../schema/fhir_observation.ts";
import { healthType } from "../../schema/health_types.ts";
import type { Database, Row } from "../database.ts";
import { authorName } from "../observation/author_name.ts";

const sql =
  `SELECT t.code, lower(hex(m.uuid)) AS uuid, lower(hex(m.entry)) AS entry, s.start, s.offset, s.value,
    d.detail ->> 'note' AS note, p.public_id, ${authorName} AS author
  FROM clinic_measurement e
  CROSS JOIN clinic_measurement m ON m.patient = ?1 AND m.entry = e.entry
  CROSS JOIN observation_type t ON t.id = m.type
  CROSS JOIN sample s ON s.patient = ?1 AND s.type = m.type AND s.start = m.start AND s.uuid = m.uuid
  CROSS JOIN practitioner p ON p.id = m.practitioner
  LEFT JOIN sample_detail d ON d.patient = ?1 AND d.type = s.type AND d.start = s.start AND d.uuid = s.uuid
  WHERE e.patient = ?1 AND e.uuid = unhex(?2, '-')`;

const uuidText = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

/** A measurement, and the samples that it is kept as. */
export interface Entry {
  measurement: ClinicMeasurement;
  parts: { type: string; uuid: string }[];
}

/** By the id of the measurement or of any of its readings; undefined where the patient (compact key) has none such. */
export async function readEntry(db: Database, patient: number, id: string): Promise<Entry | undefined> {
  const [found] = await db.read([{ sql, args: [patient, id] }]);
  const rows = found!.rows;
  const of = (code: string) => rows.find((row) => row.code === code);
  const systolic = of(pressureTypes.systolic);
  const first: Row | undefined = systolic ?? rows[0];
  if (first === undefined) return undefined;
  const type = systolic === undefined ? first.code as string : pressureTypes.panel;
  return {
    measurement: {
      id: uuidText(first.entry as string),
      type,
      value: first.value as number,
      second: systolic === undefined ? null : (of(pressureTypes.diastolic)?.value ?? null) as number | null,
      unit: healthType(type)?.unit ?? "",
      at: new Date(first.start as number).toISOString(),
      offset: first.offset as number,
      author: { id: first.publicId as string, name: first.author as string },
      note: first.note as string | null,
    },
    parts: rows.map((row) => ({ type: row.code as string, uuid: uuidText(row.uuid as string) })),
  };
}
