/** Reviews, newest first: who looked at what and when, with the note as it was written. */
import type { Review } from "../../schema/review.ts";
import { EmptyState } from "./EmptyState.tsx";
import { reviewOf, reviewTitle } from "./loop_words.ts";
import { RelativeTime } from "./RelativeTime.tsx";

/** One review: to the patient ("… reviewed your vitals") or to colleagues. */
export function ReviewRow(
  { review, forPatient, now, zone }: { review: Review; forPatient: boolean; now: string; zone: string },
) {
  return (
    <li class="list-row review-row">
      <div class="list-row-text">
        <p class="list-row-title">
          {forPatient
            ? reviewTitle(review.practitioner, review.display)
            : `${review.practitioner}: ${reviewOf(review.display)}`}
        </p>
        {review.note !== null && <p class="review-note">{review.note}</p>}
      </div>
      <span class="muted small">
        <RelativeTime at={review.reviewedAt} now={now} zone={zone} />
      </span>
    </li>
  );
}

/** All of a page, and a way to older ones. */
export function ReviewList(
  { reviews, forPatient, olderHref, now, zone }: {
    reviews: readonly Review[];
    forPatient: boolean;
    olderHref?: string;
    now: string;
    zone: string;
  },
) {
  if (reviews.length === 0) {
    return (
      <EmptyState
        icon="eye"
        title="No reviews yet"
        text={forPatient
          ? "When a clinician has looked at your health data and says so, you see it here."
          : "Mark what you looked at as reviewed, and the patient sees who looked and when."}
      />
    );
  }
  return (
    <>
      <ul class="list-rows">
        {reviews.map((review) => (
          <ReviewRow key={review.id} review={review} forPatient={forPatient} now={now} zone={zone} />
        ))}
      </ul>
      {olderHref !== undefined && (
        <p class="list-row">
          <a href={olderHref}>Older reviews</a>
        </p>
      )}
    </>
  );
}
