/**
 * Reads an export into batches for `POST /api/observation/batches`, as a stream: memory does not depend on the
 * size of the file, and the same file gives the same batches under the same ids however it is cut or resumed.
 *
 * Content never stops it; a file that is no export, or an archive that can't be opened, is an `ImportError`.
 * An XML that breaks off is a finding in the report, and what stood before is handed on.
 */
import type { ObservationBatch } from "../../schema/observation.ts";
import { batchId, fileIdentity } from "./batch_id.ts";
import {
  type BatchBuilder,
  type BatchContent,
  type BatchLimits,
  createBatchBuilder,
  defaultBatchLimits,
} from "./build_batches.ts";
import { ImportError } from "./import_error.ts";
import { type ExportPart, headOf, openExport } from "./open_archive.ts";
import { createOrdinalCounter } from "./ordinals.ts";
import type { RandomAccess } from "./random_access.ts";
import { readEcg } from "./read_ecg.ts";
import { createRowReader, type ExportCodes } from "./read_rows.ts";
import { countName, emptyReport, noteUnreadable, type ReadingReport } from "./reading_report.ts";
import { createPrologSkipper } from "./skip_prolog.ts";

export interface ReadOptions {
  /** The patient's id, who all batches are for. */
  readonly patient: string;
  readonly codes: ExportCodes;
  readonly limits?: BatchLimits;
}

/** A batch and where it came from. */
export interface ReadBatch {
  readonly batch: ObservationBatch;
  /** From 0, without gaps. */
  readonly number: number;
  readonly rows: number;
  /** Bytes of the unpacked export that are read by now. */
  readonly bytesRead: number;
  /** The file inside the export, and for each row of each group and each total its line there. */
  readonly file: string;
  readonly groupLines: readonly number[][];
  readonly totalLines: readonly number[][];
}

export interface ExportReading {
  /** Bytes of the unpacked export, as the file states them. */
  readonly bytesTotal: number;
  /** SHA-256 of what this import is known by; names a checkpoint. */
  readonly identity: Uint8Array<ArrayBuffer>;
  readonly batches: AsyncGenerator<ReadBatch>;
  /** Complete once `batches` is exhausted. */
  readonly report: ReadingReport;
}

const ecgType = "HKDataTypeIdentifierElectrocardiogram";
const mostEcgBytes = 8_388_608;

/** Reads the XML and yields what is full after each piece. */
async function* readXml(
  xml: ExportPart,
  builder: BatchBuilder,
  report: ReadingReport,
  codes: ExportCodes,
  onBytes: (bytes: number) => void,
): AsyncGenerator<BatchContent> {
  const decoder = new TextDecoder();
  const prolog = createPrologSkipper();
  let rows: { write(text: string): void } | undefined;
  let bytes = 0;
  let tail = "";
  let cause = "the file ends before its last element";
  const feed = (text: string) => {
    const content = prolog.skip(text);
    if (content === "") return;
    rows ??= createRowReader(builder, report, codes, prolog.lines);
    rows.write(content);
    tail = content.length >= 64 ? content.slice(-64) : (tail + content).slice(-64);
  };
  try {
    for await (const piece of xml.open()) {
      bytes += piece.length;
      feed(decoder.decode(piece, { stream: true }));
      onBytes(bytes);
      if (prolog.hopeless) break;
      yield* builder.take(false);
    }
  } catch (error) {
    // A broken archive is like a file that breaks off: keep what came out of it.
    if (!(error instanceof ImportError) || error.reason !== "zip_damaged" || rows === undefined) throw error;
    cause = "the archive is damaged";
  }
  if (!prolog.found) throw new ImportError("not_an_export", "The file is no Apple Health export.");
  feed(decoder.decode());
  if (!/<\/HealthData\s*>\s*$/.test(tail)) report.endedEarly = { atByte: bytes, rows: report.rows, cause };
  yield* builder.take(true);
}

async function readOneEcg(
  part: ExportPart,
  builder: BatchBuilder,
  report: ReadingReport,
  codes: ExportCodes,
): Promise<void> {
  const file = part.name.split("/").at(-1) ?? part.name;
  const unreadable = () => noteUnreadable(report, "ecg", { line: 1, file, what: ecgType });
  if (part.size > mostEcgBytes) return unreadable();
  const decoder = new TextDecoder();
  let csv = "";
  try {
    for await (const piece of part.open()) csv += decoder.decode(piece, { stream: true });
  } catch (error) {
    if (!(error instanceof ImportError) || error.reason !== "zip_damaged") throw error;
    return unreadable();
  }
  const ecg = readEcg(csv + decoder.decode());
  if (ecg === undefined) return unreadable();
  const device = ecg.product === undefined ? undefined : `hardware:${ecg.product}`;
  builder.add(
    ecgType,
    undefined,
    { name: "ECG", version: undefined, device },
    undefined,
    ecg.start,
    ecg.end,
    ecg.offset,
    codes.categoryCode(ecgType, ecg.classification) ?? null,
    ecg.detail,
    ecg.weight,
    1,
    createOrdinalCounter(1),
  );
  report.rows++;
  countName(report.byType, ecgType);
}

/**
 * Opens an export and starts reading when `batches` is iterated. Iterate once.
 *
 * @throws {ImportError} `empty`, `not_an_export`, `zip_damaged`, `zip_encrypted`, `file_unreadable`; from here
 * or, for what only shows later, from `batches`.
 */
export async function readExport(file: RandomAccess, options: ReadOptions): Promise<ExportReading> {
  const parts = await openExport(file);
  const limits = options.limits ?? defaultBatchLimits;
  const head = await headOf(parts.xml, 65_536);
  const identity = await fileIdentity(parts.xml.size, head, options.patient, Object.values(limits).join());
  const report = emptyReport();
  for (const [name, count] of parts.others) report.notTaken.set(name, count);
  const builder = createBatchBuilder(limits);
  let number = 0;
  let bytesRead = 0;

  const toBatch = async (content: BatchContent, name: string): Promise<ReadBatch> => ({
    batch: {
      batchId: await batchId(identity, number),
      patient: options.patient,
      groups: content.groups,
      ...(content.totals.length === 0 ? {} : { totals: content.totals }),
    },
    number: number++,
    rows: content.rows,
    bytesRead,
    file: name,
    groupLines: content.groupLines,
    totalLines: content.totalLines,
  });

  async function* read(): AsyncGenerator<ReadBatch> {
    const xmlName = parts.xml.name.split("/").at(-1) ?? parts.xml.name;
    const onBytes = (bytes: number) => {
      bytesRead = bytes;
    };
    for await (const content of readXml(parts.xml, builder, report, options.codes, onBytes)) {
      yield await toBatch(content, xmlName);
    }
    for (const ecg of parts.ecgs) {
      await readOneEcg(ecg, builder, report, options.codes);
      bytesRead += ecg.size;
      for (const content of builder.take(false)) yield await toBatch(content, "electrocardiograms");
    }
    for (const content of builder.take(true)) yield await toBatch(content, "electrocardiograms");
  }

  return {
    bytesTotal: parts.ecgs.reduce((sum, ecg) => sum + ecg.size, parts.xml.size),
    identity,
    batches: read(),
    report,
  };
}
