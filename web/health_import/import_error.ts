/** Everything that can stop an import, as one typed error. Its message is for people and names no patient. */

/**
 * - `empty`: the file has no bytes. `not_an_export`: readable, but no HealthData in it.
 * - `zip_damaged`, `zip_encrypted`: the archive can't be opened.
 * - `file_unreadable`: the disk or the browser refused to read on.
 * - `grant_ended`: 401; the permission to import is over. `forbidden`: 403; it does not cover this patient.
 * - `server_refused`: the server turns whole batches down. `server_unreachable`: retries are used up.
 * - `cancelled`: the person stopped it.
 */
export type ImportFailure =
  | "empty"
  | "not_an_export"
  | "zip_damaged"
  | "zip_encrypted"
  | "file_unreadable"
  | "grant_ended"
  | "forbidden"
  | "server_refused"
  | "server_unreachable"
  | "cancelled";

/** Thrown by the reader and the upload; `reason` says which of the cases it is. */
export class ImportError extends Error {
  override readonly name = "ImportError";
  constructor(readonly reason: ImportFailure, message: string, options?: ErrorOptions) {
    super(message, options);
  }
}
