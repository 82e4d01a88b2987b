/** A narrow right that a session can be traded for: ingest, one patient, 12 hours. */
import { z } from "@hono/zod-openapi";

export const NewImportGrant = z.object({
  /** Why a clinician puts data on this chart; patients need none for their own. */
  reason: z.string().trim().min(3).max(200).optional(),
}).strict().openapi("NewImportGrant");

export const ImportGrant = z.object({
  /** Bearer token for `POST /api/observation/batches`. */
  token: z.string(),
  patient: z.string(),
  expiresAt: z.iso.datetime(),
  /** For the command line, once, within 10 minutes; null when the grant was made from one. */
  pairingCode: z.string().nullable(),
}).openapi("ImportGrant");
export type ImportGrant = z.infer<typeof ImportGrant>;

export const PairingCode = z.object({
  code: z.string().trim().toUpperCase().regex(/^[0-9A-Z]{4}-?[0-9A-Z]{4}$/, "a code such as K7QM-2XHD"),
}).strict().openapi("PairingCode");
