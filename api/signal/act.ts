/** What a clinician does with a signal: acknowledges, snoozes, comments, or takes it up again. */
import type { Signal, SignalAction } from "../../schema/signal.ts";
import type { Actor, Identity } from "../access.ts";
import { mustChange } from "../database.ts";
import { type Outcome, refuse } from "../errors.ts";
import type { IdempotentRequest } from "../idempotency.ts";
import { dayMs } from "../observation/local_time.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { signalPage, todayOf } from "./queries.ts";

const longestSnoozeDays = 366;
const statuses = { acknowledge: "done", snooze: "snoozed", reopen: "open", comment: null } as const;

/**
 * One batch: the key, the signal's new status, what was done, the audit. A repeat changes nothing and answers with the
 * signal as it is.
 */
export async function actOnSignal(
  scope: Scope,
  actor: Extract<Actor, { kind: "session" }>,
  patient: Identity,
  id: string,
  input: SignalAction,
  request: IdempotentRequest,
): Promise<Outcome<Signal, "invalid" | "not_found">> {
  const { db, now } = scope;
  const read = async () =>
    (await signalPage(db, { patient: patient.key, signal: id }, { page: 1, now })).signals[0];
  const before = await read();
  if (before === undefined) return refuse("not_found");
  if (request.before !== undefined) return { ok: true, value: before };
  const until = input.action === "snooze" ? input.until : null;
  if (until !== null) {
    // Calendar dates read as UTC days, which are all of one length.
    const ahead = (Date.parse(until) - Date.parse(await todayOf(db, now))) / dayMs;
    if (ahead < 1 || ahead > longestSnoozeDays) {
      return refuse("invalid", {
        errors: [{ field: "until", reason: "a day after today, within a year" }],
      });
    }
  }
  const record = request.record(200, id);
  const written = await db.write([
    ...record,
    {
      sql: `UPDATE signal SET status = coalesce(?1, status), updated_at = ?4,
          snoozed_until = iif(?1 IS NULL, snoozed_until, ?2) WHERE public_id = ?3 AND patient = ?5`,
      args: [statuses[input.action], until, id, now, patient.key],
    },
    mustChange,
    {
      sql: `INSERT INTO signal_event (signal, recorded_at, action, sign_in, note, until)
        SELECT id, ?, ?, ?, ?, ? FROM signal WHERE public_id = ?`,
      args: [now, input.action, actor.signIn, input.note ?? null, until, id],
    },
    auditEvent(scope, actor, { action: `signal.${input.action}`, patient: patient.key, entity: id }),
  ]);
  // Only the key can refuse: the same request in parallel got there first.
  if (!written.ok && written.at >= record.length) {
    throw new Error(`statement ${written.at} was refused: ${written.constraint}`);
  }
  const value = await read();
  return value === undefined ? refuse("not_found") : { ok: true, value };
}
