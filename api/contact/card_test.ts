import { assert, assertEquals } from "deno-std/assert/mod.js";
import fc from "fast-check";
import type { ContactClinician } from "../../schema/contact.ts";
import type { Organization } from "../../schema/organization.ts";
import { clinicianVcard, organizationVcard } from "./card.ts";

interface Property {
  name: string;
  parameters: string[];
  value: string;
}

/** Reads a vCard by RFC 6350, 3.3 and 3.4: unfolds, splits, and refuses what the grammar does not have. */
function parse(text: string): Property[] {
  assert(text.endsWith("\r\n"));
  for (const line of text.split("\r\n")) {
    assert(new TextEncoder().encode(line).byteLength <= 75, `${line} is folded`);
    assert(!/[\r\n]/.test(line), "no bare line end");
  }
  const lines = text.replaceAll("\r\n ", "").slice(0, -2).split("\r\n");
  const properties = lines.map((line) => {
    const found = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^":;,]*(?:,[^":;,]*)*))*):(.*)$/u.exec(line);
    if (found === null) throw new Error(`"${line}" is no content line`);
    const [, name = "", parameters = "", value = ""] = found;
    return { name, parameters: parameters.match(/[A-Z-]+=(?:"[^"]*"|[^;]*)/g) ?? [], value };
  });
  assertEquals([properties[0], properties[1], properties.at(-1)], [
    { name: "BEGIN", parameters: [], value: "VCARD" },
    { name: "VERSION", parameters: [], value: "4.0" },
    { name: "END", parameters: [], value: "VCARD" },
  ]);
  assertEquals(properties.filter(({ name }) => name === "BEGIN" || name === "END").length, 2);
  return properties;
}

const unescape = (value: string) =>
  value.replace(/\\(n|[\\,;])/g, (_, character: string) => character === "n" ? "\n" : character);
const valuesOf = (text: string, name: string) =>
  parse(text).filter((property) => property.name === name).map(({ value }) => unescape(value));

const clinic: Organization = {
  version: 1,
  logo: null,
  name: "Lakeview Family Medicine",
  timeZone: "America/Chicago",
  phone: "(312) 555-0100 x 4",
  afterHoursPhone: null,
  fax: "(312) 555-0101",
  email: "hello@lakeview.example.org",
  website: "https://lakeview.example.org/",
  addresses: [{
    name: "Main office",
    lines: ["3200 N Broadway", "Suite 210; rear"],
    city: "Chicago",
    state: "IL",
    postalCode: "60657",
    country: "US",
  }],
  hours: null,
  emergencyPhone: null,
  emergencyText: null,
  appStore: null,
  playStore: null,
  supportEmail: null,
};
const clinician: ContactClinician = {
  name: "Hannah Osei, MD",
  photo: null,
  specialties: ["Family medicine"],
  languages: ["en"],
  phone: null,
  mobile: "+1 312 555 0171",
  email: null,
  patientScheduling: "request",
};

Deno.test("a clinic's card holds its numbers as links and its address in parts", () => {
  const text = organizationVcard(clinic);
  assertEquals(valuesOf(text, "TEL"), ["tel:3125550100;ext=4", "tel:3125550101"]);
  assertEquals(valuesOf(text, "EMAIL"), ["hello@lakeview.example.org"]);
  const [address] = parse(text).filter(({ name }) => name === "ADR");
  assertEquals(address?.value.split(/(?<!\\);/).map(unescape), [
    "",
    "",
    "3200 N Broadway\nSuite 210; rear",
    "Chicago",
    "IL",
    "60657",
    "US",
  ]);
});

Deno.test("a clinician's card holds what was published and nothing else", () => {
  const text = clinicianVcard(clinician, clinic);
  assertEquals(valuesOf(text, "FN"), ["Hannah Osei, MD"]);
  assertEquals(valuesOf(text, "TEL"), ["tel:+13125550171"]);
  assertEquals(valuesOf(text, "EMAIL"), []);
});

Deno.test("no name of anything can begin a property of its own", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }), (name) => {
      const text = organizationVcard({
        ...clinic,
        name: `${name}\r\nTEL:tel:900`,
        addresses: [{ ...clinic.addresses[0]!, lines: [`${name}"\n`] }],
      });
      assertEquals(valuesOf(text, "TEL").length, 2);
      assertEquals(valuesOf(text, "FN")[0], `${name}\nTEL:tel:900`.replaceAll(/\r\n|\r/g, "\n"));
    }),
    { numRuns: Deno.env.has("SOAK") ? 5_000 : 200 },
  );
});
