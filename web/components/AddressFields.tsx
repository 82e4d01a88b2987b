/** The fields of a postal address, and how a form of them is read. Names begin with `prefix`, e.g. `home.city`. */
import type { Address } from "../../schema/contact_point.ts";
import { errorOf, type FieldError } from "./ErrorSummary.tsx";
import { TextField } from "./Field.tsx";

/** What is typed in a form, by field name. */
export type FormValues = Readonly<Record<string, string>>;

/** Street, suite, city, state, postal code and country; `autocomplete` lets the browser offer the person's own. */
export function AddressFields(
  { prefix, values, errors, autocomplete = false }: {
    prefix: string;
    values: FormValues;
    errors: readonly FieldError[];
    autocomplete?: boolean;
  },
) {
  const field = (name: string, token: string) => ({
    name: `${prefix}.${name}`,
    value: values[`${prefix}.${name}`] ?? "",
    autocomplete: autocomplete ? token : "off",
    ...errorOf(errors, `${prefix}.${name}`),
  });
  return (
    <div class="form">
      <div class="form-row">
        <TextField label="Street and number" maxlength={100} {...field("line1", "address-line1")} />
        <TextField label="Suite, floor" maxlength={100} {...field("line2", "address-line2")} />
      </div>
      <div class="form-row form-row-4">
        <TextField label="City" maxlength={80} {...field("city", "address-level2")} />
        <TextField label="State" maxlength={40} {...field("state", "address-level1")} />
        <TextField label="ZIP code" maxlength={16} {...field("postalCode", "postal-code")} />
        <TextField label="Country" maxlength={2} {...field("country", "country")} />
      </div>
    </div>
  );
}

/** An address as the fields show it. */
export function addressValues(prefix: string, address: Address | null): Record<string, string> {
  const [line1 = "", ...more] = address?.lines ?? [];
  return {
    [`${prefix}.line1`]: line1,
    [`${prefix}.line2`]: more.join(", "),
    [`${prefix}.city`]: address?.city ?? "",
    [`${prefix}.state`]: address?.state ?? "",
    [`${prefix}.postalCode`]: address?.postalCode ?? "",
    [`${prefix}.country`]: address?.country ?? "US",
  };
}

/** The address that was typed; null where nothing was but the country that stands there to begin with. */
export function addressOf(prefix: string, values: FormValues): Address | null {
  const typed = (name: string) => values[`${prefix}.${name}`]?.trim() ?? "";
  const said = ["line1", "line2", "city", "state", "postalCode"].some((name) => typed(name) !== "");
  if (!said) return null;
  return {
    lines: [typed("line1"), typed("line2")].filter((line, index) => index === 0 || line !== ""),
    city: typed("city"),
    state: typed("state") || null,
    postalCode: typed("postalCode") || null,
    country: typed("country") || "US",
  };
}

/** The form's name for the API's: `lines` are two fields. */
export const addressField = (field: string) =>
  field.replace(/\.lines(?:\.0)?$/, ".line1").replace(/\.lines\.\d$/, ".line2");
