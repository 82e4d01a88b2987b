/**
 * vCards 4.0 (RFC 6350) of the clinic and of a clinician, for a phone's address book. Pure text in, one file out;
 * whatever is in a name stays in its value.
 */
import { addressLines, dialable } from "../../schema/contact_point.ts";
import type { ContactClinician } from "../../schema/contact.ts";
import type { Organization } from "../../schema/organization.ts";

/** RFC 6350, 3.4: what would end a value or a component is escaped. */
const escape = (text: string) =>
  text.replace(/[\\,;]/g, (character) => `\\${character}`).replace(/\r\n|\r|\n/g, "\\n");

const utf8 = new TextEncoder();

/** RFC 6350, 3.2: no line longer than 75 octets, none broken inside a character. */
function fold(line: string): string {
  let folded = "", octets = 0;
  for (const character of line) {
    const size = utf8.encode(character).byteLength;
    if (octets + size > 75) {
      folded += "\r\n ";
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

type Line = readonly [name: string, value: string | null];

/** Lines with a value; numbers and links are URIs by their nature, texts come escaped. */
function card(lines: readonly Line[]): string {
  const told = lines.flatMap(([name, value]) => value === null ? [] : [`${name}:${value}`]);
  return ["BEGIN:VCARD", "VERSION:4.0", ...told, "END:VCARD"].map((line) => `${fold(line)}\r\n`).join("");
}

const telephone = (number: string | null) => number === null ? null : `tel:${dialable(number)}`;

/** The clinic's card. */
export function organizationVcard(organization: Organization): string {
  return card([
    ["KIND", "org"],
    ["FN", escape(organization.name)],
    ["ORG", escape(organization.name)],
    ["TEL;VALUE=uri;TYPE=work,voice", telephone(organization.phone)],
    ["TEL;VALUE=uri;TYPE=work,fax", telephone(organization.fax)],
    ["EMAIL;TYPE=work", organization.email && escape(organization.email)],
    ["URL", organization.website],
    ...organization.addresses.map((address): Line => {
      const { lines, city, state, postalCode, country } = address;
      const parts = ["", "", lines.join("\n"), city, state ?? "", postalCode ?? "", country];
      const label = addressLines(address).join("\n").replaceAll('"', "^'").replaceAll("\n", "^n");
      // RFC 6868 writes a line's end and a quote within a parameter.
      return [`ADR;TYPE=work;LABEL="${label}"`, parts.map(escape).join(";")];
    }),
  ]);
}

/** A clinician's card: only what was published. */
export function clinicianVcard(clinician: ContactClinician, organization: Organization): string {
  return card([
    ["KIND", "individual"],
    ["FN", escape(clinician.name)],
    ["ORG", escape(organization.name)],
    ["TITLE", clinician.specialties.length === 0 ? null : escape(clinician.specialties.join(", "))],
    ["TEL;VALUE=uri;TYPE=work,voice", telephone(clinician.phone)],
    ["TEL;VALUE=uri;TYPE=work,text", telephone(clinician.mobile)],
    ["EMAIL;TYPE=work", clinician.email && escape(clinician.email)],
    ["URL", organization.website],
  ]);
}

function answer(text: string, name: string): Response {
  return new Response(text, {
    headers: {
      "content-type": "text/vcard; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.vcf"`,
    },
  });
}

/** The clinic's card as a file to save. */
export const organizationCard = (organization: Organization) =>
  answer(organizationVcard(organization), "clinic");

/** The clinician's card as a file to save. */
export const clinicianCard = (clinician: ContactClinician, organization: Organization) =>
  answer(clinicianVcard(clinician, organization), "clinician");
