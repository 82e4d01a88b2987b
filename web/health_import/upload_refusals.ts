/** What the server refused, grouped so that a person can read it: by type, field and reason, with first places. */
import type { Refusal } from "../../schema/observation.ts";
import type { z } from "@hono/zod-openapi";
import type { ReadBatch } from "./read_export.ts";

export interface RefusedRows {
  readonly type: string;
  readonly field: string;
  readonly reason: string;
  count: number;
  /** The first few, by their place in the export. */
  readonly examples: { readonly file: string; readonly line: number }[];
}

const mostExamples = 3;
const mostKinds = 1_000;

/** Adds a receipt's refusals; indices that the batch doesn't have are counted under type `unknown`. */
export function addRefusals(
  into: Map<string, RefusedRows>,
  refusals: readonly z.infer<typeof Refusal>[],
  { batch, groupLines, totalLines, file }: ReadBatch,
): void {
  for (const { list, group, index, field, reason } of refusals) {
    const type = (list === "totals" ? batch.totals : batch.groups)?.[group]?.type ?? "unknown";
    const line = (list === "totals" ? totalLines : groupLines)[group]?.[index];
    const key = `${type}\n${field}\n${reason}`;
    let refused = into.get(key);
    if (refused === undefined) {
      if (into.size >= mostKinds) continue;
      into.set(key, refused = { type, field, reason, count: 0, examples: [] });
    }
    refused.count++;
    if (line !== undefined && refused.examples.length < mostExamples) refused.examples.push({ file, line });
  }
}
