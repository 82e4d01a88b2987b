/**
 * Runs what is due. Timers and cron only call this: they may skip, repeat or overlap, so each job takes a lease by
 * one conditional UPDATE, and what it does is safe to do twice.
 */
import type { Database } from "../database.ts";
import { mustWrite } from "../database.ts";
import { sealAuditEvents } from "../audit_event/seal.ts";
import { sweep } from "./sweep.ts";

interface Job {
  name: string;
  everyMs: number;
  run(db: Database, now: number): Promise<void>;
}

const jobs: readonly Job[] = [
  { name: "seal_audit_events", everyMs: 60_000, run: sealAuditEvents },
  { name: "sweep", everyMs: 60 * 60_000, run: sweep },
];

const leaseMs = 60_000;

/** Runs each due job at most once across all processes; a failing one is recorded and tried again at its next turn. */
export async function runDueJobs(db: Database, now: number): Promise<string[]> {
  const ran: string[] = [];
  try {
    for (const { name, everyMs, run } of jobs) {
      const [, taken] = await mustWrite(db, [
        { sql: "INSERT INTO job (name, due_at) VALUES (?, ?) ON CONFLICT DO NOTHING", args: [name, now] },
        {
          sql:
            `UPDATE job SET leased_until = ? WHERE name = ? AND due_at <= ? AND leased_until <= ? RETURNING name`,
          args: [now + leaseMs, name, now, now],
        },
      ]);
      if (taken?.rows.length !== 1) continue;
      let failed: string | null = null;
      try {
        await run(db, now);
        ran.push(name);
      } catch (error) {
        failed = error instanceof Error ? error.name : "unknown";
      }
      await mustWrite(db, [{
        sql: "UPDATE job SET due_at = ?, leased_until = 0, last_run_at = ?, last_error = ? WHERE name = ?",
        args: [now + everyMs, now, failed, name],
      }]);
    }
  } finally {
    db.close();
  }
  return ran;
}
