/** Reviews on pages: the bar above a patient's vitals, its form, and the list of reviews for both sides. */
import { healthType } from "../schema/health_types.ts";
import type { Problem } from "../schema/problem.ts";
import { newOfOne, newSinceReview } from "./components/loop_words.ts";
import { ReviewList, ReviewRow } from "./components/ReviewList.tsx";
import { Card } from "./components/Card.tsx";
import { ReviewBar } from "./console/ReviewBar.tsx";
import { answerOf, clients, fieldErrors, formOf, type PageContext, tried } from "./page.tsx";
import { clockOf } from "./signed_in.tsx";

const reviewsOf = (c: PageContext) => clients(c).review.patient[":patient"].review;

/** What was posted and refused. */
export interface RefusedReview {
  note: string;
  problem: Problem;
}

/** The bar of the whole page, or of one vital. `path` is that of the Vitals tab. */
export async function reviewBar(
  c: PageContext,
  { patient, type, path, refused }: {
    patient: string;
    type: string | undefined;
    path: string;
    refused?: RefusedReview | undefined;
  },
) {
  const { reviews, unreviewed } = await answerOf(
    reviewsOf(c).$get({ param: { patient }, query: {} }),
  );
  const last = reviews.find((review) => review.type === null || review.type === type);
  const isNew = type === undefined ? unreviewed.types.length > 0 : unreviewed.types.includes(type);
  const clock = clockOf(c);
  return (
    <ReviewBar
      title={type === undefined
        ? newSinceReview(unreviewed.readings, unreviewed.types.length)
        : newOfOne(isNew, last !== undefined || !isNew)}
      isNew={isNew}
      newTypes={type === undefined && unreviewed.since !== null
        ? unreviewed.types.map((code) => healthType(code)?.display ?? code)
        : []}
      last={last}
      historyHref={`${path}/reviews`}
      action={`${path}/review`}
      hidden={{
        idempotencyKey: crypto.randomUUID(),
        seenAt: clock.now,
        ...(type === undefined ? {} : { type }),
      }}
      {...(refused === undefined ? {} : {
        note: refused.note,
        message: refused.problem.title,
        ...(fieldErrors(refused.problem).note === undefined
          ? {}
          : { error: fieldErrors(refused.problem).note! }),
      })}
      {...clock}
    />
  );
}

/** Sends the bar's form; undefined when the review was stored. */
export async function postReview(
  c: PageContext,
  patient: string,
): Promise<{ type: string | undefined; refused: RefusedReview | undefined }> {
  const { idempotencyKey = "", note = "", seenAt = "", type } = await formOf(c);
  const outcome = await tried(
    reviewsOf(c).$post({
      param: { patient },
      header: { "idempotency-key": idempotencyKey },
      json: { note, seenAt, ...(type ? { type } : {}) },
    }),
  );
  return { type: type || undefined, refused: outcome.ok ? undefined : { note, problem: outcome.problem } };
}

/** A page of reviews; `path` is its own. */
export async function reviewList(
  c: PageContext,
  { patient, path, forPatient }: { patient: string; path: string; forPatient: boolean },
) {
  const before = c.req.query("before");
  const { reviews, next } = await answerOf(
    reviewsOf(c).$get({ param: { patient }, query: before === undefined ? {} : { before } }),
  );
  const { now, zone } = clockOf(c);
  return (
    <Card title="Reviews" flush>
      <ReviewList
        reviews={reviews}
        forPatient={forPatient}
        {...(next === null ? {} : { olderHref: `${path}?before=${next}` })}
        now={now}
        zone={zone}
      />
    </Card>
  );
}

/** The newest review, on the patient's first page; nothing where there is none. */
export async function newestReview(c: PageContext, patient: string, historyHref: string) {
  const { reviews } = await answerOf(reviewsOf(c).$get({ param: { patient }, query: {} }));
  const [newest] = reviews;
  if (newest === undefined) return null;
  const { now, zone } = clockOf(c);
  return (
    <section class="card card-flush review-newest" aria-label="Looked at by your clinic">
      <ul class="list-rows">
        <ReviewRow review={newest} forPatient now={now} zone={zone} />
      </ul>
      {reviews.length > 1 && (
        <p class="list-row">
          <a href={historyHref}>Earlier reviews</a>
        </p>
      )}
    </section>
  );
}
