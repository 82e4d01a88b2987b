/**
 * Finds the parts of an export: the XML that is HealthData, the ECGs, and what is there besides.
 *
 * Apple localizes folder and file names, so the XML is known by its content. Archives are read at random places
 * through their central directory, which is what makes zip64 and data descriptors safe. A bare XML works too.
 */
import { ERR_ENCRYPTED, type FileEntry, ZipReader } from "@zip.js/zip.js/lib/zip-core-reader.js";
import { ImportError } from "./import_error.ts";
import { pieces, type RandomAccess } from "./random_access.ts";

export interface ExportPart {
  readonly name: string;
  /** Unpacked bytes. */
  readonly size: number;
  /** The unpacked bytes in pieces. Throws `ImportError` `zip_damaged` where the archive is broken. */
  open(): AsyncGenerator<Uint8Array<ArrayBuffer>>;
}

export interface ExportParts {
  readonly xml: ExportPart;
  readonly ecgs: readonly ExportPart[];
  /** Names of what is in the archive and not taken, by kind, with how many. */
  readonly others: ReadonlyMap<string, number>;
}

/** Packed bytes handed to the decompressor at once: it answers each piece with one of 20 times the size. */
const packedPieceBytes = 16_384;

/** The bytes of a stretch of the file, read as they are asked for. */
const stretch = (file: RandomAccess, from: number, to: number) => {
  let offset = from;
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const bytes = await file.read(offset, Math.min(65_536, to - offset));
      offset += bytes.length;
      for (let at = 0; at < bytes.length; at += packedPieceBytes) {
        controller.enqueue(bytes.subarray(at, at + packedPieceBytes));
      }
      if (bytes.length === 0 || offset >= to) controller.close();
    },
  });
};

/** The library's reader at random places; as an object, since its class would bring its writer along. */
const zipReaderOf = (file: RandomAccess) => {
  const reader = {
    size: file.size,
    readUint8Array: (offset: number, length: number) => file.read(offset, length),
    createReadable: ({ offset = 0, size = Infinity }: { offset?: number; size?: number } = {}) =>
      stretch(file, offset, Math.min(file.size, offset + size)),
    get readable() {
      return stretch(file, 0, file.size);
    },
  };
  return new ZipReader(reader, { useWebWorkers: false });
};

const zipFailure = (cause: unknown) => {
  if (cause instanceof ImportError) return cause;
  const encrypted = cause instanceof Error && cause.message === ERR_ENCRYPTED;
  return encrypted
    ? new ImportError("zip_encrypted", "The archive is encrypted. Unpack it first.", { cause })
    : new ImportError("zip_damaged", "The archive is damaged or incomplete. Export it again.", { cause });
};

function partOf(entry: FileEntry): ExportPart {
  return {
    name: entry.filename,
    size: entry.uncompressedSize,
    async *open() {
      const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
      const stop = new AbortController();
      let failure: unknown;
      const done = entry.getData(writable, { signal: stop.signal }).catch(async (cause: unknown) => {
        failure = cause;
        // What fails before the first byte (a password) leaves the stream open, and its reader waiting.
        await writable.abort(cause).catch(() => {});
      });
      const reader = readable.getReader();
      try {
        for (;;) {
          const { done: end, value } = await reader.read();
          if (end) break;
          yield value;
        }
        await done;
        if (failure !== undefined) throw failure;
      } catch (cause) {
        throw zipFailure(failure ?? cause);
      } finally {
        stop.abort();
        await reader.cancel().catch(() => {});
        await done;
      }
    },
  };
}

/** Whether the first 64 KB hold Apple's root element. */
async function isHealthData(part: ExportPart): Promise<boolean> {
  const head = await headOf(part, 65_536);
  return /<HealthData[\s/>]/.test(new TextDecoder().decode(head));
}

/** The first bytes of a part, at most `length`. */
export async function headOf(part: ExportPart, length: number): Promise<Uint8Array> {
  const head = new Uint8Array(length);
  let filled = 0;
  for await (const piece of part.open()) {
    const taken = piece.subarray(0, length - filled);
    head.set(taken, filled);
    filled += taken.length;
    if (filled === length) break;
  }
  return head.subarray(0, filled);
}

const kindOf = (name: string) => {
  const folders = name.split("/");
  return folders.length > 2 ? `${folders.at(-2)}/*.${name.split(".").at(-1)}` : folders.at(-1) ?? name;
};

async function openZip(file: RandomAccess): Promise<ExportParts> {
  const reader = zipReaderOf(file);
  let entries: FileEntry[];
  try {
    entries = (await reader.getEntries()).filter((entry): entry is FileEntry => !entry.directory);
  } catch (cause) {
    throw zipFailure(cause);
  }
  const own = entries.filter(({ filename }) => !/(^|\/)(__MACOSX\/|\._|\.DS_Store)/.test(filename));
  const xmls = own.filter(({ filename }) => /\.xml$/i.test(filename)).toSorted((one, other) =>
    Number(/_cda\.xml$/i.test(one.filename)) - Number(/_cda\.xml$/i.test(other.filename)) ||
    other.uncompressedSize - one.uncompressedSize
  );
  let xml: FileEntry | undefined;
  for (const entry of xmls.slice(0, 20)) {
    if (await isHealthData(partOf(entry))) {
      xml = entry;
      break;
    }
  }
  if (xml === undefined) {
    throw new ImportError("not_an_export", "The archive holds no Apple Health export.");
  }
  const ecgs = own.filter(({ filename }) => /\.csv$/i.test(filename));
  const others = new Map<string, number>();
  for (const entry of own) {
    if (entry === xml || ecgs.includes(entry)) continue;
    const kind = kindOf(entry.filename);
    const known = others.has(kind) || others.size < 100 ? kind : "other files";
    others.set(known, (others.get(known) ?? 0) + 1);
  }
  return { xml: partOf(xml), ecgs: ecgs.map(partOf), others };
}

/**
 * Opens `export.zip` or a bare `export.xml`.
 * @throws {ImportError} `empty`, `not_an_export`, `zip_damaged`, `zip_encrypted` or `file_unreadable`.
 */
export async function openExport(file: RandomAccess): Promise<ExportParts> {
  if (file.size === 0) throw new ImportError("empty", "The file is empty.");
  const start = await file.read(0, 4);
  if (start[0] === 0x50 && start[1] === 0x4b) return await openZip(file);
  const xml: ExportPart = { name: "export.xml", size: file.size, open: () => pieces(file) };
  return { xml, ecgs: [], others: new Map() };
}
