/**
 * Above the vitals, or above one of them: what is new since somebody looked, and the form that says "I have looked".
 * Works without scripts: the form unfolds by `details` and posts.
 */
import type { Review } from "../../schema/review.ts";
import { Button } from "../components/Button.tsx";
import { ErrorSummary } from "../components/ErrorSummary.tsx";
import { HiddenFields, TextArea } from "../components/Field.tsx";
import { Icon } from "../components/Icon.tsx";
import { RelativeTime } from "../components/RelativeTime.tsx";
import { someOf } from "../components/loop_words.ts";

export interface ReviewBarProps {
  /** What is new, in words. */
  title: string;
  /** Whether anything is: then the mark stands before it. */
  isNew: boolean;
  /** Names of the vitals that have something new; none where the bar speaks of one vital. */
  newTypes: readonly string[];
  /** Newest review of what the page shows. */
  last: Review | undefined;
  historyHref: string;
  action: string;
  /** Idempotency key, type and when the page was made. */
  hidden: Readonly<Record<string, string>>;
  note?: string;
  message?: string;
  error?: string;
  now: string;
  zone: string;
}

/** One line that unfolds. */
export function ReviewBar(props: ReviewBarProps) {
  const { title, isNew, newTypes, last, now, zone } = props;
  const failed = props.message !== undefined;
  return (
    <details class="review-bar" open={failed}>
      <summary class="review-summary">
        <span class={isNew ? "review-mark review-mark-new" : "review-mark"}>
          <Icon name={isNew ? "eye" : "check"} size={16} />
        </span>
        <span class="review-text">
          <span class="review-title">{title}</span>
          {last !== undefined && (
            <span class="muted small">
              {last.practitioner}, <RelativeTime at={last.reviewedAt} now={now} zone={zone} />
            </span>
          )}
        </span>
        <span class="button button-plain button-small">Mark reviewed</span>
      </summary>
      <form class="review-form form" method="post" action={props.action}>
        <ErrorSummary message={props.message} />
        {newTypes.length > 0 && <p class="small muted">New: {someOf(newTypes, 8)}.</p>}
        <HiddenFields values={props.hidden} />
        <TextArea
          name="note"
          label="Note to the patient"
          hint="They see it in their app with your name and the time. Plain words, please."
          required={false}
          rows={2}
          maxlength={1_000}
          value={props.note ?? ""}
          {...(props.error === undefined ? {} : { error: props.error })}
        />
        <div class="row">
          <Button type="submit" tone="primary">I have looked at this</Button>
          <a class="small" href={props.historyHref}>Earlier reviews</a>
        </div>
      </form>
    </details>
  );
}
