/** A practitioner's profile as its three forms have it: flat, by field name; each changes only what it shows. */
import type { Language } from "../../schema/language.ts";
import { type PractitionerProfile, type PractitionerUpdate, showable } from "../../schema/practitioner.ts";
import type { Problem } from "../../schema/problem.ts";
import type { FormValues } from "../components/AddressFields.tsx";
import type { FieldError } from "../components/ErrorSummary.tsx";
import type { ProfileStep } from "./ProfileSteps.tsx";

/** The profile as the forms show it. */
export function profileValues(profile: PractitionerProfile): Record<string, string> {
  return {
    version: String(profile.version),
    given: profile.name.given,
    family: profile.name.family,
    credentials: profile.credentials ?? "",
    specialties: profile.specialties.join(", "),
    ...Object.fromEntries(profile.languages.map((tag, index) => [`languages.${index}`, tag])),
    phone: profile.phone ?? "",
    mobile: profile.mobile ?? "",
    email: profile.email ?? "",
    ...Object.fromEntries(profile.shown.map((field) => [`shown.${field}`, "on"])),
    timeZone: profile.timeZone ?? "",
    patientScheduling: profile.patientScheduling,
  };
}

function languagesOf(values: FormValues): Language[] {
  const chosen = Array.from({ length: 8 }, (_, index) => values[`languages.${index}`] ?? "").filter(Boolean);
  return [...new Set(chosen)] as Language[];
}

/** What a step's form says, laid over the profile as it stands. */
export function profileUpdate(
  { id: _id, photo: _photo, ...profile }: PractitionerProfile,
  step: ProfileStep,
  values: FormValues,
): PractitionerUpdate {
  const text = (name: string) => values[name]?.trim() ?? "";
  const changes: Record<ProfileStep, () => Partial<PractitionerUpdate>> = {
    who: () => ({
      name: { given: text("given"), family: text("family") },
      credentials: text("credentials") || null,
      specialties: text("specialties").split(",").map((one) => one.trim()).filter(Boolean),
      languages: languagesOf(values),
    }),
    contact: () => ({
      phone: text("phone") || null,
      mobile: text("mobile") || null,
      email: text("email") || null,
      shown: showable.filter((field) => values[`shown.${field}`] === "on"),
    }),
    scheduling: () => ({
      timeZone: text("timeZone") || null,
      // Anything else is for the API to refuse.
      patientScheduling: text("patientScheduling") as PractitionerUpdate["patientScheduling"],
    }),
  };
  return { ...profile, ...changes[step](), version: Math.trunc(Number(values["version"])) || 1 };
}

/** The API's refusals by the form's field names, one to a field. */
export function profileErrors({ errors = [] }: Problem): FieldError[] {
  const found = new Map<string, string>();
  for (const { field, reason } of errors) {
    const name = field.replace(/^name\./, "").replace(/^specialties\..*/, "specialties")
      .replace(/^languages$/, "languages.0").replace(/^shown.*/, "shown.photo");
    if (!found.has(name)) found.set(name, `Enter ${reason}.`);
  }
  return [...found].map(([field, message]) => ({ field, message }));
}
