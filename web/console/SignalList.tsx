/**
 * Signals as rows: what was noticed of whom, the days behind it, and what can be done. Every action is a plain form.
 * Used by the worklist, by a patient's Vitals page, and by the page of all signals of a patient.
 */
import type { Signal } from "../../schema/signal.ts";
import { Badge } from "../components/Badge.tsx";
import { Button } from "../components/Button.tsx";
import { HiddenFields } from "../components/Field.tsx";
import { Icon } from "../components/Icon.tsx";
import { calendarDay, inZone } from "../components/instant.ts";
import { RelativeTime } from "../components/RelativeTime.tsx";
import { dayBasis, dayValue, eventWords, ruleSentence, unitText } from "../components/signal_words.ts";

export interface SignalListProps {
  signals: readonly Signal[];
  /** Names the patient, where the list is of several. */
  patients: boolean;
  /** Where the page is that an action comes back to, e.g. `/signals?status=open`. */
  back: string;
  /** A fresh key for each form, so that one sent twice counts once. */
  newKey: () => string;
  /** The clinic's calendar day. */
  today: string;
  now: string;
  zone: string;
}

const weekday = (on: string) =>
  new Intl.DateTimeFormat("en-US", { timeZone: "UTC", weekday: "short", month: "short", day: "numeric" })
    .format(Date.parse(on));

function Evidence({ signal }: { signal: Signal }) {
  const label = `${signal.display}, the days behind this signal`;
  return (
    <div class="table-scroll signal-days" tabindex={0} role="group" aria-label={label}>
      <table>
        <caption class="visually-hidden">{label}</caption>
        <thead>
          <tr>{signal.days.map((day) => <th key={day.on} scope="col">{weekday(day.on)}</th>)}</tr>
        </thead>
        <tbody>
          <tr>
            {signal.days.map((day) => (
              <td key={day.on} data-day={day.meets ? "meets" : day.counts ? "counts" : "thin"}>
                <span class="signal-value">
                  {dayValue(day, signal.decimals)}
                  {day.meets && <Icon name="check" size={16} label="as looked for" />}
                </span>
                <span class="signal-basis">{dayBasis(day)}</span>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function History({ signal, zone }: { signal: Signal; zone: string }) {
  const said = signal.events.filter(({ note }) => note !== null).length;
  return (
    <details class="signal-history">
      <summary>
        History{said > 0 && ` · ${said === 1 ? "1 note" : `${said} notes`}`}
      </summary>
      <ol role="list">
        {signal.events.map((event, index) => (
          <li key={index}>
            <p class="small">
              <strong>{eventWords[event.action]}</strong>
              {event.until !== null && ` until ${calendarDay(event.until)}`}
              {event.who !== null && ` by ${event.who}`}
              <span class="muted">· {inZone(event.at, zone)}</span>
            </p>
            {event.note !== null && <p class="signal-note">{event.note}</p>}
          </li>
        ))}
      </ol>
    </details>
  );
}

function daysAfter(today: string, days: number): string {
  // Calendar dates read as UTC days, which are all of one length.
  return new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
}

function Actions({ signal, back, newKey, today }: SignalListProps & { signal: Signal }) {
  const action = `/patients/${signal.patient.id}/signals/${signal.id}`;
  const hidden = (does: string) => ({ action: does, back, idempotencyKey: newKey() });
  const id = (field: string) => `${field}-${signal.id}`;
  return (
    <div class="signal-actions">
      {signal.status !== "done"
        ? (
          <form method="post" action={action}>
            <HiddenFields values={hidden("acknowledge")} />
            <Button type="submit" size="small" icon="check">Acknowledge</Button>
          </form>
        )
        : null}
      {signal.status !== "open" && (
        <form method="post" action={action}>
          <HiddenFields values={hidden("reopen")} />
          <Button type="submit" size="small" icon="reset">Open again</Button>
        </form>
      )}
      {signal.status === "open" && (
        <details class="menu" data-dismissable>
          <summary class="button button-plain button-small">
            <Icon name="clock" size={16} />
            <span>Snooze</span>
          </summary>
          <div class="menu-panel signal-panel">
            <form class="form" method="post" action={action}>
              <HiddenFields values={hidden("snooze")} />
              <div class="field">
                <label class="field-label" for={id("until")}>Open again on</label>
                <input
                  class="input"
                  id={id("until")}
                  type="date"
                  name="until"
                  required
                  min={daysAfter(today, 1)}
                  max={daysAfter(today, 365)}
                  value={daysAfter(today, 7)}
                />
              </div>
              <div class="field">
                <label class="field-label" for={id("snooze-note")}>
                  Note<span class="field-optional">optional</span>
                </label>
                <textarea class="input" id={id("snooze-note")} name="note" rows={2} maxlength={1000} />
              </div>
              <Button type="submit" tone="primary" size="small">Snooze</Button>
            </form>
          </div>
        </details>
      )}
      <details class="menu" data-dismissable>
        <summary class="button button-plain button-small">
          <Icon name="note" size={16} />
          <span>Comment</span>
        </summary>
        <div class="menu-panel signal-panel">
          <form class="form" method="post" action={action}>
            <HiddenFields values={hidden("comment")} />
            <div class="field">
              <label class="field-label" for={id("note")}>Comment</label>
              <p class="field-hint" id={id("note-hint")}>Clinicians in this patient's care read it.</p>
              <textarea
                class="input"
                id={id("note")}
                name="note"
                rows={3}
                maxlength={1000}
                required
                aria-describedby={id("note-hint")}
              />
            </div>
            <Button type="submit" tone="primary" size="small">Add the comment</Button>
          </form>
        </div>
      </details>
    </div>
  );
}

function since({ startedOn, lastMetOn }: Signal): string {
  return startedOn === lastMetOn
    ? calendarDay(lastMetOn)
    : `${calendarDay(startedOn)} – ${calendarDay(lastMetOn)}`;
}

/** Rows for inside a flush card. */
export function SignalList(props: SignalListProps) {
  const { signals, patients, now, zone } = props;
  return (
    <ul class="signals" role="list">
      {signals.map((signal) => {
        const chart = `/patients/${signal.patient.id}/vitals?type=${
          encodeURIComponent(signal.definition.metric)
        }`;
        return (
          <li key={signal.id} class="signal" id={`signal-${signal.id}`}>
            <div class="signal-text">
              <h3 class="signal-title">
                {patients && (
                  <>
                    <a href={`/patients/${signal.patient.id}/vitals`}>{signal.patient.name}</a>
                    <span aria-hidden="true">·</span>
                  </>
                )}
                <a class={patients ? "signal-rule" : undefined} href={chart}>{signal.definition.title}</a>
                {signal.clearedAt !== null && <Badge>No longer the case</Badge>}
                {signal.status === "snoozed" && signal.snoozedUntil !== null && (
                  <Badge tone="info">Until {calendarDay(signal.snoozedUntil)}</Badge>
                )}
              </h3>
              <p class="muted small">{ruleSentence(signal.definition)}</p>
              <p class="muted small">
                {since(signal)} · <RelativeTime at={signal.raisedAt} now={now} zone={zone} prefix="noticed" />
                {signal.baseline !== null && (
                  <>
                    {" "}· usual {dayValue({ value: signal.baseline, second: null }, signal.decimals)}
                    {unitText(signal.definition.metric)}
                  </>
                )}
              </p>
            </div>
            <Actions {...props} signal={signal} />
            <Evidence signal={signal} />
            <History signal={signal} zone={zone} />
          </li>
        );
      })}
    </ul>
  );
}
