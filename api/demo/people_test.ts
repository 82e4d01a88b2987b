import { assert, assertEquals, assertMatch } from "deno-std/assert/mod.js";
import { NewPatient } from "../../schema/patient.ts";
import { Email, isTimeZone } from "../../schema/sign_in.ts";
import { clinic, colleagues, demoPatients } from "./people.ts";
import { stories } from "./stories.ts";

const today = Temporal.PlainDate.from("2026-03-10");
const patients = demoPatients("test", today);
const yearsOf = (birthDate: string) =>
  Temporal.PlainDate.from(birthDate).until(today, { largestUnit: "years" }).years;

Deno.test("40 patients, from a newborn to somebody in their nineties", () => {
  assertEquals(patients.length, 40);
  const ages = patients.map((patient) => yearsOf(patient.birthDate)).sort((a, b) => a - b);
  assert(
    patients.some((patient) =>
      Temporal.PlainDate.from(patient.birthDate).until(today, { largestUnit: "days" }).days < 28
    ),
  );
  assertEquals(ages[0], 0);
  assert(ages.at(-1)! >= 90 && ages.at(-1)! < 100);
  for (let decade = 0; decade < 10; decade++) {
    assert(ages.some((age) => Math.floor(age / 10) === decade), `nobody in decade ${decade}`);
  }
});

Deno.test("every patient would be taken by the product's own form, and is nobody real", () => {
  for (const { given, family, birthDate, gender, email, phone } of patients) {
    NewPatient.parse({
      name: { given, family },
      birthDate,
      gender,
      phone,
      ...(email === null ? {} : { email }),
    });
    assertMatch(phone, /555-01\d\d$/);
    if (email !== null) assertMatch(email, /@example\.(org|com)$/);
  }
  for (const field of ["publicId", "phone", "email"] as const) {
    const given = patients.map((patient) => patient[field]).filter((value) => value !== null);
    assertEquals(new Set(given).size, given.length, field);
  }
});

Deno.test("nobody was a patient before they were born", () => {
  for (const { birthDate, knownForDays } of patients) {
    assert(Temporal.PlainDate.from(birthDate).until(today, { largestUnit: "days" }).days >= knownForDays);
  }
});

Deno.test("each story has exactly one patient, of the age that it tells of, who has an address", () => {
  const told = patients.filter((patient) => patient.story !== undefined);
  assertEquals(
    told.map((patient) => patient.story!).sort(),
    Object.keys(stories).sort() as typeof told[0]["story"][],
  );
  for (const { story, birthDate, email } of told) {
    assert(Math.abs(stories[story!].constitution.age - yearsOf(birthDate)) <= 1, story);
    assert(email !== null);
  }
});

Deno.test("three who treat and an administrator; every primary clinician treats", () => {
  assertEquals(colleagues.filter((colleague) => colleague.credentials !== undefined).length, 3);
  assertEquals(colleagues.filter((colleague) => colleague.isAdministrator).length, 1);
  for (const { email } of colleagues) Email.parse(email);
  for (const { primary } of patients) assert(colleagues[primary]?.credentials !== undefined);
  assert(isTimeZone(clinic.timeZone));
});

Deno.test("the same seed and day make the same people", () => {
  assertEquals(demoPatients("test", today), patients);
});
