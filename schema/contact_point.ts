/** How somebody is reached: FHIR ContactPoint and Address. https://hl7.org/fhir/R4/datatypes.html#Address */
import { z } from "@hono/zod-openapi";
import { printable } from "./patient.ts";

/** One line that people write and read: nothing invisible in it. */
export const textLine = (maxLength: number, what: string) =>
  z.string().trim().min(1, what).max(maxLength, `at most ${maxLength} characters`).regex(
    printable,
    "letters that can be seen",
  );

/** As people write numbers, with an extension if there is one; at least three digits. */
export const PhoneNumber = z.string().trim().max(40).regex(
  /^(?=(?:[^0-9]*[0-9]){3})\+?[0-9 ().-]{3,30}(?: ?x ?[0-9]{1,6})?$/,
  "a phone number such as (312) 555-0142",
);

export const EmailAddress = z.email("an e-mail address such as name@example.org").max(254);

/**
 * A number as `tel:` and `sms:` links want it (RFC 3966): digits, a leading plus, an extension.
 * @example dialable("(312) 555-0142 x 7") // "3125550142;ext=7"
 */
export function dialable(number: string): string {
  const [main = "", extension] = number.split("x");
  const digits = (main.trim().startsWith("+") ? "+" : "") + main.replace(/\D/g, "");
  return extension === undefined ? digits : `${digits};ext=${extension.trim()}`;
}

export const Address = z.object({
  /** Street, suite and the like. */
  lines: z.array(textLine(100, "a street and number")).min(1, "a street and number").max(3),
  city: textLine(80, "a city"),
  state: textLine(40, "a state").nullable(),
  postalCode: textLine(16, "a postal code").nullable(),
  /** ISO 3166-1, two letters. */
  country: z.string().trim().toUpperCase().regex(/^[A-Z]{2}$/, "a country's two letters, such as US"),
}).strict().openapi("Address");
export type Address = z.infer<typeof Address>;

/**
 * An address as it stands on an envelope, a line each; the country only where it isn't the United States.
 * @example addressLines({ lines: ["1 Elm St"], city: "Chicago", state: "IL", postalCode: "60601", country: "US" })
 * // ["1 Elm St", "Chicago, IL 60601"]
 */
export function addressLines({ lines, city, state, postalCode, country }: Address): string[] {
  const region = [state, postalCode].filter(Boolean).join(" ");
  return [...lines, [city, region].filter(Boolean).join(", "), ...(country === "US" ? [] : [country])];
}
