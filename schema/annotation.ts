/** A clinician's dated note on a vital, e.g. "started lisinopril 10 mg". The patient sees it where it is shared. */
import { z } from "@hono/zod-openapi";
import { TypeCode } from "./observation.ts";
import { NoteText } from "./signal.ts";

/** The text of a note: short enough to stand beside a mark on the chart. */
export const AnnotationText = NoteText.refine((text) => text.length <= 200, "at most 200 characters")
  .refine((text) => !text.includes("\n"), "one line");
const On = z.iso.date("a date such as 2026-03-01").refine((on) => on >= "1900-01-01", "1900 or later");

export const NewAnnotation = z.object({
  /** The vital it stands on; HealthKit identifier. */
  type: TypeCode,
  on: On,
  text: AnnotationText,
  /** Whether the patient sees it. */
  shared: z.boolean(),
}).strict().openapi("NewAnnotation");
export type NewAnnotation = z.infer<typeof NewAnnotation>;

export const ChangedAnnotation = z.object({
  on: On,
  text: AnnotationText,
  shared: z.boolean(),
  /** The version that was changed: refused where there is a newer one. */
  version: z.number().int().min(1),
}).strict().openapi("ChangedAnnotation");
export type ChangedAnnotation = z.infer<typeof ChangedAnnotation>;

/** A state that a note was in. */
export const AnnotationVersion = z.object({
  version: z.number().int(),
  on: z.iso.date(),
  text: z.string(),
  shared: z.boolean(),
  removed: z.boolean(),
  who: z.string(),
  at: z.iso.datetime(),
}).openapi("AnnotationVersion");
export type AnnotationVersion = z.infer<typeof AnnotationVersion>;

export const Annotation = z.object({
  id: z.string(),
  type: TypeCode,
  /** The newest version. */
  on: z.iso.date(),
  text: z.string(),
  shared: z.boolean(),
  version: z.number().int(),
  /** Who wrote the newest version, and when. */
  who: z.string(),
  at: z.iso.datetime(),
  removed: z.boolean(),
  /** Earlier versions, oldest first; for clinicians only. */
  history: z.array(AnnotationVersion),
}).openapi("Annotation");
export type Annotation = z.infer<typeof Annotation>;

export const AnnotationList = z.object({ annotations: z.array(Annotation) }).openapi("AnnotationList");

export const AnnotationParam = z.object({
  patient: z.string().min(1).max(40),
  annotation: z.string().min(1).max(40),
});
