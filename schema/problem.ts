/** RFC 9457 problem details: the one shape of every refusal and failure. Never carries patient data. */
import { z } from "@hono/zod-openapi";

export const Problem = z.object({
  /** A tag that a program can switch on, e.g. `/api/docs#not_found`. */
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  /** What in the request was wrong, by field name. */
  errors: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
  requestId: z.string(),
}).openapi("Problem");
export type Problem = z.infer<typeof Problem>;
