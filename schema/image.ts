/** A picture as it is sent: a JPEG or PNG of at most 200 KB in base64, no name, no type of its own. */
import { z } from "@hono/zod-openapi";

/** Most bytes of a picture. */
export const maxImageBytes = 200 * 1024;
/** Most pixels along an edge. */
export const maxImagePixels = 1024;

export const NewImage = z.object({
  /** The file's bytes in base64. */
  data: z.base64("base64").min(1).max(Math.ceil(maxImageBytes / 3) * 4, "at most 200 KB"),
}).strict().openapi("NewImage");

/** Where the picture is now. */
export const ImagePath = z.object({ path: z.string() }).openapi("ImagePath");

/** A picture's id in a path. */
export const ImageParam = z.object({ image: z.string().min(1).max(40) });
