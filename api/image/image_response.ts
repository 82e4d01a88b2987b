/** A stored picture as an answer that can only ever be shown as a picture. */
import type { SqlValue } from "../database.ts";

/** `visibility` says whether caches that several people share may keep it; its path never means another picture. */
export function imageResponse(
  { bytes, contentType }: { bytes: Uint8Array; contentType: string },
  visibility: "public" | "private",
): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      "content-type": contentType,
      "content-disposition": "inline",
      "cache-control": `${visibility}, max-age=31536000, immutable`,
      "x-content-type-options": "nosniff",
    },
  });
}

/** The path of a logo or photo by the image's public id, as the wire has it. */
export function imagePath(base: string, publicId: SqlValue | undefined): string | null {
  return typeof publicId === "string" ? `${base}/${publicId}` : null;
}
