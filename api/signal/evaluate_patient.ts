/**
 * Judges every rule of one patient and writes what changed. Doing it again, or twice at once, changes nothing more: a
 * stretch of days has one row, and at most one row of a rule is current.
 */
import type { SignalRuleDefinition } from "../../schema/signal.ts";
import { type Database, mustWrite, type Statement } from "../database.ts";
import { isoDay } from "../observation/iso_day.ts";
import { randomId } from "../random.ts";
import { dailyValues } from "./daily_values.ts";
import { evaluate, type Evaluation } from "./evaluate.ts";
import { readOverrides, rulesInForce } from "./rules.ts";

/** How far the evaluation came: what was known of rules, and the clinic's day. */
export interface EvaluationMark {
  readonly rules: number;
  readonly today: string;
}

/** Evaluates a patient (compact key) as of `now` (UTC ms). */
export async function evaluatePatient(
  db: Database,
  patient: number,
  now: number,
  { rules: known, today }: EvaluationMark,
): Promise<void> {
  const rules = rulesInForce(await readOverrides(db, { patient }));
  const enabled = rules.filter((rule) => rule.enabled);
  const days = await dailyValues(db, patient, enabled.map(({ definition }) => definition), now);
  const statements: Statement[] = enabled.flatMap(({ key, definition }, index) => {
    const found = days[index];
    const evaluation: Evaluation = found === undefined
      ? { holds: false }
      : evaluate(definition, found.values, found.last);
    return evaluation.holds
      ? raise(patient, key, definition, evaluation, now)
      : clear(patient, now, "rule = ?", [key]);
  });
  statements.push(
    // What is switched off or withdrawn holds no longer.
    ...clear(patient, now, "rule NOT IN (SELECT value FROM json_each(?))", [
      JSON.stringify(enabled.map(({ key }) => key)),
    ]),
    {
      sql: `INSERT INTO signal_evaluation (patient, evaluated_at, evaluated_on, rules) VALUES (?, ?, ?, ?)
        ON CONFLICT (patient) DO UPDATE SET evaluated_at = excluded.evaluated_at,
          evaluated_on = excluded.evaluated_on, rules = excluded.rules`,
      args: [patient, now, today, known],
    },
  );
  await mustWrite(db, statements);
}

/** Extends the current stretch, or begins one; one that had cleared and holds after all is opened again. */
function raise(
  patient: number,
  rule: string,
  definition: SignalRuleDefinition,
  { startedOn, lastMetOn, baseline, days }: Extract<Evaluation, { holds: true }>,
  now: number,
): Statement[] {
  const evidence = JSON.stringify({
    baseline,
    days: days.map(({ day, ...rest }) => ({ on: isoDay(day), ...rest })),
  });
  const judged = JSON.stringify(definition);
  return [
    {
      sql: `UPDATE signal SET last_met_on = ?3, evidence = ?4, definition = ?5, updated_at = ?6
        WHERE patient = ?1 AND rule = ?2 AND cleared_at IS NULL AND evidence <> ?4`,
      args: [patient, rule, lastMetOn, evidence, judged, now],
    },
    {
      sql: `INSERT INTO signal (public_id, patient, rule, definition, started_on, last_met_on, evidence,
          raised_at, updated_at, status)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, 'open'
        WHERE NOT EXISTS (
          SELECT 1 FROM signal WHERE patient = ?2 AND rule = ?3 AND cleared_at IS NULL
        )
        ON CONFLICT (patient, rule, started_on) DO UPDATE SET cleared_at = NULL, status = 'open',
          snoozed_until = NULL, definition = excluded.definition, last_met_on = excluded.last_met_on,
          evidence = excluded.evidence, raised_at = excluded.raised_at, updated_at = excluded.updated_at`,
      args: [randomId(), patient, rule, judged, startedOn, lastMetOn, evidence, now],
    },
    {
      sql: `INSERT INTO signal_event (signal, recorded_at, action)
        SELECT id, ?3, iif(EXISTS (SELECT 1 FROM signal_event WHERE signal = signal.id), 'reopen', 'raise')
        FROM signal WHERE patient = ?1 AND rule = ?2 AND cleared_at IS NULL AND changes() > 0`,
      args: [patient, rule, now],
    },
  ];
}

/** Ends current stretches. */
function clear(patient: number, now: number, which: string, args: readonly string[]): Statement[] {
  const current = `patient = ? AND cleared_at IS NULL AND ${which}`;
  return [
    {
      sql: `INSERT INTO signal_event (signal, recorded_at, action) SELECT id, ?, 'clear' FROM signal
        WHERE ${current}`,
      args: [now, patient, ...args],
    },
    {
      sql: `UPDATE signal SET cleared_at = ?, updated_at = ? WHERE ${current}`,
      args: [now, now, patient, ...args],
    },
  ];
}
