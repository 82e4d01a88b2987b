/** Reading the clinic. */
import type { Organization } from "../../schema/organization.ts";
import { type Database, first, q } from "../database.ts";
import { imagePath } from "../image/image_response.ts";

const columns = [
  "name",
  "timeZone",
  "phone",
  "email",
  "version",
  "afterHoursPhone",
  "fax",
  "website",
  "addresses",
  "hours",
  "emergencyPhone",
  "emergencyText",
  "appStore",
  "playStore",
  "supportEmail",
] as const;

/** The clinic as everybody may see it; undefined before it is set up. */
export async function readOrganization(db: Database): Promise<Organization | undefined> {
  const row = await first(
    db,
    q.selectFrom("organization").leftJoin("image", "image.id", "organization.logo")
      .select(columns.map((column) => `organization.${column}` as const)).select("image.publicId as image")
      .where("organization.id", "=", 1),
  );
  if (row === undefined) return undefined;
  const { image, addresses, hours, ...rest } = row;
  return {
    ...rest,
    logo: imagePath("/api/organization/logo", image),
    addresses: JSON.parse(addresses),
    hours: hours === null ? null : JSON.parse(hours),
  };
}
