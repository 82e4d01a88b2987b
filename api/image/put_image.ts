/** Puts a picture in the place of another, or takes it away, in one batch with its audit event. */
import { sql } from "kysely";
import { q, type SqlValue, type Statement, statement } from "../database.ts";
import { type Outcome, refuse } from "../errors.ts";
import { randomId } from "../random.ts";
import type { Scope } from "../scope.ts";
import { cleanImage } from "./clean_image.ts";

/** A column that refers to an image, and the row it is of. */
export type ImagePlace =
  | { table: "organization"; column: "logo"; row: 1 }
  | { table: "practitioner"; column: "photo"; row: number };

/** Base64 as the schema let it through. Answers with the picture's new id. */
export async function putImage(
  scope: Scope,
  place: ImagePlace,
  data: string,
  audit: Statement,
): Promise<Outcome<string, "invalid">> {
  const cleaned = cleanImage(Uint8Array.fromBase64(data));
  if (!cleaned.ok) return refuse("invalid", { errors: [{ field: "data", reason: cleaned.reason }] });
  const publicId = randomId();
  await change(
    scope,
    place,
    [
      statement(
        q.insertInto("image").values({
          publicId,
          contentType: cleaned.contentType,
          bytes: cleaned.bytes,
          createdAt: scope.now,
        }),
      ),
    ],
    publicId,
    audit,
  );
  return { ok: true, value: publicId };
}

/** Leaves the place empty. */
export async function removeImage(scope: Scope, place: ImagePlace, audit: Statement): Promise<void> {
  await change(scope, place, [], null, audit);
}

async function change(
  scope: Scope,
  { table, column, row }: ImagePlace,
  first: readonly Statement[],
  publicId: string | null,
  audit: Statement,
): Promise<void> {
  const args: SqlValue[] = publicId === null ? [row] : [publicId, row];
  const value = publicId === null ? "NULL" : "(SELECT id FROM image WHERE public_id = ?)";
  const written = await scope.db.write([
    ...first,
    { sql: `UPDATE ${table} SET ${column} = ${value} WHERE id = ?`, args },
    // Also what a parallel change left behind: a picture that nothing shows is not kept.
    statement(
      q.deleteFrom("image").where(
        sql<boolean>`id NOT IN (SELECT logo FROM organization WHERE logo IS NOT NULL
          UNION ALL SELECT photo FROM practitioner WHERE photo IS NOT NULL)`,
      ),
    ),
    audit,
  ]);
  if (!written.ok) throw new Error(`statement ${written.at} was refused: ${written.constraint}`);
}
