/**
 * A clinician's word that a patient's health data was looked at, and what came in since.
 * It says who, what and when; it never says what the figures mean: that is for the note, in the clinician's words.
 */
import { z } from "@hono/zod-openapi";
import { TypeCode } from "./observation.ts";

/** Plain text of several lines: no control characters but line breaks, no invisible direction characters. */
const plainText =
  /^(?:[^\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\r?\n|\t)*$/u;

/** A text that the patient reads, trimmed; at most `max` characters. */
export const PlainText = (max: number) =>
  z.string().trim().max(max).regex(plainText, "letters that can be seen");

export const NewReview = z.object({
  /** The one health type that was looked at; left out: all of them. */
  type: TypeCode.optional(),
  /** For the patient, in plain words; empty is none. */
  note: PlainText(1_000).optional(),
  /** When the page that was looked at was made. What came in later stays new. */
  seenAt: z.iso.datetime("an instant such as 2026-03-01T00:00:00Z"),
}).strict().openapi("NewReview");
export type NewReview = z.infer<typeof NewReview>;

export const Review = z.object({
  id: z.string(),
  /** Name and credentials. */
  practitioner: z.string(),
  type: TypeCode.nullable(),
  /** The type in words; null where all were looked at. */
  display: z.string().nullable(),
  note: z.string().nullable(),
  seenAt: z.iso.datetime(),
  reviewedAt: z.iso.datetime(),
}).openapi("Review");
export type Review = z.infer<typeof Review>;

export const ReviewPage = z.object({
  /** Newest first, 20 a page. */
  reviews: z.array(Review),
  /** Give this back as `before` for the next page; null on the last. */
  next: z.string().nullable(),
  /** What came in since. */
  unreviewed: z.object({
    /** Newest review of everything; null where there was none yet. */
    since: z.iso.datetime().nullable(),
    /** Readings stored since then, of whatever age; null where there was no such review. */
    readings: z.number().int().nullable(),
    /** Types of which something came in since they were last looked at, alone or with all others. */
    types: z.array(TypeCode),
  }),
}).openapi("ReviewPage");
export type ReviewPage = z.infer<typeof ReviewPage>;
