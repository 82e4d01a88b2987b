/** Reading a practitioner's profile, and the part of it that patients are shown. */
import type { ContactClinician } from "../../schema/contact.ts";
import type { PractitionerProfile, Showable } from "../../schema/practitioner.ts";
import { type Database, first, q } from "../database.ts";
import { imagePath } from "../image/image_response.ts";

/** A profile with the row's key. */
export interface FoundProfile {
  key: number;
  profile: PractitionerProfile;
}

const selectProfiles = () =>
  q.selectFrom("practitioner").leftJoin("image", "image.id", "practitioner.photo").select([
    "practitioner.id as key",
    "practitioner.publicId",
    "practitioner.version",
    "practitioner.givenName",
    "practitioner.familyName",
    "practitioner.credentials",
    "practitioner.specialties",
    "practitioner.languages",
    "practitioner.phone",
    "practitioner.mobile",
    "practitioner.email",
    "practitioner.timeZone",
    "practitioner.shown",
    "practitioner.patientScheduling",
    "image.publicId as image",
  ]).where("practitioner.active", "=", 1);

type Row = Awaited<ReturnType<ReturnType<typeof selectProfiles>["executeTakeFirstOrThrow"]>>;

function toProfile(row: Row): FoundProfile {
  const { key, publicId, givenName, familyName, specialties, languages, shown, image, ...rest } = row;
  return {
    key,
    profile: {
      ...rest,
      id: publicId,
      name: { given: givenName, family: familyName },
      photo: imagePath("/api/practitioner/photo", image),
      specialties: JSON.parse(specialties),
      languages: JSON.parse(languages),
      shown: JSON.parse(shown),
    },
  };
}

/** The profile of an active practitioner, by public id. */
export async function profileOf(db: Database, publicId: string): Promise<FoundProfile | undefined> {
  const row = await first(db, selectProfiles().where("practitioner.publicId", "=", publicId));
  return row && toProfile(row);
}

/** The profile of a patient's primary clinician. */
export async function primaryProfile(db: Database, patient: number): Promise<FoundProfile | undefined> {
  const row = await first(
    db,
    selectProfiles().innerJoin("careTeam", "careTeam.practitioner", "practitioner.id")
      .where("careTeam.patient", "=", patient).where("careTeam.isPrimary", "=", 1)
      .where("careTeam.endedAt", "is", null),
  );
  return row && toProfile(row);
}

/** As people are addressed: "Hannah Osei, MD". */
export function displayName(
  { name, credentials }: Pick<PractitionerProfile, "name" | "credentials">,
): string {
  return `${name.given} ${name.family}${credentials === null ? "" : `, ${credentials}`}`;
}

/** What patients are shown of a profile, and nothing else. */
export function published(profile: PractitionerProfile): ContactClinician {
  const shown = new Set<Showable>(profile.shown);
  return {
    name: displayName(profile),
    photo: shown.has("photo") ? profile.photo : null,
    specialties: shown.has("specialties") ? profile.specialties : [],
    languages: shown.has("languages") ? profile.languages : [],
    phone: shown.has("phone") ? profile.phone : null,
    mobile: shown.has("mobile") ? profile.mobile : null,
    email: shown.has("email") ? profile.email : null,
    patientScheduling: profile.patientScheduling,
  };
}
