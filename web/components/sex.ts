/** FHIR R4 administrative-gender codes, as people read them. https://hl7.org/fhir/R4/valueset-administrative-gender.html */

export type Sex = "male" | "female" | "other" | "unknown";

/** The word for each code. */
export const sexNames: Record<Sex, string> = {
  female: "Female",
  male: "Male",
  other: "Other",
  unknown: "Unknown",
};

/** The same as choices of a select. */
export const sexChoices = (Object.keys(sexNames) as Sex[]).map((value) => ({
  value,
  label: sexNames[value],
}));
