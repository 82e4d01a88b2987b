/**
 * Which rules stand for whom: what ships, overruled by the clinic, by the practitioner who is the patient's primary,
 * and by what was set for the patient. The most specific wins whole; a rule can be switched off at any level.
 */
import type { RuleLevel, SignalRule, SignalRuleDefinition } from "../../schema/signal.ts";
import { defaultSignalRules } from "../../schema/signal_rules.ts";
import type { Database, Row } from "../database.ts";

/** A level's own word on a rule, as stored. */
export interface RuleOverride {
  readonly key: string;
  readonly level: Exclude<RuleLevel, "default">;
  readonly enabled: boolean;
  readonly definition: SignalRuleDefinition;
  readonly author: string;
  readonly createdAt: number;
}

const order = ["clinic", "practitioner", "patient"] as const;

/**
 * The rules in force out of the words of every level, those that ship first, then by title. Pure; the order of `overrides` does not
 * matter as long as there is at most one for each key and level.
 */
export function rulesInForce(overrides: readonly RuleOverride[]): SignalRule[] {
  const rules = new Map<string, SignalRule>(
    Object.entries(defaultSignalRules).map(([key, definition]) => [
      key,
      { key, level: "default", enabled: true, definition, author: null, setAt: null },
    ]),
  );
  const ranked = overrides.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  for (const { key, level, enabled, definition, author, createdAt } of ranked) {
    rules.set(key, {
      ...{ key, level, enabled, definition, author },
      setAt: new Date(createdAt).toISOString(),
    });
  }
  const shipped = Object.keys(defaultSignalRules).length;
  const all = [...rules.values()];
  return [
    ...all.slice(0, shipped),
    ...all.slice(shipped).sort((a, b) =>
      a.definition.title.localeCompare(b.definition.title, "en") || (a.key < b.key ? -1 : 1)
    ),
  ];
}

/** Whose words count: a patient's (with the primary's), a practitioner's, or the clinic's alone. */
export type RuleSubject = { patient: number } | { practitioner: number } | "clinic";

const columns = `SELECT r.key, r.patient, r.practitioner, r.enabled, r.definition, r.created_at,
    s.display_name AS author
  FROM signal_rule r JOIN sign_in s ON s.id = r.author WHERE r.ended_at IS NULL`;

/** What every level says that counts for a subject. */
export async function readOverrides(db: Database, subject: RuleSubject): Promise<RuleOverride[]> {
  const [found] = await db.read([
    subject === "clinic"
      ? { sql: `${columns} AND r.patient IS NULL AND r.practitioner IS NULL`, args: [] }
      : "practitioner" in subject
      ? {
        sql: `${columns} AND r.patient IS NULL AND (r.practitioner IS NULL OR r.practitioner = ?)`,
        args: [subject.practitioner],
      }
      : {
        sql: `${columns} AND (r.patient = ?1 OR r.patient IS NULL AND (r.practitioner IS NULL
          OR r.practitioner = (SELECT practitioner FROM care_team
            WHERE patient = ?1 AND is_primary = 1 AND ended_at IS NULL)))`,
        args: [subject.patient],
      },
  ]);
  return found!.rows.map((row: Row) => ({
    key: String(row.key),
    level: row.patient !== null ? "patient" : row.practitioner !== null ? "practitioner" : "clinic",
    enabled: row.enabled === 1,
    definition: JSON.parse(String(row.definition)) as SignalRuleDefinition,
    author: String(row.author),
    createdAt: Number(row.createdAt),
  }));
}
