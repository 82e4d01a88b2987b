/** Sets what a level of the clinic says of a rule, or withdraws it. What was said before stays on record. */
import type { SignalRule, SignalRuleDefinition } from "../../schema/signal.ts";
import { defaultSignalRules } from "../../schema/signal_rules.ts";
import type { Actor, Identity } from "../access.ts";
import { type Outcome, refuse } from "../errors.ts";
import type { IdempotentRequest } from "../idempotency.ts";
import { randomId } from "../random.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { readOverrides, rulesInForce, type RuleSubject } from "./rules.ts";

const mostRules = 100;

/** The level: a patient's, the caller's own, or the clinic's. */
export type RuleLevelOf = { patient: Identity } | { practitioner: Identity } | "clinic";

/** Without a key, a new rule. Answers with the rules in force for that level. */
export async function setRule(
  scope: Scope,
  actor: Extract<Actor, { kind: "session" }>,
  level: RuleLevelOf,
  input: {
    key?: string | undefined;
    override: { enabled: boolean; definition: SignalRuleDefinition } | null;
  },
  request: IdempotentRequest,
): Promise<Outcome<SignalRule[], "invalid">> {
  const { db, now } = scope;
  const patient = level !== "clinic" && "patient" in level ? level.patient.key : null;
  const practitioner = level !== "clinic" && "practitioner" in level ? level.practitioner.key : null;
  const subject: RuleSubject = patient !== null
    ? { patient }
    : practitioner !== null
    ? { practitioner }
    : "clinic";
  const read = async () => rulesInForce(await readOverrides(db, subject));
  const rules = await read();
  if (request.before !== undefined) return { ok: true, value: rules };
  const invalid = (field: string, reason: string) => refuse("invalid", { errors: [{ field, reason }] });
  if (input.key !== undefined && !rules.some(({ key }) => key === input.key)) {
    return invalid("key", "a rule of this clinic");
  }
  if (input.key === undefined) {
    if (input.override === null) return invalid("key", "the rule to withdraw");
    if (rules.length - Object.keys(defaultSignalRules).length >= mostRules) {
      return invalid("key", `at most ${mostRules} rules of your own`);
    }
  }
  const key = input.key ?? randomId();
  const record = request.record(200, key);
  const written = await db.write([
    ...record,
    {
      sql: `UPDATE signal_rule SET ended_at = ? WHERE key = ? AND coalesce(patient, 0) = ?
        AND coalesce(practitioner, 0) = ? AND ended_at IS NULL`,
      args: [now, key, patient ?? 0, practitioner ?? 0],
    },
    ...(input.override === null ? [] : [{
      sql: `INSERT INTO signal_rule (key, patient, practitioner, enabled, definition, author, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)`,
      args: [
        key,
        patient,
        practitioner,
        input.override.enabled ? 1 : 0,
        JSON.stringify(input.override.definition),
        actor.signIn,
        now,
      ],
    }]),
    auditEvent(scope, actor, {
      action: "signal_rule.set",
      patient,
      entity: key,
      detail: input.override === null ? "withdrawn" : input.override.enabled ? "on" : "off",
    }),
  ]);
  if (!written.ok && written.at >= record.length) {
    throw new Error(`statement ${written.at} was refused: ${written.constraint}`);
  }
  return { ok: true, value: await read() };
}
