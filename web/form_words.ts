/** A form's own words for the API's refusals: one to a field, a sentence that says what to type. */
import type { Problem } from "../schema/problem.ts";
import type { FieldError } from "./components/ErrorSummary.tsx";

/** What a form says of a field that was refused. */
export type FieldWords = Readonly<Record<string, string>>;

/**
 * The first refusal of each field. `names` are the form's names where the API's differ; a field without words
 * keeps the API's reason.
 */
export function formErrors(
  { errors = [] }: Problem,
  words: FieldWords,
  names: Readonly<Record<string, string>> = {},
): FieldError[] {
  const found = new Map<string, FieldError>();
  for (const { field, reason } of errors) {
    const name = names[field] ?? field;
    if (!found.has(name)) found.set(name, { field: name, message: words[name] ?? reason });
  }
  return [...found.values()];
}
