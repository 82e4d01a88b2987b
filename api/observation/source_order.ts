/**
 * Which source is believed first where several counted the same: the default, and a clinician's own order. Pure.
 *
 * The default is watch before phone before app, since a watch is worn and a phone is carried, and an app mostly
 * repeats what one of the two said. Alike sources go by name and hardware, never by when they were first heard of:
 * an order that followed arrival would show another number after a restored backup.
 */

/** A source as merging knows it: `source` of schema/migrations/0002_observation.sql. */
export interface Source {
  readonly id: number;
  /** Normalized name. */
  readonly nameKey: string;
  /** Hardware, `Watch6,1`; `""` where not said. */
  readonly product: string;
}

/** What kind of thing a source is, most believed first. */
export const sourceKinds = ["watch", "phone", "app"] as const;
export type SourceKind = (typeof sourceKinds)[number];

/**
 * The kind of a source by its hardware and, where that is not said, by its name; what is neither is an app.
 *
 * @example
 * ```ts
 * import { sourceKind } from "./source_order.ts";
 * sourceKind({ nameKey: "ada's apple watch", product: "" }); // "watch"
 * sourceKind({ nameKey: "ada", product: "iPhone14,5" }); // "phone"
 * sourceKind({ nameKey: "watch my weight", product: "iPhone14,5" }); // "phone": hardware goes first
 * ```
 */
export function sourceKind({ nameKey, product }: Pick<Source, "nameKey" | "product">): SourceKind {
  if (/^watch/i.test(product)) return "watch";
  if (/^(iphone|ipod|ipad)/i.test(product)) return "phone";
  if (product !== "") return "app";
  if (/\bwatch\b/i.test(nameKey)) return "watch";
  return /\b(iphone|phone)\b/i.test(nameKey) ? "phone" : "app";
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Sources from the most to the least believed. `chosen` (source ids, most believed first) goes before everything
 * it does not name, which follows in the default order: a source that is new since the choice never overrules it.
 */
export function orderSources<S extends Source>(sources: readonly S[], chosen: readonly number[] = []): S[] {
  const place = new Map(chosen.map((id, index) => [id, index]));
  const placeOf = ({ id }: S) => place.get(id) ?? chosen.length;
  return [...sources].sort((a, b) =>
    placeOf(a) - placeOf(b) ||
    sourceKinds.indexOf(sourceKind(a)) - sourceKinds.indexOf(sourceKind(b)) ||
    compareText(a.nameKey, b.nameKey) || compareText(a.product, b.product)
  );
}
