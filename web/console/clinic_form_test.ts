import { assertEquals } from "deno-std/assert/mod.js";
import { type Organization, OrganizationUpdate } from "../../schema/organization.ts";
import type { Problem } from "../../schema/problem.ts";
import { clinicErrors, clinicOf, clinicValues } from "./clinic_form.ts";

const office = [{ from: "09:00", to: "12:00" }, { from: "13:00", to: "17:00" }];
const address = {
  name: null,
  lines: ["1 Elm St"],
  city: "Chicago",
  state: "IL",
  postalCode: null,
  country: "US",
};
const clinic: Organization = {
  version: 3,
  logo: null,
  name: "Lakeview",
  timeZone: "America/Chicago",
  phone: "(312) 555-0100",
  afterHoursPhone: null,
  fax: null,
  email: null,
  website: null,
  addresses: [address, { ...address, name: "Annex", lines: ["2 Elm St", "Rear"] }],
  hours: {
    weekly: { mon: office, tue: [], wed: [], thu: [], fri: office, sat: [], sun: [] },
    holidays: [{ on: "2026-12-24", name: "Christmas Eve", hours: [{ from: "09:00", to: "12:00" }] }],
  },
  emergencyPhone: "911",
  emergencyText: null,
  appStore: null,
  playStore: null,
  supportEmail: null,
};
const problem = (...fields: string[]): Problem => ({
  type: "/api/docs#invalid",
  title: "",
  status: 422,
  requestId: "",
  errors: fields.map((field) => ({ field, reason: "what is right" })),
});

Deno.test("settings that nobody touched come back from the form as they were", () => {
  const { logo: _, ...update } = clinic;
  assertEquals(clinicOf(clinicValues(clinic)), update);
  OrganizationUpdate.parse(clinicOf(clinicValues(clinic)));
  assertEquals(clinicOf(clinicValues({ ...clinic, hours: null, addresses: [] })).hours, null);
});

Deno.test("an emptied row goes, and a refusal of the one after it still finds its fields", () => {
  const values = { ...clinicValues(clinic) };
  for (const name of Object.keys(values)) {
    if (name.startsWith("addresses.0.")) values[name] = "";
  }
  values["holidays.2.on"] = "2026-12-25";
  assertEquals(clinicOf(values).addresses.map(({ name }) => name), ["Annex"]);
  const errors = clinicErrors(
    problem(
      "addresses.0.lines.0",
      "addresses.0.city",
      "hours.weekly.mon.0.from",
      "hours.holidays.1.name",
      "name",
    ),
    values,
  );
  assertEquals(errors.map(({ field }) => field), [
    "addresses.1.line1",
    "addresses.1.city",
    "hours.mon",
    "holidays.2.name",
    "name",
  ]);
});
