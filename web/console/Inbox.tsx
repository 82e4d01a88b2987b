/**
 * The clinician's inbox: patient by patient, which data newly comes in and which stopped. It tells, in calm words;
 * the chart is one link away and "seen" one button.
 */
import type { InboxEntry, InboxKind, InboxPatient } from "../../schema/inbox.ts";
import { inboxKinds } from "../../schema/inbox.ts";
import { Avatar } from "../components/Avatar.tsx";
import { Button, ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { HiddenFields } from "../components/Field.tsx";
import { Icon, type IconName } from "../components/Icon.tsx";
import { inboxNotice, inboxWords, someOf, usually } from "../components/loop_words.ts";
import { PageHeader } from "../components/PageHeader.tsx";
import { RelativeTime } from "../components/RelativeTime.tsx";
import { SourceNote } from "../components/SourceNote.tsx";

export interface InboxProps {
  patients: readonly InboxPatient[];
  total: number;
  /** Where "seen" posts `patient` and `entries`. */
  action: string;
  now: string;
  zone: string;
}

const icons: Record<InboxKind, IconName> = { started: "plus", resumed: "play", stopped: "pause" };

function News(
  { kind, entries, now, zone }: {
    kind: InboxKind;
    entries: readonly InboxEntry[];
    now: string;
    zone: string;
  },
) {
  const words = inboxWords[kind];
  // What stopped last says how long; what began first says since when.
  const at = entries.map((entry) => entry.at).sort().at(kind === "stopped" ? -1 : 0)!;
  const days = entries.map((entry) => entry.usualDays).find((value) => value !== null);
  return (
    <li class="news">
      <Icon name={icons[kind]} size={16} />
      <span>
        <span class="news-title">{words.title}:</span> {someOf(entries.map(({ display }) => display))}{" "}
        <span class="muted small">
          <RelativeTime at={at} now={now} zone={zone} prefix={words.since} />
          {days !== undefined && entries.length === 1 && `, ${usually(days)}`}
        </span>
      </span>
    </li>
  );
}

/** All of it; inside `ConsoleLayout`. */
export function Inbox({ patients, total, action, now, zone }: InboxProps) {
  return (
    <>
      <PageHeader title="Inbox" description="What your patients newly share, and what stopped coming in." />
      <Card flush>
        {patients.length === 0
          ? (
            <EmptyState
              icon="check"
              title="You have seen everything"
              text="When a patient of yours begins to share something, or something they share regularly stops coming in, it stands here."
            />
          )
          : (
            <ul class="list-rows">
              {patients.map((patient) => (
                <li key={patient.id} class="list-row inbox-row">
                  <Avatar name={`${patient.name.given} ${patient.name.family}`} />
                  <div class="list-row-text">
                    <p class="list-row-title">
                      <a href={`/patients/${patient.id}/vitals`}>
                        {patient.name.given} {patient.name.family}
                      </a>
                    </p>
                    <ul class="news-list">
                      {inboxKinds.map((kind) => {
                        const entries = patient.entries.filter((entry) => entry.kind === kind);
                        return entries.length > 0 &&
                          <News key={kind} kind={kind} entries={entries} now={now} zone={zone} />;
                      })}
                    </ul>
                  </div>
                  <form class="row" method="post" action={action}>
                    <HiddenFields
                      values={{
                        patient: patient.id,
                        entries: patient.entries.map(({ id }) => id).join(" "),
                      }}
                    />
                    <ButtonLink size="small" href={`/patients/${patient.id}/vitals`}>
                      Open chart
                    </ButtonLink>
                    <Button type="submit" size="small" icon="check">Seen</Button>
                  </form>
                </li>
              ))}
            </ul>
          )}
      </Card>
      <div class="vital-note">
        <SourceNote>
          {inboxNotice}
          {total > patients.length && ` ${total - patients.length} more patients follow when these are seen.`}
        </SourceNote>
      </div>
    </>
  );
}
