/** Sources of one patient's type as rows, in the order they are believed; with the names that devices gave them. */
import type { ObservationSource } from "../../schema/provenance.ts";
import type { Row } from "../database.ts";
import { sourceKind } from "./source_order.ts";
import { sourceOrder } from "./settle_sql.ts";

/**
 * SQL for sources that have readings or totals of type ?2 on local days ?3 to ?4: what `sourceOrder` needs, the
 * newest name, and over those days how many readings, first and last.
 */
export const selectNamedSources = `
  SELECT c.id, c.name_key, c.product, p.position, sum(known.count) AS count, min(known.day) AS first_day,
    max(known.day) AS last_day,
    coalesce((SELECT o.name FROM origin o WHERE o.source = c.id ORDER BY o.id DESC LIMIT 1), c.name_key) AS name
  FROM (
    SELECT d.source, d.count, d.day FROM rollup_day d
    WHERE d.patient = ?1 AND d.type = ?2 AND d.day BETWEEN ?3 AND ?4
    UNION ALL
    SELECT d.source, 0, d.bucket FROM device_total d
    WHERE d.patient = ?1 AND d.type = ?2 AND d.period = 'day' AND d.bucket BETWEEN ?3 AND ?4
    UNION ALL
    SELECT d.source, 0, (d.bucket + 960000) / 24 - 40000 FROM device_total d
    WHERE d.patient = ?1 AND d.type = ?2 AND d.period = 'hour' AND d.bucket BETWEEN ?3 * 24 AND ?4 * 24 + 23
  ) AS known
  CROSS JOIN source c ON c.id = known.source
  LEFT JOIN source_priority p ON p.patient = ?1 AND p.type = ?2 AND p.source = c.id
  GROUP BY c.id`;

/** A row as the wire has it. */
export function namedSource(row: Row): ObservationSource {
  const nameKey = row.nameKey as string, product = row.product as string;
  return {
    id: row.id as number,
    name: row.name as string,
    product,
    kind: sourceKind({ nameKey, product }),
  };
}

/** Rows of `selectNamedSources`, most believed first. */
export function byBelief(rows: readonly Row[]): Row[] {
  const place = new Map(sourceOrder(rows).map((id, index) => [id, index]));
  return [...rows].sort((a, b) => place.get(a.id as number)! - place.get(b.id as number)!);
}

/** The ISO date of a local day. */
export function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** The local day of an ISO date. */
export function dayOf(on: string): number {
  return Date.parse(`${on}T00:00:00Z`) / 86_400_000;
}
