/** Good bodies of the routes about the clinic, its practitioners and a patient's own profile, version aside. */

const address = {
  lines: ["3200 N Broadway", "Suite 210"],
  city: "Chicago",
  state: "IL",
  postalCode: "60657",
  country: "US",
};
const office = [{ from: "09:00", to: "12:00" }, { from: "13:00", to: "17:00" }];

export const organization = {
  name: "Test Clinic",
  timeZone: "America/Chicago",
  phone: "(312) 555-0100",
  afterHoursPhone: "(312) 555-0109",
  fax: "(312) 555-0101",
  email: "hello@clinic.test",
  website: "https://clinic.example.org/",
  addresses: [{ ...address, name: "Main office" }],
  hours: {
    weekly: { mon: office, tue: office, wed: office, thu: office, fri: office, sat: [], sun: [] },
    holidays: [{ on: "2026-12-25", name: "Christmas Day", hours: [] }],
  },
  emergencyPhone: "911",
  emergencyText: "Call 911 or go to the nearest emergency department.",
  appStore: "https://apps.apple.com/us/app/clinic/id1",
  playStore: "https://play.google.com/store/apps/details?id=test.clinic",
  supportEmail: "app@clinic.test",
};

export const practitioner = {
  name: { given: "Ada", family: "Moreno" },
  credentials: "MD",
  specialties: ["Family medicine"],
  languages: ["en", "es"],
  phone: "(312) 555-0120",
  mobile: "+1 312 555 0121",
  email: "ada@clinic.test",
  timeZone: "America/New_York",
  shown: ["photo", "specialties", "languages", "phone"],
  patientScheduling: "request",
};

export const patientProfile = {
  usualName: "Gracie",
  phone: "(312) 555-0142",
  otherPhone: "(312) 555-0143",
  homeAddress: address,
  mailingAddress: { ...address, lines: ["PO Box 4"] },
  language: "es",
  emergencyContact: { name: "Kofi Okafor", relationship: "brother", phone: "(312) 555-0144" },
};
