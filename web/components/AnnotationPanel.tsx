/**
 * Notes on a vital below its chart: what stands there, who wrote it, what it said before, and the forms that add,
 * change and remove. Without an action it only reads, as the patient's own app does.
 */
import type { Annotation } from "../../schema/annotation.ts";
import { Badge } from "./Badge.tsx";
import { Button } from "./Button.tsx";
import { Card } from "./Card.tsx";
import { HiddenFields } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { calendarDay, inZone } from "./instant.ts";

export interface AnnotationPanelProps {
  annotations: readonly Annotation[];
  /** Where every form posts; left out, there are none. */
  action?: string;
  /** What each form carries along, the idempotency key included; made anew for each. */
  hidden: () => Readonly<Record<string, string>>;
  /** The clinic's calendar day: no note is later. */
  today: string;
  zone: string;
}

function Fields({ note, today }: { note?: Annotation; today: string }) {
  const id = (field: string) => `note-${field}-${note?.id ?? "new"}`;
  return (
    <>
      <div class="field note-on">
        <label class="field-label" for={id("on")}>Day</label>
        <input
          class="input"
          id={id("on")}
          type="date"
          name="on"
          required
          min="1900-01-01"
          max={today}
          value={note?.on ?? today}
        />
      </div>
      <div class="field note-text">
        <label class="field-label" for={id("text")}>Note</label>
        <input
          class="input"
          id={id("text")}
          type="text"
          name="text"
          required
          maxlength={200}
          autocomplete="off"
          placeholder={note === undefined ? "Started lisinopril 10 mg" : undefined}
          value={note?.text}
        />
      </div>
      <div class="field note-shared">
        <div class="check">
          <input
            type="checkbox"
            class="check-box"
            id={id("shared")}
            name="shared"
            value="on"
            checked={note?.shared ?? false}
          />
          <label for={id("shared")}>Share with patient</label>
        </div>
      </div>
    </>
  );
}

function History({ note, zone }: { note: Annotation; zone: string }) {
  if (note.history.length === 0) return null;
  return (
    <details class="signal-history">
      <summary>Earlier versions</summary>
      <ol role="list">
        {note.history.toReversed().map((version) => (
          <li key={version.version} class="small">
            {calendarDay(version.on)}: {version.text}
            <span class="muted">
              {version.shared ? " · shared" : " · not shared"} · {version.who}, {inZone(version.at, zone)}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Change(
  { note, action, hidden, today }: AnnotationPanelProps & { note: Annotation; action: string },
) {
  return (
    <details class="note-change">
      <summary class="button button-plain button-small">
        Change<span class="visually-hidden">: {note.text}</span>
      </summary>
      <form class="note-form" method="post" action={action}>
        <HiddenFields values={{ ...hidden(), annotation: note.id, version: String(note.version) }} />
        <Fields note={note} today={today} />
        <div class="row">
          <Button type="submit" tone="primary" size="small">Save</Button>
          <Button type="submit" size="small" name="remove" value="1">Remove from the chart</Button>
        </div>
      </form>
    </details>
  );
}

/** Newest day first; removed ones folded away. */
export function AnnotationPanel(props: AnnotationPanelProps) {
  const { annotations, action, hidden, today, zone } = props;
  const there = annotations.filter(({ removed }) => !removed).toReversed();
  const removed = annotations.filter((note) => note.removed);
  return (
    <div class="notes">
      <Card
        id="notes"
        flush
        title="Notes"
        description={action === undefined
          ? "What your care team noted here and shared with you."
          : "Marked on the chart at their day. The patient sees those that are shared."}
      >
        {there.length > 0 && (
          <ul class="list-rows">
            {there.map((note) => (
              <li key={note.id} class="list-row note">
                <div class="list-row-text">
                  <p class="list-row-title">
                    {note.text}
                    {action !== undefined && note.shared && <Badge tone="info">Shared</Badge>}
                  </p>
                  <p class="muted small">
                    {calendarDay(note.on)} · {note.who}, {inZone(note.at, zone)}
                    {note.history.length > 0 && " · changed"}
                  </p>
                  <History note={note} zone={zone} />
                </div>
                {action !== undefined && <Change {...props} note={note} action={action} />}
              </li>
            ))}
          </ul>
        )}
        {action !== undefined && (
          <details class="note-add" open={there.length === 0}>
            <summary>
              <Icon name="plus" size={16} />
              Add a note
            </summary>
            <form class="note-form" method="post" action={action}>
              <HiddenFields values={hidden()} />
              <Fields today={today} />
              <Button type="submit" tone="primary" size="small">Add</Button>
            </form>
          </details>
        )}
        {removed.length > 0 && (
          <details class="note-add">
            <summary>
              {removed.length === 1 ? "1 removed note" : `${removed.length} removed notes`}
            </summary>
            <ul class="note-removed" role="list">
              {removed.map((note) => (
                <li key={note.id} class="small">
                  <s>{note.text}</s>{" "}
                  <span class="muted">
                    {calendarDay(note.on)} · removed by {note.who}, {inZone(note.at, zone)}
                  </span>
                  <History note={note} zone={zone} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </Card>
    </div>
  );
}
