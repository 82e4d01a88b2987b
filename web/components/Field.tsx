/**
 * Form fields: label above, hint below it, error tied to the control by `aria-describedby`.
 * They keep what the person typed and never validate behind their back: the server's answer is shown as it is.
 */
import type { ComponentChildren } from "preact";
import { classes } from "./classes.ts";
import { Icon } from "./Icon.tsx";

/** What every field shows around its control. `name` also makes the ids, so it must be unique on the page. */
export interface FieldProps {
  name: string;
  label: string;
  hint?: string;
  error?: string;
  required?: boolean;
}

/** The `id` that a field's control carries; an error summary links to it. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

/** The attributes that tie a control to its label, hint and error. */
export function fieldAttributes({ name, hint, error, required }: FieldProps) {
  const described = [hint && `${fieldId(name)}-hint`, error && `${fieldId(name)}-error`].filter(Boolean).join(
    " ",
  );
  return {
    id: fieldId(name),
    name,
    ...(required ? { required: true } : {}),
    ...(error ? { "aria-invalid": "true" as const } : {}),
    ...(described ? { "aria-describedby": described } : {}),
  };
}

/** Label, hint and error around any control that carries `fieldAttributes`. */
export function FieldFrame(props: FieldProps & { children: ComponentChildren }) {
  return (
    <div class={classes("field", props.error !== undefined && "field-invalid")}>
      <label class="field-label" for={fieldId(props.name)}>
        {props.label}
        {props.required === false && <span class="field-optional">optional</span>}
      </label>
      {props.hint && <p class="field-hint" id={`${fieldId(props.name)}-hint`}>{props.hint}</p>}
      {props.children}
      {props.error && (
        <p class="field-error" id={`${fieldId(props.name)}-error`}>
          <Icon name="alert" size={16} />
          {props.error}
        </p>
      )}
    </div>
  );
}

/** Attribute sets rather than names: the element's types tell kinds of input apart by a literal. */
const inputTypes = {
  text: { type: "text" },
  email: { type: "email" },
  search: { type: "search" },
  tel: { type: "tel" },
  date: { type: "date" },
  "datetime-local": { type: "datetime-local" },
  time: { type: "time" },
  number: { type: "number" },
} as const;

/** One line of text. `required: false` marks the field as optional in words. */
export function TextField(
  props: FieldProps & {
    type?: keyof typeof inputTypes;
    value?: string;
    autocomplete?: string;
    inputmode?: "text" | "email" | "numeric" | "tel" | "decimal";
    minlength?: number;
    maxlength?: number;
    min?: string;
    max?: string;
    autofocus?: boolean;
    readonly?: boolean;
    spellcheck?: boolean;
  },
) {
  const { label: _label, hint: _hint, error: _error, name: _name, required: _required, type, ...rest } =
    props;
  return (
    <FieldFrame {...props}>
      <input class="input" {...rest} {...inputTypes[type ?? "text"]} {...fieldAttributes(props)} />
    </FieldFrame>
  );
}

/** Several lines of text. */
export function TextArea(props: FieldProps & { value?: string; rows?: number; maxlength?: number }) {
  return (
    <FieldFrame {...props}>
      <textarea class="input" rows={props.rows ?? 3} maxlength={props.maxlength} {...fieldAttributes(props)}>
        {props.value}
      </textarea>
    </FieldFrame>
  );
}

export interface Choice {
  value: string;
  label: string;
}

/** One of several; `placeholder` is the empty first choice. */
export function SelectField(
  props: FieldProps & { value?: string; choices: readonly Choice[]; placeholder?: string },
) {
  return (
    <FieldFrame {...props}>
      <span class="select">
        <select class="input" {...fieldAttributes(props)}>
          {props.placeholder !== undefined && <option value="">{props.placeholder}</option>}
          {props.choices.map((choice) => (
            <option key={choice.value} value={choice.value} selected={choice.value === props.value}>
              {choice.label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" size={16} />
      </span>
    </FieldFrame>
  );
}

/** Yes or no; the whole line is the target. */
export function CheckField(props: FieldProps & { checked?: boolean; value?: string }) {
  return (
    <div class={classes("field", props.error !== undefined && "field-invalid")}>
      <div class="check">
        <input
          type="checkbox"
          class="check-box"
          checked={props.checked}
          value={props.value ?? "on"}
          {...fieldAttributes(props)}
        />
        <label for={fieldId(props.name)}>{props.label}</label>
      </div>
      {props.hint && <p class="field-hint check-hint" id={`${fieldId(props.name)}-hint`}>{props.hint}</p>}
      {props.error && <p class="field-error" id={`${fieldId(props.name)}-error`}>{props.error}</p>}
    </div>
  );
}

/** Hidden inputs: the idempotency key and whatever else a post must carry along. */
export function HiddenFields({ values }: { values: Readonly<Record<string, string>> | undefined }) {
  return (
    <>
      {Object.entries(values ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
