/** Opening hours and holidays as fields: times by the clinic's clock, two ranges in sight and two behind "More". */
import { type Weekday, weekdays } from "../../schema/opening_hours.ts";
import type { FormValues } from "../components/AddressFields.tsx";
import { errorOf, type FieldError } from "../components/ErrorSummary.tsx";
import { fieldId, TextField } from "../components/Field.tsx";
import { Icon } from "../components/Icon.tsx";
import { rangesPerDay, rowsOf } from "./clinic_form.ts";

export const weekdayNames: Record<Weekday, string> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};
const ordinals = ["first", "second", "third", "fourth"];

interface Given {
  values: FormValues;
  errors: readonly FieldError[];
}

function Range({ name, label, index, values }: { name: string; label: string; index: number } & Given) {
  const time = (end: "from" | "to") => (
    <input
      type="time"
      class="input hours-time"
      name={`${name}.${index}.${end}`}
      value={values[`${name}.${index}.${end}`] ?? ""}
      aria-label={`${label}, ${ordinals[index]} range, ${end}`}
    />
  );
  return (
    <span class="hours-range">
      {time("from")}
      <span aria-hidden="true">–</span>
      {time("to")}
    </span>
  );
}

function Day({ name, label, values, errors }: { name: string; label: string } & Given) {
  const { error } = errorOf(errors, name);
  const range = (index: number) => <Range {...{ name, label, index, values, errors }} />;
  const more = [2, 3].filter((index) => index < rangesPerDay);
  const filled = more.some((index) => values[`${name}.${index}.from`] || values[`${name}.${index}.to`]);
  return (
    <div class={error ? "hours-day field-invalid" : "hours-day"} id={fieldId(name)} tabindex={-1}>
      <p class="hours-name">{label}</p>
      <div class="hours-ranges">
        {range(0)}
        {range(1)}
        <details class="hours-more" open={filled}>
          <summary>More</summary>
          <div class="hours-ranges">{more.map(range)}</div>
        </details>
        {error && (
          <p class="field-error">
            <Icon name="alert" size={16} />
            {error}
          </p>
        )}
      </div>
    </div>
  );
}

/** A row for each weekday. Field names: `hours.mon.0.from`. */
export function WeeklyHours(given: Given) {
  return (
    <div class="hours">
      {weekdays.map((day) => <Day key={day} name={`hours.${day}`} label={weekdayNames[day]} {...given} />)}
    </div>
  );
}

/** The dates that differ, and two empty rows. Field names: `holidays.0.on`, `.name`, `.0.from`. */
export function Holidays(given: Given) {
  const { values, errors } = given;
  const rows = Math.min(60, rowsOf("holidays", values) + 2);
  return (
    <div class="holidays">
      {Array.from({ length: rows }, (_, row) => {
        const name = `holidays.${row}`;
        const field = (part: string) => ({
          name: `${name}.${part}`,
          value: values[`${name}.${part}`] ?? "",
          ...errorOf(errors, `${name}.${part}`),
        });
        const { error } = errorOf(errors, `${name}.hours`);
        return (
          <div key={row} class="holiday" id={fieldId(`${name}.hours`)} tabindex={-1}>
            <TextField label="Date" type="date" {...field("on")} />
            <TextField label="Name" maxlength={60} autocomplete="off" {...field("name")} />
            <div class="field">
              <span class="field-label">Open that day</span>
              <Range name={name} label={`Holiday ${row + 1}`} index={0} {...given} />
              {[1, 2, 3].map((index) =>
                ["from", "to"].map((end) => (
                  values[`${name}.${index}.${end}`]
                    ? (
                      <input
                        key={`${index}${end}`}
                        type="hidden"
                        name={`${name}.${index}.${end}`}
                        value={values[`${name}.${index}.${end}`]}
                      />
                    )
                    : null
                ))
              )}
              {error && <p class="field-error">{error}</p>}
            </div>
          </div>
        );
      })}
    </div>
  );
}
