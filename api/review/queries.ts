/** Reading reviews, and what came in since they were made. */
import type { Review, ReviewPage } from "../../schema/review.ts";
import type { Database, Row, SqlValue, Statement } from "../database.ts";
import { bloodPressureType, diastolicType, systolicType, typeWords } from "../observation/type_words.ts";

const pageSize = 20;

const columns = `review.id, review.public_id, review.code, review.note, review.seen_at, review.reviewed_at,
  p.given_name || ' ' || p.family_name || coalesce(', ' || p.credentials, '') AS practitioner`;

function toReview(row: Row): Review {
  const code = row.code as string | null;
  return {
    id: row.publicId as string,
    practitioner: row.practitioner as string,
    type: code,
    display: code === null ? null : typeWords(code).display,
    note: row.note as string | null,
    seenAt: new Date(row.seenAt as number).toISOString(),
    reviewedAt: new Date(row.reviewedAt as number).toISOString(),
  };
}

/** One review by its public id; undefined where the patient (key) has no such one. */
export async function readReview(db: Database, patient: number, id: string): Promise<Review | undefined> {
  const [found] = await db.read([{
    sql: `SELECT ${columns} FROM review JOIN practitioner p ON p.id = review.practitioner
      WHERE review.patient = ? AND review.public_id = ?`,
    args: [patient, id],
  }]);
  return found!.rows[0] && toReview(found!.rows[0]);
}

/** What came in since, as statements: readings since the newest review of all, and types with something new. */
function selectUnreviewed(patient: number): Statement[] {
  return [
    {
      sql: `SELECT last.seen_at, last.seen_at IS NULL AS never,
          (SELECT coalesce(sum(stored), 0) FROM ingest_batch
            WHERE patient = ?1 AND received_at > last.seen_at) AS readings
        FROM (SELECT max(seen_at) AS seen_at FROM review WHERE patient = ?1 AND code IS NULL) last`,
      args: [patient],
    },
    {
      // One page speaks for both pressures, by the correlation's name: so does its review.
      sql: `SELECT DISTINCT shown AS code FROM (
          SELECT iif(t.code IN (?3, ?4), ?2, t.code) AS shown, st.last_received_at
          FROM stream st JOIN observation_type t ON t.id = st.type
          WHERE st.patient = ?1 AND st.count > 0
        ) WHERE last_received_at > coalesce(
          (SELECT max(seen_at) FROM review WHERE patient = ?1 AND (code IS NULL OR code = shown)), -1)
        ORDER BY shown`,
      args: [patient, bloodPressureType, systolicType, diastolicType],
    },
  ];
}

/** A page of reviews, newest first, and what came in since. `before` is `next` of the page before. */
export async function listReviews(
  db: Database,
  patient: number,
  before: number | undefined,
): Promise<ReviewPage> {
  const args: SqlValue[] = [patient, before ?? Number.MAX_SAFE_INTEGER, pageSize + 1];
  const [found, since, types] = await db.read([
    {
      sql: `SELECT ${columns} FROM review JOIN practitioner p ON p.id = review.practitioner
        WHERE review.patient = ?1 AND review.id < ?2 ORDER BY review.id DESC LIMIT ?3`,
      args,
    },
    ...selectUnreviewed(patient),
  ]);
  const rows = found!.rows.slice(0, pageSize);
  const last = since!.rows[0]!;
  const never = last.never === 1;
  return {
    reviews: rows.map(toReview),
    next: found!.rows.length > pageSize ? String(rows.at(-1)!.id) : null,
    unreviewed: {
      since: never ? null : new Date(last.seenAt as number).toISOString(),
      readings: never ? null : last.readings as number,
      types: types!.rows.map(({ code }) => code as string),
    },
  };
}
