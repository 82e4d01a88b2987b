/** Archives as phones write them, and as they should not be, for tests. */
import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";

configure({ useWebWorkers: false });

export interface ZipEntry {
  readonly name: string;
  readonly content: string | Uint8Array | ReadableStream<Uint8Array>;
}

export interface ZipOptions {
  readonly zip64?: boolean;
  readonly dataDescriptor?: boolean;
  readonly password?: string;
  /** 0 stores. */
  readonly level?: number;
}

/** The archive's bytes; entries in their order. */
export async function zipExport(
  entries: readonly ZipEntry[],
  options: ZipOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { ...options, level: options.level ?? 1 });
  for (const { name, content } of entries) {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await writer.add(name, bytes instanceof Uint8Array ? new Uint8ArrayReader(bytes) : bytes);
  }
  return new Uint8Array(await writer.close());
}
