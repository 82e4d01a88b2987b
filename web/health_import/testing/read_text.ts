/** Reads small hand-made exports for tests: text in, batches and report out. */
import { type BatchLimits, defaultBatchLimits } from "../build_batches.ts";
import type { RandomAccess } from "../random_access.ts";
import { type ReadBatch, readExport } from "../read_export.ts";
import type { ExportCodes } from "../read_rows.ts";
import type { ReadingReport } from "../reading_report.ts";

/** A few codes, so that tests of the reader don't lean on the registry. */
export const testCodes: ExportCodes = {
  categoryCode: (_type, name) =>
    ({ HKCategoryValueSleepAnalysisAsleepCore: 3, HKCategoryValueNotApplicable: 0 })[name],
  activityCode: (name) => ({ HKWorkoutActivityTypeRunning: 37 })[name],
};

/** Bytes as a file. Reads hand out at most `atOnce` bytes, to cut the content in odd places. */
export function bytesAsFile(bytes: Uint8Array, atOnce = Infinity): RandomAccess {
  return {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.slice(offset, offset + Math.min(length, atOnce))),
  };
}

/** An export with these elements, as Apple begins and ends one. */
export const exportOf = (elements: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (ExportDate,Me,Record*)>\n]>\n` +
  `<HealthData locale="en_US">\n <ExportDate value="2024-06-01 09:00:00 -0500"/>\n${elements}</HealthData>\n`;

/** A `Record` line with these attributes over believable ones; undefined leaves one out. */
export function record(attributes: Record<string, string | undefined> = {}, children = ""): string {
  const all: Record<string, string | undefined> = {
    type: "HKQuantityTypeIdentifierHeartRate",
    sourceName: "Watch",
    sourceVersion: "9.1",
    unit: "count/min",
    creationDate: "2024-03-01 07:12:40 -0600",
    startDate: "2024-03-01 07:12:33 -0600",
    endDate: "2024-03-01 07:12:33 -0600",
    value: "72",
    ...attributes,
  };
  const text = Object.entries(all).filter(([, value]) => value !== undefined).map(([name, value]) =>
    ` ${name}="${value}"`
  ).join("");
  return children === "" ? ` <Record${text}/>\n` : ` <Record${text}>\n${children} </Record>\n`;
}

export interface ReadAll {
  readonly batches: ReadBatch[];
  readonly report: ReadingReport;
  /** One object per row of all groups, columns put together again. */
  readonly rows: Row[];
}

export interface Row {
  readonly type: string;
  readonly unit: string | undefined;
  readonly source: ReadBatch["batch"]["groups"][number]["source"];
  readonly zone: string | undefined;
  readonly start: unknown;
  readonly end: unknown;
  readonly offset: unknown;
  readonly value: unknown;
  readonly ordinal: unknown;
  readonly detail: Record<string, unknown> | undefined;
  readonly line: number | undefined;
}

/** The rows of a batch, one object each. */
export function rowsOf({ batch, groupLines }: ReadBatch): Row[] {
  return batch.groups.flatMap((group, groupIndex) =>
    group.start.map((start, index) => ({
      type: group.type,
      unit: group.unit,
      source: group.source,
      zone: group.zone,
      start,
      end: group.end === undefined ? start : group.end[index],
      offset: Array.isArray(group.offset) ? group.offset[index] : group.offset,
      value: group.value?.[index] ?? null,
      ordinal: group.ordinal?.[index] ?? 0,
      detail: group.detail?.[index],
      line: groupLines[groupIndex]?.[index],
    }))
  );
}

/** Reads bytes (or the text of an export) to the end. */
export async function readAll(
  content: string | Uint8Array,
  { limits = defaultBatchLimits, atOnce, patient = "p" }: {
    limits?: BatchLimits;
    atOnce?: number;
    patient?: string;
  } = {},
): Promise<ReadAll> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const reading = await readExport(bytesAsFile(bytes, atOnce), { patient, codes: testCodes, limits });
  const batches = await Array.fromAsync(reading.batches);
  return { batches, report: reading.report, rows: batches.flatMap(rowsOf) };
}
