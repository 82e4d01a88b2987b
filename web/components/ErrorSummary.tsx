/**
 * What went wrong with a form, said once at its head and announced: a sentence, then a link to each field.
 * The sentence must not tell whether an address is known.
 */
import { fieldId } from "./Field.tsx";
import { Icon } from "./Icon.tsx";

/** A problem with one field; the empty field name means the form as a whole. */
export interface FieldError {
  field: string;
  message: string;
}

/** Nothing at all when there is neither a message nor an error. */
export function ErrorSummary(
  { message, errors = [] }: { message?: string | undefined; errors?: readonly FieldError[] },
) {
  if (message === undefined && errors.length === 0) return null;
  const linked = errors.filter((error) => error.field !== "");
  return (
    <div class="error-summary" role="alert" tabindex={-1} id="error-summary">
      <Icon name="alert" />
      <div>
        <p class="error-summary-title">{message ?? "Some things need your attention."}</p>
        {linked.length > 0 && (
          <ul>
            {linked.map((error) => (
              <li key={error.field}>
                <a href={`#${fieldId(error.field)}`}>{error.message}</a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

/** The message for one field, if there is one, shaped to be spread into a field's props. */
export function errorOf(errors: readonly FieldError[] | undefined, field: string): { error?: string } {
  const found = errors?.find((error) => error.field === field);
  return found === undefined ? {} : { error: found.message };
}
