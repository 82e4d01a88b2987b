/** A file on disk as `RandomAccess`, for the command line and tests. */
import { ImportError } from "./import_error.ts";
import type { RandomAccess } from "./random_access.ts";

export interface DiskFile extends RandomAccess, Disposable {}

/**
 * Opens a file for reading at random places; dispose of it to close.
 * @throws {ImportError} `file_unreadable` when it doesn't exist, may not be read, or is a folder.
 */
export async function openFile(path: string): Promise<DiskFile> {
  const unreadable = (cause: unknown) =>
    new ImportError("file_unreadable", `${path} can't be read.`, { cause });
  let file: Deno.FsFile;
  let size: number;
  try {
    file = await Deno.open(path);
    const info = await file.stat();
    if (!info.isFile) {
      file.close();
      throw new TypeError("not a file");
    }
    size = info.size;
  } catch (cause) {
    throw unreadable(cause);
  }
  return {
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      try {
        // Seek and read stand together without a wait between, so that two readers can't mix.
        let filled = 0;
        while (filled < bytes.length) {
          file.seekSync(offset + filled, Deno.SeekMode.Start);
          const count = file.readSync(bytes.subarray(filled));
          if (count === null) break;
          filled += count;
        }
        return await Promise.resolve(bytes.subarray(0, filled));
      } catch (cause) {
        throw unreadable(cause);
      }
    },
    [Symbol.dispose]: () => file.close(),
  };
}
