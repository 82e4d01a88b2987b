import { assertEquals } from "deno-std/assert/mod.js";
import { OrganizationUpdate } from "../../schema/organization.ts";
import { PractitionerUpdate } from "../../schema/practitioner.ts";
import { clinicContact } from "./clinic_contact.ts";
import { clinic, colleagues } from "./people.ts";

Deno.test("the demo clinic and its clinicians are settings that the product would take", () => {
  const { addresses, hours, ...rest } = clinicContact(Temporal.PlainDate.from("2026-11-23"));
  const parsed = OrganizationUpdate.parse({
    version: 1,
    ...clinic,
    ...rest,
    addresses: JSON.parse(addresses),
    hours: JSON.parse(hours),
    appStore: null,
    playStore: null,
  });
  const named = Object.fromEntries(parsed.hours!.holidays.map(({ on, name }) => [name, on]));
  assertEquals([named["Thanksgiving Day"], named["Memorial Day"], named["Labor Day"]], [
    "2027-11-25",
    "2027-05-31",
    "2027-09-06",
  ]);
  for (const { given, family, credentials = null, email, profile } of colleagues) {
    if (profile === undefined) continue;
    PractitionerUpdate.parse({
      version: 1,
      name: { given, family },
      credentials,
      email,
      timeZone: null,
      ...profile,
    });
  }
});
