/** A file that can be read at any place: what a browser's Blob and a file on disk have in common. */
import { ImportError } from "./import_error.ts";

export interface RandomAccess {
  readonly size: number;
  /** Bytes from `offset`, at most `length`; none only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * A Blob, read by slices; nothing is copied before it is asked for.
 * @throws {ImportError} `file_unreadable`, e.g. when the file changed on disk since it was picked.
 */
export function fromBlob(blob: Blob): RandomAccess {
  return {
    size: blob.size,
    async read(offset, length) {
      try {
        return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
      } catch (cause) {
        throw new ImportError("file_unreadable", "The file can't be read any more; pick it again.", {
          cause,
        });
      }
    },
  };
}

/** The whole file in pieces, from its start. */
export async function* pieces(file: RandomAccess, length = 65_536): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let offset = 0; offset < file.size;) {
    const piece = await file.read(offset, length);
    if (piece.length === 0) return;
    offset += piece.length;
    yield piece;
  }
}
