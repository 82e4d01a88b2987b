/** Reading signals: pages of them, with the values and the history behind each. */
import type {
  Signal,
  SignalDay,
  SignalEvent,
  SignalPage,
  SignalRuleDefinition,
  SignalStatus,
} from "../../schema/signal.ts";
import type { Database, Row, SqlValue, Statement } from "../database.ts";
import { isoDay } from "../observation/iso_day.ts";
import { typeWords } from "../observation/type_words.ts";
import { clinicDay } from "./clinic_day.ts";

const pageSize = 25;

/** A snooze that has run out is open. `?1` is the clinic's day. */
const statusNow = `iif(s.status = 'snoozed' AND s.snoozed_until <= ?1, 'open', s.status)`;

/** Whose signals: those of one patient, one signal of a patient, or of everyone in a practitioner's care. */
export type SignalSubject =
  | { patient: number; signal?: string }
  | { practitioner: number };

/** The condition on `s` and `p`; `?2` and `?3` are its own. Care is as in `access.ts`: without a team, everyone's. */
function about(subject: SignalSubject): { where: string; args: [SqlValue, SqlValue] } {
  if ("patient" in subject) {
    return {
      where: "s.patient = ?2 AND (?3 IS NULL OR s.public_id = ?3)",
      args: [subject.patient, subject.signal ?? null],
    };
  }
  return {
    where: `p.active = 1 AND ?3 IS NULL AND (
      NOT EXISTS (SELECT 1 FROM care_team WHERE patient = p.id AND ended_at IS NULL AND is_primary = 0)
      OR EXISTS (SELECT 1 FROM care_team WHERE patient = p.id AND ended_at IS NULL AND practitioner = ?2))`,
    args: [subject.practitioner, null],
  };
}

/** The clinic's calendar day at `now`. */
export async function todayOf(db: Database, now: number): Promise<string> {
  const [found] = await db.read([{ sql: "SELECT time_zone FROM organization", args: [] }]);
  return clinicDay(now, String(found!.rows[0]?.timeZone ?? "UTC"));
}

/** A page of signals, newest first; every status where none is asked for. */
export async function signalPage(
  db: Database,
  subject: SignalSubject,
  { status = null, page, now }: { status?: SignalStatus | null; page: number; now: number },
): Promise<SignalPage> {
  const today = await todayOf(db, now);
  const { where, args } = about(subject);
  const from = `FROM signal s JOIN patient p ON p.id = s.patient WHERE ${where}`;
  const [found, counted] = await db.read([
    {
      sql:
        `SELECT s.id, s.public_id, p.public_id AS patient, p.given_name, p.family_name, s.rule, s.definition,
          ${statusNow} AS status, s.snoozed_until, s.started_on, s.last_met_on, s.cleared_at, s.raised_at,
          s.evidence
        ${from} AND (?4 IS NULL OR ${statusNow} = ?4)
        ORDER BY s.raised_at DESC, s.id DESC LIMIT ?5 OFFSET ?6`,
      args: [today, ...args, status, pageSize, (page - 1) * pageSize],
    },
    { sql: `SELECT ${statusNow} AS status, count(*) AS n ${from} GROUP BY 1`, args: [today, ...args] },
  ]);
  const events = await readEvents(db, found!.rows.map(({ id }) => Number(id)));
  const counts = { open: 0, snoozed: 0, done: 0 };
  for (const { status, n } of counted!.rows) counts[status as SignalStatus] = Number(n);
  return {
    signals: found!.rows.map((row) => toSignal(row, events.get(Number(row.id)) ?? [])),
    total: status === null ? counts.open + counts.snoozed + counts.done : counts[status],
    page,
    pageSize,
    counts,
  };
}

async function readEvents(db: Database, signals: readonly number[]): Promise<Map<number, SignalEvent[]>> {
  const bySignal = new Map<number, SignalEvent[]>();
  if (signals.length === 0) return bySignal;
  const events: Statement = {
    sql: `SELECT e.signal, e.recorded_at, e.action, e.note, e.until, i.display_name AS who
      FROM json_each(?) j CROSS JOIN signal_event e ON e.signal = j.value
      LEFT JOIN sign_in i ON i.id = e.sign_in ORDER BY e.id`,
    args: [JSON.stringify(signals)],
  };
  const [found] = await db.read([events]);
  for (const row of found!.rows) {
    const list = bySignal.get(Number(row.signal)) ?? [];
    bySignal.set(Number(row.signal), list);
    list.push({
      at: new Date(Number(row.recordedAt)).toISOString(),
      action: row.action as SignalEvent["action"],
      who: row.who as string | null,
      note: row.note as string | null,
      until: row.until as string | null,
    });
  }
  return bySignal;
}

function toSignal(row: Row, events: SignalEvent[]): Signal {
  const definition = JSON.parse(String(row.definition)) as SignalRuleDefinition;
  const evidence = JSON.parse(String(row.evidence)) as { baseline: number | null; days: SignalDay[] };
  const { display, unitDisplay, decimals } = typeWords(definition.metric);
  const status = row.status as SignalStatus;
  return {
    id: String(row.publicId),
    patient: { id: String(row.patient), name: `${row.givenName} ${row.familyName}` },
    rule: String(row.rule),
    definition,
    ...{ display, unitDisplay, decimals, status },
    snoozedUntil: status === "snoozed" ? row.snoozedUntil as string | null : null,
    startedOn: isoDay(Number(row.startedOn)),
    lastMetOn: isoDay(Number(row.lastMetOn)),
    clearedAt: row.clearedAt === null ? null : new Date(Number(row.clearedAt)).toISOString(),
    raisedAt: new Date(Number(row.raisedAt)).toISOString(),
    baseline: evidence.baseline,
    days: evidence.days,
    events,
  };
}
