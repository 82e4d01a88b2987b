/** The access list of one patient, for the chart and for the patient's own app: one reading, one wording. */
import { auditRoles, auditWords } from "./components/audit_words.ts";
import { AccessLog } from "./console/AccessLog.tsx";
import { answerOf, clients, type PageContext } from "./page.tsx";
import { clockOf } from "./signed_in.tsx";

/** `path` is the page's own, for its older and newest entries; `own` is the patient's own view. */
export async function accessLog(c: PageContext, patient: string, path: string, own = false) {
  const before = c.req.query("before");
  const { events, next, total } = await answerOf(
    clients(c).auditEvent.patient[":patient"]["audit-event"].$get({
      param: { patient },
      query: before === undefined ? {} : { before },
    }),
  );
  const first = Math.max(1, Math.trunc(Number(c.req.query("first"))) || 1);
  return (
    <AccessLog
      own={own}
      rows={events.map((event) => ({
        id: String(event.id),
        at: event.recordedAt,
        who: event.agent,
        role: auditRoles[event.role],
        action: auditWords(event.action, event.detail),
        reason: event.reason,
        refused: event.outcome === "refused",
      }))}
      total={total}
      first={first}
      {...(first > 1 ? { previous: { href: path } } : {})}
      {...(next === null ? {} : { next: { href: `${path}?before=${next}&first=${first + events.length}` } })}
      zone={clockOf(c).zone}
    />
  );
}
