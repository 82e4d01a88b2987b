/**
 * The clinic's settings as a form has them: flat, by field name, with empty rows to fill in. Reading one back drops what
 * is empty and remembers which rows stayed, so that a refusal finds the field it is about.
 */
import { type ClockRange, type OpeningHours, weekdays } from "../../schema/opening_hours.ts";
import type { Organization, OrganizationUpdate } from "../../schema/organization.ts";
import type { Problem } from "../../schema/problem.ts";
import { addressField, addressOf, addressValues, type FormValues } from "../components/AddressFields.tsx";
import type { FieldError } from "../components/ErrorSummary.tsx";

/** Fields that are one text, or nothing when empty. */
export const textFields = [
  "phone",
  "afterHoursPhone",
  "fax",
  "email",
  "website",
  "emergencyPhone",
  "emergencyText",
  "appStore",
  "playStore",
  "supportEmail",
] as const;

/** Most ranges of a day. */
export const rangesPerDay = 4;

function rangeValues(prefix: string, ranges: readonly ClockRange[]): [string, string][] {
  return ranges.flatMap(({ from, to }, index): [string, string][] => [
    [`${prefix}.${index}.from`, from],
    [`${prefix}.${index}.to`, to],
  ]);
}

function rangesOf(prefix: string, values: FormValues): ClockRange[] {
  const clock = (name: string) => (values[name] ?? "").slice(0, 5);
  const ranges: ClockRange[] = [];
  for (let index = 0; index < rangesPerDay; index++) {
    const range = { from: clock(`${prefix}.${index}.from`), to: clock(`${prefix}.${index}.to`) };
    if (range.from !== "" || range.to !== "") ranges.push(range);
  }
  return ranges;
}

/** The settings as the form shows them. */
export function clinicValues(clinic: Organization): Record<string, string> {
  const { hours, addresses } = clinic;
  return {
    version: String(clinic.version),
    name: clinic.name,
    timeZone: clinic.timeZone,
    ...Object.fromEntries(textFields.map((field) => [field, clinic[field] ?? ""])),
    ...Object.fromEntries(weekdays.flatMap((day) => rangeValues(`hours.${day}`, hours?.weekly[day] ?? []))),
    ...Object.assign(
      {},
      ...addresses.map((address, row) => ({
        ...addressValues(`addresses.${row}`, address),
        [`addresses.${row}.name`]: address.name ?? "",
      })),
    ),
    ...Object.fromEntries((hours?.holidays ?? []).flatMap(({ on, name, hours }, row) => [
      [`holidays.${row}.on`, on],
      [`holidays.${row}.name`, name],
      ...rangeValues(`holidays.${row}`, hours),
    ])),
  };
}

/** How many rows of a list a form holds. */
export function rowsOf(list: "addresses" | "holidays", values: FormValues): number {
  const rows = Object.keys(values).map((name) => new RegExp(`^${list}\\.(\\d{1,2})\\.`).exec(name)?.[1]);
  return Math.max(0, ...rows.filter((row) => row !== undefined).map((row) => Number(row) + 1));
}

/** The rows that somebody filled in, in order, with their place in the form. */
function filled<T>(count: number, read: (row: number) => T | null): { row: number; value: T }[] {
  return Array.from({ length: count }, (_, row) => ({ row, value: read(row) }))
    .filter((one): one is { row: number; value: T } => one.value !== null);
}

function addressRows(values: FormValues) {
  return filled(rowsOf("addresses", values), (row) => {
    const address = addressOf(`addresses.${row}`, values);
    const name = values[`addresses.${row}.name`]?.trim() || null;
    return address && { ...address, name };
  });
}

function holidayRows(values: FormValues) {
  return filled(rowsOf("holidays", values), (row) => {
    const on = values[`holidays.${row}.on`] ?? "", name = values[`holidays.${row}.name`]?.trim() ?? "";
    const hours = rangesOf(`holidays.${row}`, values);
    return on === "" && name === "" && hours.length === 0 ? null : { on, name, hours };
  });
}

/** What a form says, as the API wants it. Hours that nobody filled in are not said. */
export function clinicOf(values: FormValues): OrganizationUpdate {
  const weekly = Object.fromEntries(weekdays.map((day) => [day, rangesOf(`hours.${day}`, values)]));
  const holidays = holidayRows(values).map(({ value }) => value);
  const said = holidays.length > 0 || Object.values(weekly).some((ranges) => ranges.length > 0);
  const texts = Object.fromEntries(
    textFields.map((field) => [field, values[field]?.trim() || null]),
  ) as Pick<OrganizationUpdate, typeof textFields[number]>;
  return {
    version: Math.trunc(Number(values["version"])) || 1,
    name: values["name"] ?? "",
    timeZone: values["timeZone"] ?? "",
    ...texts,
    addresses: addressRows(values).map(({ value }) => value),
    hours: said ? { weekly: weekly as OpeningHours["weekly"], holidays } : null,
  };
}

const words: Readonly<Record<string, string>> = {
  name: "Enter the clinic's name.",
  timeZone: "Choose a time zone.",
};

/** The API's refusals by the form's field names, one to a field. */
export function clinicErrors({ errors = [] }: Problem, values: FormValues): FieldError[] {
  const rows = {
    addresses: addressRows(values).map(({ row }) => row),
    holidays: holidayRows(values).map(({ row }) => row),
  };
  const found = new Map<string, string>();
  for (const { field, reason } of errors) {
    const name = addressField(field)
      .replace(/^hours\.weekly\.(\w+).*$/, "hours.$1")
      .replace(/^hours\.holidays/, "holidays")
      .replace(
        /^(addresses|holidays)\.(\d+)/,
        (_, list: keyof typeof rows, index: string) => `${list}.${rows[list][Number(index)] ?? index}`,
      )
      .replace(/^(holidays\.\d+)\.hours.*$/, "$1.hours")
      .replace(/^holidays$/, "holidays.0.on");
    if (!found.has(name)) found.set(name, words[name] ?? `Enter ${reason}.`);
  }
  return [...found].map(([field, message]) => ({ field, message }));
}
