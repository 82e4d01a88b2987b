/**
 * Runs what is due. Timers and cron only call this: they may skip, repeat or overlap, so each job takes a lease by
 * one conditional UPDATE, and what it does is safe to do twice.
 */
import type { Database } from "../database.ts";
import { mustWrite } from "../database.ts";
import { sealAuditEvents } from "../audit_event/seal.ts";
import { sendDueMail, type Sender } from "../mail/send_due.ts";
import { reconcileTotals } from "./reconcile_totals.ts";
import { findNews } from "../inbox/find_news.ts";
import { evaluateSignals } from "./evaluate_signals.ts";
import { settleObservations } from "./settle_observations.ts";
import { sweep } from "./sweep.ts";

interface Job {
  name: string;
  everyMs: number;
  /** `sinceAt` is when it last got to its end. False: there is more to do, as soon as possible. */
  run(db: Database, now: number, sinceAt: number): Promise<boolean>;
}

const jobs: readonly Job[] = [
  { name: "seal_audit_events", everyMs: 60_000, run: sealAuditEvents },
  { name: "settle_observations", everyMs: 30_000, run: settleObservations },
  { name: "reconcile_totals", everyMs: 24 * 60 * 60_000, run: reconcileTotals },
  { name: "find_news", everyMs: 15 * 60_000, run: findNews },
  { name: "evaluate_signals", everyMs: 30_000, run: evaluateSignals },
  { name: "sweep", everyMs: 60 * 60_000, run: sweep },
];

/** The names of all jobs. */
export const jobNames: readonly string[] = jobs.map(({ name }) => name);

const leaseMs = 60_000;

/** Mail goes first: somebody waits for it. */
const mailJob = (clinic: Sender): Job => ({
  name: "send_mail",
  everyMs: 0,
  run: (db, now) => sendDueMail(db, now, clinic),
});

/**
 * Runs each due job at most once across all processes; a failing one is recorded and tried again at its next turn.
 * Without a clinic to send for, mail waits.
 */
export async function runDueJobs(db: Database, now: number, clinic?: Sender): Promise<string[]> {
  const ran: string[] = [];
  try {
    for (const { name, everyMs, run } of clinic === undefined ? jobs : [mailJob(clinic), ...jobs]) {
      const [, taken] = await mustWrite(db, [
        { sql: "INSERT INTO job (name, due_at) VALUES (?, ?) ON CONFLICT DO NOTHING", args: [name, now] },
        {
          sql:
            `UPDATE job SET leased_until = ? WHERE name = ? AND due_at <= ? AND leased_until <= ? RETURNING last_run_at`,
          args: [now + leaseMs, name, now, now],
        },
      ]);
      if (taken?.rows.length !== 1) continue;
      let finished = false, failed: string | null = null;
      try {
        finished = await run(db, now, Number(taken.rows[0]?.lastRunAt ?? 0));
        ran.push(name);
      } catch (error) {
        failed = error instanceof Error ? error.name : "unknown";
      }
      await mustWrite(db, [{
        sql: `UPDATE job SET due_at = ?1, leased_until = 0, last_error = ?2,
          last_run_at = iif(?3, ?4, last_run_at) WHERE name = ?5`,
        args: [finished || failed !== null ? now + everyMs : now, failed, finished ? 1 : 0, now, name],
      }]);
    }
  } finally {
    db.close();
  }
  return ran;
}
