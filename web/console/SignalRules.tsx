/** The rules: a list with who said what, and the form that changes one. Inside `ConsoleLayout`. */
import { healthTypes } from "../../schema/health_types.ts";
import {
  isComparable,
  type RuleLevel,
  type SignalCondition,
  type SignalRule,
  type SignalRuleDefinition,
} from "../../schema/signal.ts";
import { Badge } from "../components/Badge.tsx";
import { Button, ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { errorOf, ErrorSummary, type FieldError } from "../components/ErrorSummary.tsx";
import { CheckField, HiddenFields, SelectField, TextField } from "../components/Field.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { kindWords, levelWords, ruleSentence, unitText } from "../components/signal_words.ts";
import { Segments } from "../components/Segments.tsx";

/** Rows for inside a flush card. */
export function RuleList({ rules, href }: { rules: readonly SignalRule[]; href: (key: string) => string }) {
  return (
    <ul class="list-rows">
      {rules.map((rule) => (
        <li key={rule.key} class="list-row">
          <div class="list-row-text">
            <p class="list-row-title">
              {rule.definition.title}
              {!rule.enabled && <Badge tone="caution">Off</Badge>}
              {rule.level !== "default" && <Badge tone="info">{levelWords[rule.level]}</Badge>}
            </p>
            <p class="muted small">{ruleSentence(rule.definition)}</p>
            {rule.author !== null && <p class="muted small">Set by {rule.author}</p>}
          </div>
          <ButtonLink href={href(rule.key)} size="small">
            Change<span class="visually-hidden">: {rule.definition.title}</span>
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}

/** The clinic's rules, or one's own. `own` is whether the person has patients to have rules for. */
export function SignalRules(
  { rules, level, own }: { rules: readonly SignalRule[]; level: "clinic" | "practitioner"; own: boolean },
) {
  const base = "/settings/signals";
  const of = level === "clinic" ? "" : "&level=practitioner";
  return (
    <>
      <PageHeader
        title="Signal rules"
        description="What the app looks for in patients' data, a day at a time. A rule set for a patient comes before the primary clinician's, and that before the clinic's."
      />
      <div class="sections">
        {own && (
          <Segments
            label="Whose rules"
            segments={[
              { href: base, label: "The clinic's", current: level === "clinic" },
              {
                href: `${base}?level=practitioner`,
                label: "For my patients",
                current: level === "practitioner",
              },
            ]}
          />
        )}
        <Card flush title={level === "clinic" ? "For every patient" : "For patients whose primary you are"}>
          <RuleList rules={rules} href={(key) => `${base}/rule?key=${key}${of}`} />
        </Card>
        <Card title="Add a rule" description="Choose what it looks at; the figures come next.">
          <div class="row">
            {(Object.keys(kindWords) as SignalCondition["kind"][]).map((kind) => (
              <ButtonLink key={kind} href={`${base}/rule?kind=${kind}${of}`} size="small" icon="plus">
                {kindWords[kind].label}
              </ButtonLink>
            ))}
          </div>
        </Card>
      </div>
    </>
  );
}

export interface SignalRuleFormProps {
  action: string;
  cancelHref: string;
  hidden: Readonly<Record<string, string>>;
  /** What stands in the fields, by field name. */
  values: Readonly<Record<string, string>>;
  kind: SignalCondition["kind"];
  metric: string;
  enabled: boolean;
  /** The level that this form sets, and whether it has said anything yet. */
  level: Exclude<RuleLevel, "default">;
  says: boolean;
  isNew: boolean;
  errors?: readonly FieldError[];
  message?: string;
}

const metrics = healthTypes.filter(({ code }) => isComparable(code)).map(({ code, display }) => ({
  value: code,
  label: display,
})).filter(({ label }, index, all) => all.findIndex((other) => other.label === label) === index);

const forWhom = {
  clinic: "every patient",
  practitioner: "your own patients",
  patient: "this patient",
} as const;

/** Field names are those of the definition, the condition's own after `condition.`. */
export function SignalRuleForm(props: SignalRuleFormProps) {
  const { values, kind, errors } = props;
  const unit = unitText(props.metric).trim();
  const field = (name: string) => ({ name, value: values[name] ?? "", ...errorOf(errors, name) });
  const whole = (name: string) => ({
    ...field(name),
    type: "number" as const,
    inputmode: "numeric" as const,
  });
  const sides = kind === "change"
    ? [{ value: "above", label: "Up by more than" }, { value: "below", label: "Down by more than" }]
    : [{ value: "above", label: "Above" }, { value: "below", label: "Below" }];
  const decimal = (name: string) => ({ ...field(name), inputmode: "decimal" as const });
  const baseline = kind === "baseline" || kind === "missing";
  return (
    <>
      <PageHeader
        title={props.isNew ? "New rule" : values.title ?? "Rule"}
        description={`${kindWords[kind].hint} Counts for ${forWhom[props.level]}.`}
      />
      <form class="form" method="post" action={props.action}>
        <ErrorSummary message={props.message} errors={errors ?? []} />
        <HiddenFields values={{ ...props.hidden, kind }} />
        <Card title="What to look for">
          <div class="form">
            <TextField label="Title" required maxlength={80} autocomplete="off" {...field("title")} />
            <div class="form-row">
              <SelectField label="Measurement" choices={metrics} required {...field("metric")} />
              {kind !== "missing" && (
                <SelectField
                  label="Of each day"
                  choices={[
                    { value: "average", label: "Average, or sum" },
                    { value: "lowest", label: "Lowest reading" },
                    { value: "highest", label: "Highest reading" },
                  ]}
                  required
                  {...field("statistic")}
                />
              )}
            </div>
            {kind !== "missing" && (
              <div class="form-row">
                <SelectField label="Side" choices={sides} required {...field("condition.is")} />
                {kind === "threshold"
                  ? (
                    <>
                      <TextField
                        label={unit === "" ? "Value" : `Value (${unit})`}
                        required
                        {...decimal("condition.value")}
                      />
                      <TextField
                        label="Diastolic"
                        hint="For blood pressure: either may be beyond."
                        required={false}
                        {...decimal("condition.second")}
                      />
                    </>
                  )
                  : (
                    <TextField
                      label={unit === "" ? "Difference" : `Difference (${unit})`}
                      required
                      {...decimal("condition.by")}
                    />
                  )}
                {kind === "change" && (
                  <TextField label="Within days" required {...whole("condition.withinDays")} />
                )}
              </div>
            )}
            {baseline && (
              <div class="form-row">
                <TextField
                  label={kind === "missing" ? "Looked back, in days" : "Baseline, in days"}
                  required
                  {...whole("condition.baselineDays")}
                />
                <TextField
                  label="Days with data it needs"
                  required
                  {...whole("condition.minBaselineDays")}
                />
              </div>
            )}
          </div>
        </Card>
        <Card title="How often">
          <div class="form">
            <div class="form-row">
              <TextField label="On days" required {...whole("days")} />
              <TextField label="Of the last days" required {...whole("ofDays")} />
              <TextField
                label="Ends after days without"
                hint="What comes later is a new signal."
                required
                {...whole("clearsAfterDays")}
              />
            </div>
            <div class="form-row">
              <TextField label="Readings a day needs" required {...whole("minReadings")} />
              <TextField label="Hours of data a day needs" required {...whole("minHours")} />
            </div>
            <CheckField
              label="This rule is on"
              name="enabled"
              checked={props.enabled}
              hint="Switched off, it finds nothing and what it found counts as over."
            />
          </div>
        </Card>
        <div class="form-actions">
          <Button type="submit" tone="primary">Save</Button>
          {props.says && !props.isNew && (
            <Button type="submit" name="withdraw" value="1">
              {props.level === "clinic" ? "Back to how it ships, or remove" : "Withdraw"}
            </Button>
          )}
          <ButtonLink href={props.cancelHref} tone="quiet">Cancel</ButtonLink>
        </div>
      </form>
    </>
  );
}

/** A definition as the fields of the form. */
export function fieldsOf({ condition, ...rule }: SignalRuleDefinition): Record<string, string> {
  const text = (entries: object, prefix = "") =>
    Object.entries(entries).map(([name, value]) => [prefix + name, String(value)]);
  return Object.fromEntries([...text(rule), ...text(condition, "condition.")]);
}
